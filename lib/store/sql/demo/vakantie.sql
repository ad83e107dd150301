-- School holidays, so that the demo region has a calendar before the real ones are imported.
-- in: demo text
-- rows: none
insert into vakantie (bron_id, soort, naam, regios, van_datum, tot_datum)
select x.id, x.soort, x.naam, array(select jsonb_array_elements_text(x.regios)), x.van, x.tot
from jsonb_to_recordset(:demo::text::jsonb -> 'vakanties')
	as x (id uuid, soort text, naam text, regios jsonb, van date, tot date)
on conflict (bron_id) do nothing
