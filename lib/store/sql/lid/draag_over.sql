-- Gives the open requests that one member made at its school to another member of that school: who is named, else the coordinator
-- who is one for longest.
-- in: id uuid, opvolger_id uuid?, door uuid, nu timestamptz
-- out: gevonden bool
-- as: systeem: a teacher does not see who else there is, and may act for another organisation meanwhile
-- rows: one
-- index: lid_uniek, lid_op_school, aanvraag_op_maker
with beide as (
	select v.account_id as van, o.account_id as naar, v.school_id
	from lid v
	cross join lateral (
		select n.account_id
		from lid n
		where n.school_id = v.school_id and n.status = 'actief' and n.rol in ('docent', 'school') and n.account_id <> v.account_id
			and (n.id = :opvolger_id::uuid or (:opvolger_id::uuid is null and n.rol = 'school'))
		order by n.id
		limit 1) o
	where v.id = :id::uuid
), gegeven as (
	update aanvraag a
	set gemaakt_door = b.naar, versie = a.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from beide b
	where a.gemaakt_door = b.van and a.school_id = b.school_id and a.status <> 'ingetrokken'
	returning a.id
)
select exists (select from beide) as gevonden
