-- Closes the holidays that no source lists (those of the demo) where this source has its own of the same kind, from its
-- first to its last. Runs before herkomst/sluit.sql.
-- in: bron text, nu timestamptz, vandaag date
-- rows: none
-- index: herkomst_uniek
with spanne as (
	select e.soort, min(e.van_datum) as van_datum, max(e.tot_datum) as tot_datum
	from herkomst h
	join vakantie e on e.bron_id = h.sleutel::uuid
	where h.bron = :bron::text and h.gezien_op >= :nu::timestamptz
	group by e.soort
)
update vakantie v set gesloten_op = :vandaag::date
from spanne s
where v.soort = s.soort and v.van_datum <= s.tot_datum and v.tot_datum >= s.van_datum
	and v.gesloten_op is null
	and not exists (select from herkomst h
		where h.bron in ('vakanties-school', 'vakanties-feestdagen') and h.sleutel = v.bron_id::text)
