-- A new session of an account. No row when its password is no longer the one that was looked at: whoever gives an account
-- a new password ends its sessions, and this one would come too late for that.
-- in: token_hash bytea, account_id uuid, wachtwoord text, nu timestamptz, verloopt_op timestamptz
-- out: account_id uuid
-- rows: maybe
-- index: account_uniek
insert into sessie (token_hash, account_id, gemaakt_op, verloopt_op)
select :token_hash::bytea, a.id, :nu::timestamptz, :verloopt_op::timestamptz
from account a
where a.id = :account_id::uuid
	and a.wachtwoord = :wachtwoord::text
	and a.actief
for share of a
returning account_id
