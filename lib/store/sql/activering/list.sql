-- When a version of the weights came into force, by number.
-- in: soort text, versie int4, na_volgnummer int4, aantal int8
-- out: soort text, volgnummer int4, versie int4, vorige int4?, op timestamptz, toelichting text?
-- rows: many
-- index: gewicht_activering_uniek
select a.soort, a.volgnummer, a.versie, a.vorige, a.op, a.toelichting
from gewicht_activering a
where a.soort = :soort::text
	and a.versie = :versie::int4
	and a.volgnummer > :na_volgnummer::int4
order by a.volgnummer
limit :aantal::int8
