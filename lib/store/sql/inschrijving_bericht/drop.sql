-- One side of what is booked was told.
-- in: boeking_id uuid, kant text
-- rows: none
-- index: inschrijving_bericht_een_per_kant
delete from inschrijving_bericht b
where b.boeking_id = :boeking_id::uuid and b.kant = :kant::text
