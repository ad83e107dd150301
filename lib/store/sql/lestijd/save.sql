-- The periods of a school from a school year on; those it had from that same year make place.
-- in: id uuid, school_id uuid, vanaf_schooljaar int4, van int4[], tot int4[], account_id uuid, nu timestamptz
-- out: id uuid
-- rows: one
-- index: lestijd_een_per_schooljaar
insert into lestijd as l (id, school_id, vanaf_schooljaar, van, tot, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :school_id::uuid, :vanaf_schooljaar::int4, :van::int4[], :tot::int4[], 1, :nu::timestamptz, :nu::timestamptz,
	:account_id::uuid)
on conflict (school_id, vanaf_schooljaar) do update set van = excluded.van, tot = excluded.tot, versie = l.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = excluded.gewijzigd_door
returning l.id
