-- A side waits longer before it is asked or reminded.
-- in: id uuid, op timestamptz
-- rows: none
-- index: keuzelijst_uniek
update keuzelijst k
set vraag_op = :op::timestamptz
where k.id = :id::uuid
