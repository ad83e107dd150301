-- The periods of a school by the school year from which they hold, the last one first.
-- in: school_id uuid, voor_schooljaar int4, aantal int8
-- out: vanaf_schooljaar int4, van int4[], tot int4[], gewijzigd_op timestamptz
-- rows: many
-- index: lestijd_een_per_schooljaar
select l.vanaf_schooljaar, l.van, l.tot, l.gewijzigd_op
from lestijd l
where l.school_id = :school_id::uuid
	and l.vanaf_schooljaar < :voor_schooljaar::int4
order by l.vanaf_schooljaar desc
limit :aantal::int8
