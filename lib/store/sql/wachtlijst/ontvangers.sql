-- To whom of a school it goes what is about a request, each in the language that they read: who made it, or else the coordinators. Nobody
-- who is restricted.
-- in: aanvraag_id uuid
-- out: account_id uuid, naam text, email bytea, taal text
-- rows: many
-- index: aanvraag_uniek, lid_op_school, lid_op_account, account_uniek
select a.id as account_id, a.naam, a.email, a.taal
from aanvraag q
join lid l on l.school_id = q.school_id and l.status = 'actief'
	and (l.account_id = q.gemaakt_door
		or (l.rol = 'school' and not exists (select from lid m
			where m.account_id = q.gemaakt_door and m.school_id = q.school_id and m.status = 'actief')))
join account a on a.id = l.account_id
where q.id = :aanvraag_id::uuid and a.actief and a.email is not null and a.beperkt_op is null
