-- A series of a school, with what its rhythm passed over.
-- in: id uuid, school_id uuid, ritme_weken int4, overgeslagen date[], overgeslagen_soort text[], overgeslagen_naam text[], nu timestamptz
-- rows: none
insert into reeks (id, school_id, ritme_weken, overgeslagen, overgeslagen_soort, overgeslagen_naam, gemaakt_op)
values (:id::uuid, :school_id::uuid, :ritme_weken::int4, :overgeslagen::date[], :overgeslagen_soort::text[], :overgeslagen_naam::text[],
	:nu::timestamptz)
