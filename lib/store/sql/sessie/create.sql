-- A new session of an account. No row when its password is no longer the one that was looked at: whoever gives an account
-- a new password ends its sessions, and this one would come too late for that. Without a password (null) it came by a link.
-- in: id uuid, token_hash bytea, account_id uuid, wachtwoord text?, wijze text, toestel text, netwerk text,
--     met_code bool, nu timestamptz, verloopt_op timestamptz
-- out: account_id uuid
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: account_uniek
insert into sessie (id, token_hash, account_id, gemaakt_op, gezien_op, bevestigd_op, verloopt_op, wijze, toestel, netwerk, met_code)
select :id::uuid, :token_hash::bytea, a.id, :nu::timestamptz, :nu::timestamptz, :nu::timestamptz, :verloopt_op::timestamptz,
	:wijze::text, :toestel::text, :netwerk::text, :met_code::bool
from account a
where a.id = :account_id::uuid
	and (:wachtwoord::text is null or a.wachtwoord = :wachtwoord::text)
	and a.actief
for share of a
returning account_id
