-- The moment of an import, later than everything its source was seen at before, and how much of it is open.
-- in: bron text, nu timestamptz
-- out: nu timestamptz, aantal int8
-- rows: one
-- index: herkomst_uniek
select greatest(:nu::timestamptz, max(h.gezien_op) + interval '1 microsecond') as nu,
	count(*) filter (where h.gesloten_op is null)::int8 as aantal
from herkomst h
where h.bron = :bron::text
