-- Forgets rows that could not be written (their school or municipality is unknown), so that the next import tries again.
-- in: bron text, sleutels text[]
-- rows: none
-- index: herkomst_uniek
delete from herkomst h
where h.bron = :bron::text and h.sleutel = any(:sleutels::text[])
