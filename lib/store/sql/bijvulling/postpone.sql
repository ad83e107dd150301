-- Nobody could be proposed just now; it is tried again later.
-- in: id uuid, volgende_op timestamptz
-- rows: none
-- index: bijvulling_uniek
update bijvulling b
set volgende_op = :volgende_op::timestamptz
where b.id = :id::uuid and b.status = 'wacht'
