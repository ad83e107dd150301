-- The rows of one table that are about a person: an account, and the volunteers that it is. Each row is given as one object with
-- all its columns as text; which of these are shown, and why they are kept, the catalogue of personal data says. Of what others did with
-- their data a person gets what, when and in which role, not who. That they asked for it is left out: each page would make the list
-- longer. A branch for each table: see README.md.
-- in: tabel text, account_id uuid, vrijwilliger_ids uuid[], na text, aantal int8
-- out: sleutel text, rij text
-- as: systeem: whatever is held about one person, for that person, wherever it stands
-- rows: many
-- index: account_uniek, lid_op_account, uitnodiging_dag_uniek, sessie_op_account, eenmalig_op_account, akkoord_op_account, bezwaar_op_account, bezwaar_op_vrijwilliger, emailwissel_op_account, toestemming_op_account, verversing_op_sessie, identiteit_op_account, sleutel_op_account, agendalink_op_account, zoekopdracht_op_account, gebruik_uniek, tweede_factor_uniek, herstelcode_uniek, post_op_account, idempotentie_sleutel_uniek, vrijwilliger_uniek, notitie_op_account, notitie_op_aanvraag, taak_op_account, taak_op_eigenaar, toewijzing_op_account, weergave_op_account, aanvraag_op_maker, aanbod_op_vrijwilliger, koppeling_op_vrijwilliger, audit_op_account, geschiedenis_uniek, antwoordlink_een_per_koppeling, aflooplink_op_koppeling, invaller_op_aanbod, verzetvoorstel_op_koppeling, tijd_uniek, vertoning_een_per_koppeling, beoordeling_een_per_kant, uitkomst_een_per_kant, telling_uniek, bezetting_uniek, veto_op_vrijwilliger, sluiting_op_houder, audit_op_rij, audit_op_betreft, bedrijf_uniek, inschrijving_agenda_van_vrijwilliger, keuzelijst_op_vrijwilliger, bundel_op_account, ingreep_op_wie, inzet_op_aanbod
-- seqscan: gewicht_activering is a small table
with gevonden as (
	select a.id::text as sleutel, to_jsonb(a) as rij
	from account a where :tabel::text = 'account' and a.id = :account_id::uuid
	union all
	select l.id::text, to_jsonb(l) from lid l where :tabel::text = 'lid' and l.account_id = :account_id::uuid
	union all
	select u.tot_op::text, to_jsonb(u)
	from uitnodiging_dag u where :tabel::text = 'uitnodiging_dag' and u.account_id = :account_id::uuid
	union all
	select s.id::text, to_jsonb(s) from sessie s where :tabel::text = 'sessie' and s.account_id = :account_id::uuid
	union all
	select concat_ws(' ', e.gemaakt_op, encode(e.token_hash, 'hex')), to_jsonb(e)
	from eenmalig e where :tabel::text = 'eenmalig' and e.account_id = :account_id::uuid
	union all
	select k.id::text, to_jsonb(k) from akkoord k where :tabel::text = 'akkoord' and k.account_id = :account_id::uuid
	union all
	select b.id::text, to_jsonb(b) from bezwaar b where :tabel::text = 'bezwaar' and b.account_id = :account_id::uuid
	union all
	select b.id::text, to_jsonb(b)
	from bezwaar b where :tabel::text = 'bezwaar' and b.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select w.id::text, to_jsonb(w)
	from emailwissel w where :tabel::text = 'emailwissel' and w.account_id = :account_id::uuid
	union all
	select encode(t.code_hash, 'hex'), to_jsonb(t)
	from toestemming t where :tabel::text = 'toestemming' and t.account_id = :account_id::uuid
	union all
	select encode(w.token_hash, 'hex'), to_jsonb(w)
	from sessie s
	join verversing w on w.sessie_id = s.id
	where :tabel::text = 'verversing' and s.account_id = :account_id::uuid
	union all
	select concat_ws(' ', i.issuer, i.onderwerp), to_jsonb(i)
	from identiteit i where :tabel::text = 'identiteit' and i.account_id = :account_id::uuid
	union all
	select k.id::text, to_jsonb(k) from sleutel k where :tabel::text = 'sleutel' and k.account_id = :account_id::uuid
	union all
	select k.id::text, to_jsonb(k) from agendalink k where :tabel::text = 'agendalink' and k.account_id = :account_id::uuid
	union all
	select z.id::text, to_jsonb(z)
	from zoekopdracht z where :tabel::text = 'zoekopdracht' and z.account_id = :account_id::uuid
	union all
	select z.ding_id::text, to_jsonb(z)
	from zoektreffer z where :tabel::text = 'zoektreffer' and z.account_id = :account_id::uuid
	union all
	select concat_ws(' ', g.sleutel_id, g.dag, g.operatie), to_jsonb(g)
	from sleutel k
	join gebruik g on g.sleutel_id = k.id
	where :tabel::text = 'gebruik' and k.account_id = :account_id::uuid
	union all
	select f.account_id::text, to_jsonb(f)
	from tweede_factor f where :tabel::text = 'tweede_factor' and f.account_id = :account_id::uuid
	union all
	select encode(h.code_hash, 'hex'), to_jsonb(h)
	from herstelcode h where :tabel::text = 'herstelcode' and h.account_id = :account_id::uuid
	union all
	select p.id::text, to_jsonb(p) from post p where :tabel::text = 'post' and p.account_id = :account_id::uuid
	union all
	select concat_ws(' ', i.operatie, i.sleutel), to_jsonb(i)
	from idempotentie i where :tabel::text = 'idempotentie' and i.account_id = :account_id::uuid
	union all
	select v.id::text, to_jsonb(v)
	from vrijwilliger v where :tabel::text = 'vrijwilliger' and v.id = any (:vrijwilliger_ids::uuid[])
	union all
	select a.id::text, to_jsonb(a) from aanvraag a where :tabel::text = 'aanvraag' and a.gemaakt_door = :account_id::uuid
	union all
	select a.id::text, to_jsonb(a)
	from aanbod a where :tabel::text = 'aanbod' and a.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select k.id::text, to_jsonb(k)
	from koppeling k where :tabel::text = 'koppeling' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select concat_ws(' ', g.koppeling_id, g.volgnummer), to_jsonb(g)
	from audit_leesbaar u
	join geschiedenis g on g.koppeling_id = u.rij and g.volgnummer = u.versie
	where :tabel::text = 'geschiedenis' and u.account_id = :account_id::uuid and u.tabel = 'koppeling'
	union all
	select n.koppeling_id::text, to_jsonb(n)
	from koppeling k
	join antwoordlink n on n.koppeling_id = k.id
	where :tabel::text = 'antwoordlink' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select f.koppeling_id::text, to_jsonb(f)
	from koppeling k
	join aflooplink f on f.koppeling_id = k.id
	where :tabel::text = 'aflooplink' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select t.id::text, to_jsonb(t)
	from koppeling k
	join tijd t on t.id = k.id
	where :tabel::text = 'tijd' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select p.id::text, to_jsonb(p)
	from koppeling k
	join verzetvoorstel p on p.koppeling_id = k.id
	where :tabel::text = 'verzetvoorstel' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select concat_ws(' ', i.invalvraag_id, i.aanbod_id), to_jsonb(i)
	from aanbod o
	join invaller i on i.aanbod_id = o.id
	where :tabel::text = 'invaller' and o.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select t.koppeling_id::text, to_jsonb(t)
	from koppeling k
	join vertoning t on t.koppeling_id = k.id
	where :tabel::text = 'vertoning' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select concat_ws(' ', b.koppeling_id, b.kant), to_jsonb(b)
	from koppeling k
	join beoordeling b on b.koppeling_id = k.id
	where :tabel::text = 'beoordeling' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union
	select concat_ws(' ', b.koppeling_id, b.kant), to_jsonb(b)
	from audit_leesbaar u
	join beoordeling b on b.koppeling_id = u.rij and b.gewijzigd_door = u.account_id
	where :tabel::text = 'beoordeling' and u.account_id = :account_id::uuid and u.tabel = 'beoordeling'
	union all
	select concat_ws(' ', o.koppeling_id, o.ronde, o.kant), to_jsonb(o)
	from koppeling k
	join uitkomst o on o.koppeling_id = k.id
	where :tabel::text = 'uitkomst' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union
	select concat_ws(' ', o.koppeling_id, o.ronde, o.kant), to_jsonb(o)
	from audit_leesbaar u
	join uitkomst o on o.koppeling_id = u.rij and o.gemaakt_door = u.account_id
	where :tabel::text = 'uitkomst' and u.account_id = :account_id::uuid and u.tabel = 'uitkomst'
	union all
	select t.houder::text, to_jsonb(t)
	from telling t where :tabel::text = 'telling' and t.houder = any (:vrijwilliger_ids::uuid[])
	union all
	select concat_ws(' ', z.houder, z.soort, z.periode), to_jsonb(z)
	from bezetting z where :tabel::text = 'bezetting' and z.houder = any (:vrijwilliger_ids::uuid[])
	union all
	select w.id::text, to_jsonb(w)
	from veto w where :tabel::text = 'veto' and w.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select i.id::text, to_jsonb(i)
	from ingreep i
	where :tabel::text = 'ingreep' and i.wie = any (:vrijwilliger_ids::uuid[]
		|| array(select o.id from aanbod o where o.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])))
	union all
	select n.id::text, to_jsonb(n) from notitie n where :tabel::text = 'notitie' and n.account_id = :account_id::uuid
	union all
	select n.id::text, to_jsonb(n)
	from koppeling k
	join notitie n on n.aanvraag_id = k.aanvraag_id and n.account_id <> :account_id::uuid
	where :tabel::text = 'notitie' and k.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select b.id::text, to_jsonb(b) from bundel b where :tabel::text = 'bundel' and b.account_id = :account_id::uuid
	union all
	select o.id::text, to_jsonb(o)
	from overdracht o where :tabel::text = 'overdracht' and o.wie = any (:vrijwilliger_ids::uuid[] || :account_id::uuid)
	union all
	select concat_ws(' ', i.planning_id, i.nr), to_jsonb(i)
	from aanbod o
	join inzet i on i.aanbod_id = o.id
	where :tabel::text = 'inzet' and o.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select t.id::text, to_jsonb(t) from taak t where :tabel::text = 'taak' and t.account_id = :account_id::uuid
	union all
	select t.id::text, to_jsonb(t)
	from taak t where :tabel::text = 'taak' and t.eigenaar_id = :account_id::uuid and t.account_id <> :account_id::uuid
	union all
	select t.id::text, to_jsonb(t) from toewijzing t where :tabel::text = 'toewijzing' and t.account_id = :account_id::uuid
	union all
	select w.id::text, to_jsonb(w)
	from sluiting w where :tabel::text = 'sluiting' and w.houder = any (:vrijwilliger_ids::uuid[])
	union all
	select l.id::text, to_jsonb(l)
	from keuzelijst l where :tabel::text = 'keuzelijst' and l.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select i.id::text, to_jsonb(i)
	from inschrijving i where :tabel::text = 'inschrijving' and i.vrijwilliger_id = any (:vrijwilliger_ids::uuid[])
	union all
	select w.id::text, to_jsonb(w) from weergave w where :tabel::text = 'weergave' and w.account_id = :account_id::uuid
	union all
	select b.id::text, to_jsonb(b)
	from lid l
	join bedrijf b on b.id = l.bedrijf_id
	where :tabel::text = 'bedrijf' and l.account_id = :account_id::uuid and l.status = 'actief'
	union all
	select concat_ws(' ', g.soort, g.volgnummer), to_jsonb(g)
	from gewicht_activering g where :tabel::text = 'gewicht_activering' and g.account_id = :account_id::uuid
	union all
	(select lpad(u.id::text, 20, '0'), to_jsonb(u)
	from audit_leesbaar u
	where :tabel::text = 'audit' and u.account_id = :account_id::uuid and u.handeling <> 'gegevensList'
		and u.id > case when :na::text = '' then 0 else ltrim(:na::text, '0')::int8 end
	order by u.id
	limit :aantal::int8)
	union all
	select lpad(o.id::text, 20, '0'), jsonb_build_object('op', o.op, 'tabel', o.tabel, 'rij', o.rij, 'handeling', o.handeling,
		'rol', o.rol, 'onderwerp', o.onderwerp, 'status', o.status,
		'betreft', array(select d.id from unnest(o.betreft) d(id) where d.id = any (:vrijwilliger_ids::uuid[] || :account_id::uuid)))
	from (
		select u.id, u.op, u.tabel, u.rij, u.handeling, u.rol, u.onderwerp, u.status, u.betreft, u.account_id
		from audit_leesbaar u
		where :tabel::text = 'audit' and u.rij = any (:vrijwilliger_ids::uuid[] || :account_id::uuid)
		union
		select u.id, u.op, u.tabel, u.rij, u.handeling, u.rol, u.onderwerp, u.status, u.betreft, u.account_id
		from audit_leesbaar u
		where :tabel::text = 'audit' and u.betreft && (:vrijwilliger_ids::uuid[] || :account_id::uuid)
	) o
	where o.account_id is distinct from :account_id::uuid
)
select b.sleutel, (select jsonb_object_agg(e.key, e.value) from jsonb_each_text(b.rij) e)::text as rij
from (
	select g.sleutel, g.rij
	from gevonden g
	where g.sleutel > :na::text
	order by g.sleutel
	limit :aantal::int8
) b
order by b.sleutel
