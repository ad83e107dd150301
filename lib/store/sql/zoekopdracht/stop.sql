-- Ends all saved searches of an account; how many there were.
-- in: account_id uuid
-- out: aantal int8
-- as: systeem: who comes with the link of a letter is not signed in
-- rows: one
-- index: zoekopdracht_op_account
with weg as (delete from zoekopdracht z where z.account_id = :account_id::uuid returning z.id)
select count(*)::int8 as aantal from weg
