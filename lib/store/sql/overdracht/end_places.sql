-- Calls off some of the places at events where a company that leaves receives others, and all that is booked there with them; how many.
-- in: bedrijf_id uuid?, reden text?, door uuid?, nu timestamptz, aantal int8
-- out: aantal int8
-- rows: one
-- index: plek_op_bedrijf, plek_uniek
with plekken as materialized (
	select p.id from plek p
	where p.bedrijf_id = :bedrijf_id::uuid and p.status <> 'vervallen' and p.tot_op > :nu::timestamptz
	order by p.id
	limit :aantal::int8
	for no key update
), weg as (
	update plek p
	set status = 'vervallen', reden = :reden::text, versie = p.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from plekken x
	where p.id = x.id
	returning p.id
)
select count(*)::int8 as aantal from weg w
