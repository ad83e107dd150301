-- The periods of the schools of the demo region.
-- in: demo text, nu timestamptz
-- rows: none
-- index: lestijd_uniek
insert into lestijd (id, school_id, vanaf_schooljaar, van, tot, versie, gemaakt_op, gewijzigd_op)
select x.id, x.school_id, x.vanaf_schooljaar, x.van, x.tot, 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'lestijden') as x (id uuid, school_id uuid, vanaf_schooljaar int4, van int4[], tot int4[])
on conflict (id) do nothing
