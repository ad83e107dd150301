-- The last word of each side, and of staff, about a match that the caller was found to see.
-- in: koppeling_id uuid
-- out: kant text, ronde int4, uitkomst text, minuten int4?, leerlingen int4?, toelichting text?, gemaakt_op timestamptz
-- rows: many
-- index: uitkomst_een_per_kant
select distinct on (u.kant) u.kant, u.ronde, u.uitkomst, u.minuten, u.leerlingen, u.toelichting, u.gemaakt_op
from uitkomst u
where u.koppeling_id = :koppeling_id::uuid
order by u.kant, u.ronde desc
