-- The refill of a match that just ended waits longer.
-- in: koppeling_id uuid, volgende_op timestamptz
-- as: systeem: only the program itself changes refills
-- rows: none
-- index: bijvulling_een_per_einde
update bijvulling b
set volgende_op = :volgende_op::timestamptz
where b.koppeling_id = :koppeling_id::uuid
	and b.status = 'wacht'
