-- The invented business circles.
-- in: demo text, nu timestamptz
-- rows: none
insert into kring (id, naam, omschrijving, gemeenten, versie, gemaakt_op, gewijzigd_op)
select x.id, x.naam, x.omschrijving, array(select jsonb_array_elements_text(x.gemeenten)), 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'kringen') as x (id uuid, naam text, omschrijving text, gemeenten jsonb)
on conflict do nothing
