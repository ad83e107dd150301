-- The invented municipalities of the demo region.
-- in: demo text
-- rows: none
insert into gemeente (code, naam, zoeknaam, vakantieregio)
select x.code, x.naam, x.zoeknaam, case x.code when '9904' then 'midden' else 'noord' end
from jsonb_to_recordset(:demo::text::jsonb -> 'gemeenten') as x (code text, naam text, zoeknaam text)
on conflict (code) do nothing
