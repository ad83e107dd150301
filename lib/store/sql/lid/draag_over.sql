-- Gives the open requests that one member made at its school to another member of that school.
-- in: id uuid, opvolger_id uuid, door uuid, nu timestamptz
-- out: gevonden bool
-- rows: one
-- index: lid_uniek, aanvraag_op_maker
with beide as (
	select v.account_id as van, n.account_id as naar, v.school_id
	from lid v
	join lid n on n.school_id = v.school_id and n.status = 'actief' and n.rol in ('docent', 'school')
	where v.id = :id::uuid and n.id = :opvolger_id::uuid and n.account_id <> v.account_id
), gegeven as (
	update aanvraag a
	set gemaakt_door = b.naar, versie = a.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :door::uuid
	from beide b
	where a.gemaakt_door = b.van and a.school_id = b.school_id and a.status <> 'ingetrokken'
	returning a.id
)
select exists (select from beide) as gevonden
