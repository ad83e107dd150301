-- Of each sealed column how many values each key has; without a key (null): open still. Of the marks
-- of the audit the last one, which vouches for those before it.
-- out: kolom text, sleutel text?, aantal int8
-- as: systeem: it counts whatever is sealed
-- rows: many
-- seqscan: it looks at all that is sealed, for a command
select w.kolom, w.sleutel, count(*)::int8 as aantal
from (
	select 'account.email' as kolom, sleutel_van(a.email) as sleutel from account a
	union all
	select 'vrijwilliger.email', sleutel_van(v.email) from vrijwilliger v where v.gewist_op is null
	union all
	select 'vrijwilliger.telefoon', sleutel_van(v.telefoon) from vrijwilliger v where num_nonnulls(v.telefoon, v.telefoon_open) > 0
	union all
	select 'bedrijf.telefoon', sleutel_van(b.telefoon) from bedrijf b where num_nonnulls(b.telefoon, b.telefoon_open) > 0
	union all
	select 'lid.uitgenodigd_email', sleutel_van(l.uitgenodigd_email) from lid l where l.uitgenodigd_email is not null
	union all
	select 'tweede_factor.geheim', sleutel_van(f.geheim) from tweede_factor f
	union all
	select 'melding.tekst', sleutel_van(m.tekst) from melding m
	union all
	select 'post.inhoud', sleutel_van(p.inhoud) from post p where p.inhoud is not null
	union all
	select 'emailwissel.nieuw', sleutel_van(e.nieuw) from emailwissel e
	union all
	select 'emailwissel.oud', sleutel_van(e.oud) from emailwissel e
	union all
	select 'bezwaar.reden', sleutel_van(b.reden) from bezwaar b
	union all
	select 'bezwaar.toelichting', sleutel_van(b.toelichting) from bezwaar b where num_nonnulls(b.toelichting, b.toelichting_open) > 0
	union all
	select 'verversing.opvolger', sleutel_van(w.opvolger) from verversing w where w.opvolger is not null
	union all
	select 'idempotentie.antwoord', sleutel_van(i.antwoord) from idempotentie i where i.antwoord is not null
	union all
	(select 'zegel.merk', sleutel_van(z.merk) from zegel z where z.merk is not null order by z.nummer desc limit 1)
) w
group by w.kolom, w.sleutel
order by w.kolom, w.sleutel
