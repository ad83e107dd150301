-- Says of a proposal that was just made which one it replaces.
-- in: id uuid, vervangt_id uuid
-- out: id uuid
-- rows: one
-- index: koppeling_uniek
update koppeling k
set vervangt_id = :vervangt_id::uuid
where k.id = :id::uuid
returning k.id
