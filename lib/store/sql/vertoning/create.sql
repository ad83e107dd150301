-- What was shown when a match was proposed.
-- in: koppeling_id uuid, soort text, gewicht_versie int4, nu timestamptz, getoond uuid[], gekozen int4, rangen int4[], scores int4[],
--     codes text[], waarden int4[]
-- as: systeem: nobody of the two sides reads it
-- rows: none
insert into vertoning (koppeling_id, soort, gewicht_versie, op, getoond, gekozen, rangen, scores, codes, waarden)
values (:koppeling_id::uuid, :soort::text, :gewicht_versie::int4, :nu::timestamptz, :getoond::uuid[], :gekozen::int4,
	:rangen::int4[], :scores::int4[], :codes::text[], :waarden::int4[]::int2[])
