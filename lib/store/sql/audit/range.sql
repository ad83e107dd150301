-- The next rows of the audit behind one place up to another, in the order in which they are sealed, of transactions that are all
-- over.
-- in: na_transactie int8, na_id int8, tot_transactie int8, tot_id int8, aantal int8
-- out: id int8, transactie int8, op timestamptz, tabel text, rij uuid, handeling text, versie int8, account_id uuid?, lid_id uuid?,
--      rol text?, van text?, onderwerp uuid?, betreft uuid[], status int4?
-- rows: many
-- index: audit_in_volgorde
select a.id, a.transactie::text::int8 as transactie, a.op, a.tabel, a.rij, a.handeling, a.versie, a.account_id, a.lid_id,
	a.rol, a.van, a.onderwerp, coalesce(a.betreft, '{}') as betreft, a.status
from audit_leesbaar a
where (a.transactie, a.id) > (:na_transactie::int8::text::xid8, :na_id::int8)
	and (a.transactie, a.id) <= (:tot_transactie::int8::text::xid8, :tot_id::int8)
	and a.transactie < pg_snapshot_xmin(pg_current_snapshot())
order by a.transactie, a.id
limit :aantal::int8
