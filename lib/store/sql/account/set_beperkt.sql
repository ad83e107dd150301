-- Restricts a person by their own wish, or ends that wish: a trigger sees to the whole person, whatever stood there.
-- in: id uuid, beperkt bool, nu timestamptz
-- rows: none
-- index: account_uniek
update account a
set zelf_beperkt_op = case when :beperkt::bool then coalesce(a.zelf_beperkt_op, :nu::timestamptz) end
where a.id = :id::uuid
