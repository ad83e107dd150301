-- The owner of this session proved again to be who they are.
-- in: id uuid, nu timestamptz
-- rows: none
-- index: sessie_id_uniek
update sessie s
set bevestigd_op = :nu::timestamptz
where s.id = :id::uuid
