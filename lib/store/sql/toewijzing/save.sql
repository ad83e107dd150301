-- Assigns a request, and all that comes of it, to a member of staff; or to nobody (none given). No row when that account is of no staff.
-- in: id uuid, account_id uuid?, door uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: aanvraag_uniek, lid_op_account, toewijzing_uniek
insert into toewijzing as t (id, account_id, versie, gewijzigd_op, gewijzigd_door)
select a.id, :account_id::uuid, 1, :nu::timestamptz, :door::uuid
from aanvraag a
where a.id = :id::uuid
	and (:account_id::uuid is null or exists (
		select from lid l
		where l.account_id = :account_id::uuid and l.rol in ('medewerker', 'beheerder') and l.status = 'actief'))
on conflict (id) do update set account_id = excluded.account_id, versie = t.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op, gewijzigd_door = excluded.gewijzigd_door
returning t.versie
