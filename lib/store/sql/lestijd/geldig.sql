-- The periods that hold at the school of a match on its day. The caller has been checked on the match itself.
-- in: koppeling_id uuid
-- out: van int4[], tot int4[]
-- as: systeem: staff and both sides may see the hours of the school on that day
-- rows: maybe
-- index: koppeling_uniek, lestijd_een_per_schooljaar
select l.van, l.tot
from koppeling k
join lestijd l on l.school_id = k.school_id and l.vanaf_schooljaar <= schooljaar(k.datum)
where k.id = :koppeling_id::uuid
order by l.vanaf_schooljaar desc
limit 1
