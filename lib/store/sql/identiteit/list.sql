-- The services elsewhere by which an account is known.
-- in: account_id uuid
-- out: issuer text, gemaakt_op timestamptz
-- rows: many
-- index: identiteit_op_account
select i.issuer, i.gemaakt_op
from identiteit i
where i.account_id = :account_id::uuid
order by i.issuer
limit 64
