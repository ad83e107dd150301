-- Norms that the region added, from this school year on.
-- in: demo text, niveau_codes text[], vandaag date, nu timestamptz
-- rows: none
insert into norm (id, niveau, eenheid, vanaf_schooljaar, aantal, versie, gemaakt_op, gewijzigd_op)
select x.id, 1::int8 << (array_position(:niveau_codes::text[], x.niveau) - 1), x.eenheid, schooljaar(:vandaag::date), x.aantal,
	1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'normen') as x (id uuid, niveau text, eenheid text, aantal int4)
on conflict do nothing
