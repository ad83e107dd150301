-- The letter that was asked for is made, and can be delivered.
-- in: id uuid, account_id uuid, inhoud bytea
-- rows: none
-- index: post_uniek
update post p
set account_id = :account_id::uuid, inhoud = :inhoud::bytea, te_maken = false
where p.id = :id::uuid
