-- One side of what is booked was told.
-- in: boeking_ids uuid[], kant text
-- rows: none
-- index: inschrijving_bericht_een_per_kant
delete from inschrijving_bericht b
where b.boeking_id = any (:boeking_ids::uuid[]) and b.kant = :kant::text
