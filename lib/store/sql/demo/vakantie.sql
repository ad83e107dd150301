-- School holidays, so that the demo region has a calendar before the real ones are imported; none where there are real
-- ones of the same kind, from the first to the last.
-- in: demo text
-- rows: none
-- index: herkomst_uniek
insert into vakantie (bron_id, soort, naam, regios, van_datum, tot_datum)
select x.id, x.soort, x.naam, array(select jsonb_array_elements_text(x.regios)), x.van, x.tot
from jsonb_to_recordset(:demo::text::jsonb -> 'vakanties')
	as x (id uuid, soort text, naam text, regios jsonb, van date, tot date)
where not exists (
	select
	from herkomst h
	join vakantie e on e.bron_id = h.sleutel::uuid
	where h.bron in ('vakanties-school', 'vakanties-feestdagen') and h.gesloten_op is null and e.soort = x.soort
	having min(e.van_datum) <= x.tot and max(e.tot_datum) >= x.van)
on conflict (bron_id) do nothing
