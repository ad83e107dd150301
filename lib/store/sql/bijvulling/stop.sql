-- Nobody is left who could be proposed.
-- in: id uuid, nu timestamptz
-- rows: none
-- index: bijvulling_uniek
update bijvulling b
set status = 'gestopt', reden = 'niemand', versie = b.versie + 1, gewijzigd_op = :nu::timestamptz
where b.id = :id::uuid and b.status = 'wacht'
