-- Makes an account, or gives an existing one (same address) this password and name. Who is held stays
-- so: that ends with the report (melding).
-- in: id uuid, email text, naam text, wachtwoord text, nu timestamptz
-- out: id uuid, nieuw bool
-- rows: one
-- index: account_email_uniek
insert into account as a (id, email, naam, wachtwoord, actief, gemaakt_op)
values (:id::uuid, :email::text, :naam::text, :wachtwoord::text, true, :nu::timestamptz)
on conflict (lower(email)) do update
set naam = excluded.naam, wachtwoord = excluded.wachtwoord, actief = a.stil_sinds is null
returning a.id, (a.xmax = 0) as nieuw
