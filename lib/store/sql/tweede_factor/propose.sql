-- A secret for an account whose second factor is not on: what was proposed before holds no more. No row when it is on.
-- in: account_id uuid, geheim bytea, nu timestamptz
-- out: account_id uuid
-- rows: maybe
-- index: tweede_factor_uniek
insert into tweede_factor as f (account_id, geheim, gemaakt_op, laatste_stap)
values (:account_id::uuid, :geheim::bytea, :nu::timestamptz, 0)
on conflict (account_id) do update set geheim = excluded.geheim, gemaakt_op = excluded.gemaakt_op, laatste_stap = 0
where f.aan_op is null
returning f.account_id
