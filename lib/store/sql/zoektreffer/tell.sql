-- An account was told of all that was found for it, or there was nobody to write to.
-- in: account_id uuid, nu timestamptz
-- rows: none
-- index: zoektreffer_te_melden
update zoektreffer t
set gemeld_op = :nu::timestamptz
where t.account_id = :account_id::uuid and t.gemeld_op is null
