-- Other recovery codes for an account: the ones that it had hold no more. The hashes are hexadecimal text.
-- in: account_id uuid, hashes text[], nu timestamptz
-- rows: none
-- index: herstelcode_uniek
with weg as (delete from herstelcode h where h.account_id = :account_id::uuid)
insert into herstelcode (account_id, code_hash, gemaakt_op)
select :account_id::uuid, decode(n.hash, 'hex'), :nu::timestamptz
from unnest(:hashes::text[]) as n (hash)
