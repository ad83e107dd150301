-- What a link is about, when its request is held.
-- in: token_hash bytea
-- out: invalvraag_id uuid, aanvraag_id uuid, aanbod_id uuid, klas text, school_naam text, datum date, dagdeel text, status text, beantwoord_op timestamptz?, open bool, bedrijf_id uuid?, vrijwilliger_id uuid?, account_id uuid?, stil bool
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: one
-- index: invaller_token_uniek, invalvraag_uniek, aanbod_uniek, school_uniek, aanvraag_uniek, klas_uniek, lid_vrijwilliger_een_account, vrijwilliger_uniek, koppeling_een_lopende_per_aanvraag
select i.invalvraag_id, v.aanvraag_id, i.aanbod_id, c.naam as klas, s.naam as school_naam, v.datum, v.dagdeel, i.status, i.beantwoord_op,
	v.status = 'open' and not exists (select from koppeling n where n.aanvraag_id = v.aanvraag_id and koppeling_loopt(n.status)) as open,
	o.bedrijf_id, o.vrijwilliger_id,
	(select l.account_id from lid l where l.vrijwilliger_id = o.vrijwilliger_id and l.status = 'actief') as account_id,
	exists (select from vrijwilliger w where w.id = o.vrijwilliger_id and (w.stil_sinds is not null or w.beperkt_op is not null)) as stil
from invaller i
join invalvraag v on v.id = i.invalvraag_id
join aanbod o on o.id = i.aanbod_id
join school s on s.id = v.school_id
join aanvraag q on q.id = v.aanvraag_id
join klas c on c.id = q.klas_id
where i.token_hash = :token_hash::bytea
