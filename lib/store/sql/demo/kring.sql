-- The invented business circles.
-- in: demo text, nu timestamptz
-- rows: none
insert into kring (id, naam, omschrijving, gemeenten, max_per_week, versie, gemaakt_op, gewijzigd_op)
select x.id, x.naam, x.omschrijving, array(select jsonb_array_elements_text(x.gemeenten)), x.max_per_week, 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'kringen') as x (id uuid, naam text, omschrijving text, gemeenten jsonb, max_per_week int4)
on conflict do nothing
