-- The letter could not be delivered; it is tried again later.
-- in: id uuid, volgende_op timestamptz
-- rows: none
-- index: post_uniek
update post p
set pogingen = p.pogingen + 1, volgende_op = :volgende_op::timestamptz
where p.id = :id::uuid
