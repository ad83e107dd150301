-- Writes one value sealed anew, when it still is what was read. `vinders` is of addresses. How many (0 or 1).
-- in: kolom text, id text, was bytea?, open text?, waarde bytea, vinders uuid[]
-- out: aantal int8
-- as: systeem: all that is sealed gets the key of now
-- rows: one
-- index: account_uniek, vrijwilliger_uniek, bedrijf_uniek, lid_uniek, tweede_factor_uniek, melding_uniek, post_uniek, emailwissel_uniek, bezwaar_uniek, verversing_uniek
-- seqscan: answers for a repetition are few, and kept for days
with account_email as (
	update account a
	set email = :waarde::bytea, email_open = null, email_vinders = :vinders::uuid[]
	where :kolom::text = 'account.email' and a.id = :id::text::uuid
		and a.email is not distinct from :was::bytea and a.email_open is not distinct from :open::text
	returning a.id
), vrijwilliger_email as (
	update vrijwilliger v
	set email = :waarde::bytea, email_open = null, email_vinders = :vinders::uuid[]
	where :kolom::text = 'vrijwilliger.email' and v.id = :id::text::uuid
		and v.email is not distinct from :was::bytea and v.email_open is not distinct from :open::text
	returning v.id
), vrijwilliger_telefoon as (
	update vrijwilliger v
	set telefoon = :waarde::bytea, telefoon_open = null
	where :kolom::text = 'vrijwilliger.telefoon' and v.id = :id::text::uuid
		and v.telefoon is not distinct from :was::bytea and v.telefoon_open is not distinct from :open::text
	returning v.id
), bedrijf_telefoon as (
	update bedrijf b
	set telefoon = :waarde::bytea, telefoon_open = null
	where :kolom::text = 'bedrijf.telefoon' and b.id = :id::text::uuid
		and b.telefoon is not distinct from :was::bytea and b.telefoon_open is not distinct from :open::text
	returning b.id
), lid_uitgenodigd_email as (
	update lid l
	set uitgenodigd_email = :waarde::bytea
	where :kolom::text = 'lid.uitgenodigd_email' and l.id = :id::text::uuid and l.uitgenodigd_email = :was::bytea
	returning l.id
), tweede_factor_geheim as (
	update tweede_factor f
	set geheim = :waarde::bytea
	where :kolom::text = 'tweede_factor.geheim' and f.account_id = :id::text::uuid and f.geheim = :was::bytea
	returning f.account_id
), melding_tekst as (
	update melding m
	set tekst = :waarde::bytea
	where :kolom::text = 'melding.tekst' and m.id = :id::text::uuid and m.tekst = :was::bytea
	returning m.id
), post_inhoud as (
	update post p
	set inhoud = :waarde::bytea
	where :kolom::text = 'post.inhoud' and p.id = :id::text::uuid and p.inhoud = :was::bytea
	returning p.id
), emailwissel_nieuw as (
	update emailwissel e
	set nieuw = :waarde::bytea
	where :kolom::text = 'emailwissel.nieuw' and e.id = :id::text::uuid and e.nieuw = :was::bytea
	returning e.id
), emailwissel_oud as (
	update emailwissel e
	set oud = :waarde::bytea, oud_vinders = :vinders::uuid[]
	where :kolom::text = 'emailwissel.oud' and e.id = :id::text::uuid and e.oud = :was::bytea
	returning e.id
), bezwaar_reden as (
	update bezwaar b
	set reden = :waarde::bytea, reden_open = null
	where :kolom::text = 'bezwaar.reden' and b.id = :id::text::uuid
		and b.reden is not distinct from :was::bytea and b.reden_open is not distinct from :open::text
	returning b.id
), bezwaar_toelichting as (
	update bezwaar b
	set toelichting = :waarde::bytea, toelichting_open = null
	where :kolom::text = 'bezwaar.toelichting' and b.id = :id::text::uuid
		and b.toelichting is not distinct from :was::bytea and b.toelichting_open is not distinct from :open::text
	returning b.id
), verversing_opvolger as (
	update verversing w
	set opvolger = :waarde::bytea
	where :kolom::text = 'verversing.opvolger' and w.token_hash = decode(:id::text, 'hex') and w.opvolger = :was::bytea
	returning w.token_hash
), idempotentie_antwoord as (
	update idempotentie i
	set antwoord = :waarde::bytea
	where :kolom::text = 'idempotentie.antwoord' and concat_ws(' ', i.account_id, i.operatie, i.sleutel) = :id::text
		and i.antwoord = :was::bytea
	returning i.account_id
)
select ((select count(*) from account_email) + (select count(*) from vrijwilliger_email) + (select count(*) from vrijwilliger_telefoon)
	+ (select count(*) from bedrijf_telefoon) + (select count(*) from lid_uitgenodigd_email) + (select count(*) from tweede_factor_geheim) + (select count(*) from melding_tekst)
	+ (select count(*) from emailwissel_nieuw) + (select count(*) from emailwissel_oud)
	+ (select count(*) from bezwaar_reden) + (select count(*) from bezwaar_toelichting)
	+ (select count(*) from post_inhoud) + (select count(*) from verversing_opvolger)
	+ (select count(*) from idempotentie_antwoord))::int8 as aantal
