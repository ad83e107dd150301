-- One call that wrote or gave somebody's data, in the transaction of what it did.
-- in: id uuid, nu timestamptz, operatie text, account_id uuid?, lid_id uuid?, rol text?, van text, onderwerp uuid?, betreft uuid[],
--     status int4
-- rows: none
insert into audit (op, tabel, rij, handeling, versie, account_id, lid_id, rol, van, onderwerp, betreft, status)
values (:nu::timestamptz, 'verzoek', :id::uuid, :operatie::text, 0, :account_id::uuid, :lid_id::uuid, :rol::text, :van::text,
	:onderwerp::uuid, nullif(:betreft::uuid[], '{}'), :status::int4)
