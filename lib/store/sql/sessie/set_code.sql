-- Whether this session proved a second factor, from now on.
-- in: id uuid, met_code bool
-- rows: none
-- index: sessie_id_uniek
update sessie s
set met_code = :met_code::bool
where s.id = :id::uuid
