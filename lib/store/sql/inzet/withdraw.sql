-- Rejects the next proposals of a plan that still wait for a decision, those that were refilled through it as well, and says which was the last that
-- was looked at; nothing is refilled, for this reason ends the search.
-- in: planning_id uuid, na_nr int4, aantal int8, account_id uuid?, nu timestamptz
-- out: nr int4
-- rows: maybe
-- index: inzet_uniek, inzet_op_aanvraag, koppeling_uniek, bijvulling_op_aanvraag
with deze as (
	select i.nr, i.koppeling_id, i.aanvraag_id
	from inzet i
	where i.planning_id = :planning_id::uuid
		and i.nr > :na_nr::int4
		and i.status = 'voorgesteld'
	order by i.nr
	limit :aantal::int8
), weg as (
	update koppeling k
	set status = 'afgewezen', reden = 'andere-oplossing', toelichting = null, andere_tijdvakken = '{}', versie = k.versie + 1,
		gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid, gewijzigd_rol = 'medewerker'
	where k.id = any (array(
			select d.koppeling_id from deze d
			union all
			select b.voorstel_id from deze d join bijvulling b on b.aanvraag_id = d.aanvraag_id where b.planning_id = :planning_id::uuid))
		and case k.status when 'voorgesteld' then true else false end -- so that the ids lead to it
	returning k.aanvraag_id
), klaar as (
	update inzet i
	set status = 'ingetrokken'
	where i.planning_id = :planning_id::uuid
		and i.aanvraag_id in (select w.aanvraag_id from weg w)
)
select d.nr
from deze d
order by d.nr desc
limit 1
