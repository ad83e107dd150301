-- Closed days of the demo region.
-- in: demo text, nu timestamptz
-- rows: none
-- index: sluiting_uniek
insert into sluiting (id, school_id, bedrijf_id, vrijwilliger_id, van_datum, tot_datum, reden, versie, gemaakt_op, gewijzigd_op)
select x.id, x.school_id, x.bedrijf_id, x.vrijwilliger_id, x.van, x.tot, x.reden, 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'sluitingen')
	as x (id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, van date, tot date, reden text)
on conflict (id) do nothing
