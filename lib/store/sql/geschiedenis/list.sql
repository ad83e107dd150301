-- The steps of a match, oldest first. The caller has been checked on the match itself.
-- in: koppeling_id uuid, na_volgnummer int8, aantal int8
-- out: volgnummer int8, op timestamptz, stap text, van text?, naar text, rol text, reden text?, toelichting text?, andere_tijdvakken int4[], halve_dag int4?
-- rows: many
-- index: geschiedenis_uniek
select g.volgnummer, g.op, g.stap, g.van, g.naar, g.rol, g.reden, g.toelichting, g.andere_tijdvakken, g.halve_dag
from geschiedenis g
where g.koppeling_id = :koppeling_id::uuid
	and g.volgnummer > :na_volgnummer::int8
order by g.volgnummer
limit :aantal::int8
