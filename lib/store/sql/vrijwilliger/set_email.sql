-- Gives a volunteer the other address of mail of its account: when it has the one that the account had (`van`), and no other volunteer
-- of the same organisation is known by the new one.
-- in: id uuid, email bytea, vinders uuid[], van uuid[], account_id uuid, nu timestamptz
-- as: systeem: the volunteer that it is changes too, whatever it acts as now
-- rows: none
-- index: vrijwilliger_uniek
update vrijwilliger v
set email = :email::bytea, email_vinders = :vinders::uuid[], versie = v.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :account_id::uuid
where v.id = :id::uuid
	and v.email_vinders && :van::uuid[]
	and is_adres_vrij_voor(v.id, :vinders::uuid[])
