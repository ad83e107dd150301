-- What a member would leave behind: its open requests at its school, and whether it is the last of its role there while
-- something is still running.
-- in: id uuid
-- out: aanvragen int8, laatste bool
-- as: systeem: who is the last of a role is counted over all who have it
-- rows: one
-- index: lid_uniek, aanvraag_op_maker, lid_op_school, lid_op_bedrijf, koppeling_op_school, koppeling_op_bedrijf
select (
		select count(*) from aanvraag a
		where a.gemaakt_door = l.account_id and a.school_id = l.school_id
			and l.rol = 'docent' and a.status <> 'ingetrokken') as aanvragen,
	l.status = 'actief' and case l.rol
		when 'school' then
			not exists (select from lid m where m.school_id = l.school_id and m.rol = l.rol and m.status = 'actief' and m.id <> l.id)
			and exists (select from koppeling k where k.school_id = l.school_id and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland'))
		when 'bedrijf' then
			not exists (select from lid m where m.bedrijf_id = l.bedrijf_id and m.rol = l.rol and m.status = 'actief' and m.id <> l.id)
			and exists (select from koppeling k where k.bedrijf_id = l.bedrijf_id and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland'))
		when 'beheerder' then
			not exists (select from lid m where m.rol = l.rol and m.status = 'actief' and m.id <> l.id)
		else false
	end as laatste
from lid l
where l.id = :id::uuid
