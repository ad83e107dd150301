-- From one status to another; none when it has another one. Publishing and withdrawing each go by the numbers of the placings, from the first on.
-- in: id uuid, van text[], naar text, account_id uuid?, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: planning_uniek
update planning p
set status = :naar::text, na_nr = 0, fase = null, geplaatst = null, bediend = null, grens = null, versie = p.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = coalesce(:account_id::uuid, p.gewijzigd_door)
where p.id = :id::uuid
	and p.status = any (:van::text[])
returning p.versie
