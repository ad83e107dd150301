-- Nobody gets this letter: there is no such account, or it was sent enough.
-- in: id uuid
-- rows: none
-- index: post_uniek
delete from post p
where p.id = :id::uuid
