-- States who calls, as lib/db does, when its session still is what it was when it was looked up.
-- in: bereik text, ids uuid[], token_hash bytea, met_code bool, bevestigd_op timestamptz?, lid_id uuid?, lid_versie int8?,
--     nu timestamptz, gezien_na timestamptz
-- out: geldig bool
-- rows: one
select namens_sessie(:bereik::text, :ids::uuid[], :token_hash::bytea, :met_code::bool, :bevestigd_op::timestamptz, :lid_id::uuid,
	:lid_versie::int8, :nu::timestamptz, :gezien_na::timestamptz) as geldig
