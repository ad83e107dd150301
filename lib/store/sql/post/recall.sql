-- Takes back a letter that did not go yet.
-- in: id uuid
-- as: systeem: who writes a letter does not read the others
-- rows: none
-- index: post_uniek
delete from post p
where p.id = :id::uuid
	and p.verzonden_op is null
