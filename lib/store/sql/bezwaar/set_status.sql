-- What was decided about an objection: a trigger restricts or lifts with it.
-- in: id uuid, status text, toelichting bytea?, door uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: bezwaar_uniek
update bezwaar b
set status = :status::text, toelichting = coalesce(:toelichting::bytea, b.toelichting),
	toelichting_open = case when :toelichting::bytea is null then b.toelichting_open end, versie = b.versie + 1,
	gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
where b.id = :id::uuid
returning b.versie
