-- Makes an account a teacher of a school that is known by this vestigingscode, unless it is or was one there.
-- in: id uuid, account_id uuid, vestigingscode text, status text, nu timestamptz
-- out: id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: school_vestigingscode_uniek, lid_op_account
insert into lid as l (id, account_id, rol, school_id, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
select :id::uuid, :account_id::uuid, 'docent', s.id, :status::text, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid
from school s
where s.vestigingscode = :vestigingscode::text
	and s.gesloten_op is null
	and not exists (
		select from lid m
		where m.account_id = :account_id::uuid and m.school_id = s.id and m.rol in ('docent', 'school'))
on conflict do nothing
returning l.id
