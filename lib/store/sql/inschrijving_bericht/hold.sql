-- What is to be told of what is booked waits longer.
-- in: boeking_id uuid, op timestamptz
-- rows: none
-- index: inschrijving_bericht_een_per_kant
update inschrijving_bericht b
set op = :op::timestamptz
where b.boeking_id = :boeking_id::uuid
