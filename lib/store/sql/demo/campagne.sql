-- The campaigns of the region, with periods counted from today.
-- in: demo text, vandaag date, nu timestamptz
-- rows: none
insert into campagne (id, soort, titel, omschrijving, van_datum, tot_datum, soorten, doel, status, versie, gemaakt_op, gewijzigd_op)
select x.id, x.soort, x.titel, x.omschrijving, :vandaag::date + x.van_over_dagen, :vandaag::date + x.tot_over_dagen, '{}', x.doel,
	'actief', 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'campagnes')
	as x (id uuid, soort text, titel text, omschrijving text, van_over_dagen int4, tot_over_dagen int4, doel int4)
on conflict do nothing
