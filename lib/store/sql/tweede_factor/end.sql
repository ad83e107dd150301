-- Takes the second factor from an account, and its recovery codes. No row when it had none.
-- in: account_id uuid
-- out: account_id uuid
-- rows: maybe
-- index: tweede_factor_uniek, herstelcode_uniek
with codes as (delete from herstelcode h where h.account_id = :account_id::uuid)
delete from tweede_factor f
where f.account_id = :account_id::uuid
returning f.account_id
