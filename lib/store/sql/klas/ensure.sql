-- The class of a school with this name, in any case of letters; made when there is none yet.
-- in: id uuid, school_id uuid, naam text, nu timestamptz
-- out: id uuid
-- rows: one
-- index: klas_naam_uniek_per_school
insert into klas as k (id, school_id, naam, gemaakt_op)
values (:id::uuid, :school_id::uuid, :naam::text, :nu::timestamptz)
on conflict (school_id, lower(naam)) do update set
	naam = k.naam -- changes nothing, but gives the row that was there
returning k.id
