-- Of one sealed column, behind an id, the values that are not as they should be: open still, under another key than `sleutel`, or
-- found by other keys than `sleutels`. `plaats` is what they are bound to, behind the name of the column. A branch for each column.
-- in: kolom text, sleutel text, sleutels text[], na text, aantal int8
-- out: id text, plaats text, waarde bytea?, open text?
-- as: systeem: all that is sealed gets the key of now
-- rows: many
-- seqscan: it looks at all that is sealed, when keys change and now and then
(select a.id::text as id, a.id::text as plaats, a.email as waarde, a.email_open as open
from account a
where :kolom::text = 'account.email' and a.id > :na::text::uuid
	and (a.email_open is not null or sleutel_van(a.email) <> :sleutel::text or sleutels_van(a.email_vinders) <> :sleutels::text[])
order by a.id
limit :aantal::int8)
union all
(select v.id::text, v.id::text, v.email, v.email_open
from vrijwilliger v
where :kolom::text = 'vrijwilliger.email' and v.id > :na::text::uuid and v.gewist_op is null
	and (v.email_open is not null or sleutel_van(v.email) <> :sleutel::text or sleutels_van(v.email_vinders) <> :sleutels::text[])
order by v.id
limit :aantal::int8)
union all
(select v.id::text, v.id::text, v.telefoon, v.telefoon_open
from vrijwilliger v
where :kolom::text = 'vrijwilliger.telefoon' and v.id > :na::text::uuid
	and (v.telefoon_open is not null or sleutel_van(v.telefoon) <> :sleutel::text)
order by v.id
limit :aantal::int8)
union all
(select b.id::text, b.id::text, b.telefoon, b.telefoon_open
from bedrijf b
where :kolom::text = 'bedrijf.telefoon' and b.id > :na::text::uuid
	and (b.telefoon_open is not null or sleutel_van(b.telefoon) <> :sleutel::text)
order by b.id
limit :aantal::int8)
union all
(select l.id::text, l.id::text, l.uitgenodigd_email, null
from lid l
where :kolom::text = 'lid.uitgenodigd_email' and l.id > :na::text::uuid and sleutel_van(l.uitgenodigd_email) <> :sleutel::text
order by l.id
limit :aantal::int8)
union all
(select f.account_id::text, f.account_id::text, f.geheim, null
from tweede_factor f
where :kolom::text = 'tweede_factor.geheim' and f.account_id > :na::text::uuid and sleutel_van(f.geheim) <> :sleutel::text
order by f.account_id
limit :aantal::int8)
union all
(select m.id::text, m.id::text, m.tekst, null
from melding m
where :kolom::text = 'melding.tekst' and m.id > :na::text::uuid and sleutel_van(m.tekst) <> :sleutel::text
order by m.id
limit :aantal::int8)
union all
(select p.id::text, p.id::text, p.inhoud, null
from post p
where :kolom::text = 'post.inhoud' and p.id > :na::text::uuid and sleutel_van(p.inhoud) <> :sleutel::text
order by p.id
limit :aantal::int8)
union all
(select e.id::text, e.id::text, e.nieuw, null
from emailwissel e
where :kolom::text = 'emailwissel.nieuw' and e.id > :na::text::uuid and sleutel_van(e.nieuw) <> :sleutel::text
order by e.id
limit :aantal::int8)
union all
(select e.id::text, e.id::text, e.oud, null
from emailwissel e
where :kolom::text = 'emailwissel.oud' and e.id > :na::text::uuid and sleutel_van(e.oud) <> :sleutel::text
order by e.id
limit :aantal::int8)
union all
(select b.id::text, b.id::text, b.reden, b.reden_open
from bezwaar b
where :kolom::text = 'bezwaar.reden' and b.id > :na::text::uuid
	and (b.reden_open is not null or sleutel_van(b.reden) <> :sleutel::text)
order by b.id
limit :aantal::int8)
union all
(select b.id::text, b.id::text, b.toelichting, b.toelichting_open
from bezwaar b
where :kolom::text = 'bezwaar.toelichting' and b.id > :na::text::uuid
	and (b.toelichting_open is not null or sleutel_van(b.toelichting) <> :sleutel::text)
order by b.id
limit :aantal::int8)
union all
(select encode(w.token_hash, 'hex'), translate(rtrim(encode(w.token_hash, 'base64'), '='), '+/', '-_'), w.opvolger, null
from verversing w
where :kolom::text = 'verversing.opvolger' and w.token_hash > decode(:na::text, 'hex') and sleutel_van(w.opvolger) <> :sleutel::text
order by w.token_hash
limit :aantal::int8)
union all
(select concat_ws(' ', i.account_id, i.operatie, i.sleutel),
	concat_ws(' ', i.account_id, translate(rtrim(encode(i.vingerafdruk, 'base64'), '='), '+/', '-_')), i.antwoord, null
from idempotentie i
where :kolom::text = 'idempotentie.antwoord' and concat_ws(' ', i.account_id, i.operatie, i.sleutel) > :na::text
	and sleutel_van(i.antwoord) <> :sleutel::text
order by 1
limit :aantal::int8)
