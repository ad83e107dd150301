-- The letter is delivered: nothing is left of what it said.
-- in: id uuid, nu timestamptz
-- rows: none
-- index: post_uniek
update post p
set inhoud = null, verzonden_op = :nu::timestamptz
where p.id = :id::uuid
