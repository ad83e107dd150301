-- The letters of these are gone.
-- in: account_ids uuid[]
-- rows: none
-- index: grafsteen_uniek
update grafsteen
set brieven = '{}'
where account_id = any (:account_ids::uuid[])
