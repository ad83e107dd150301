-- Makes an account, or gives an existing one (same address) this password, name and role.
-- in: id uuid, email text, naam text, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, wachtwoord text, nu timestamptz
-- out: id uuid, nieuw bool
-- rows: one
-- index: account_email_uniek
insert into account as a (id, email, naam, rol, school_id, bedrijf_id, vrijwilliger_id, wachtwoord, actief, gemaakt_op)
values (:id::uuid, :email::text, :naam::text, :rol::text, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid,
	:wachtwoord::text, true, :nu::timestamptz)
on conflict (lower(email)) do update
set naam = excluded.naam, rol = excluded.rol, school_id = excluded.school_id, bedrijf_id = excluded.bedrijf_id,
	vrijwilliger_id = excluded.vrijwilliger_id, wachtwoord = excluded.wachtwoord, actief = true
returning a.id, (a.xmax = 0) as nieuw
