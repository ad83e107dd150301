-- The evaluations of a match that the caller was found to see.
-- in: koppeling_id uuid
-- out: kant text, cijfer int4, nog_eens bool?, toelichting text?, dankwoord text?, klas_antwoorden int4?, klas_leuk int4?, klas_geleerd int4?, klas_interesse_voor int4?, klas_interesse_na int4?, gemaakt_op timestamptz
-- rows: many
-- index: beoordeling_een_per_kant
select b.kant, b.cijfer, b.nog_eens, b.toelichting, b.dankwoord, b.klas_antwoorden, b.klas_leuk, b.klas_geleerd, b.klas_interesse_voor,
	b.klas_interesse_na, b.gemaakt_op
from beoordeling b
where b.koppeling_id = :koppeling_id::uuid
order by b.kant
