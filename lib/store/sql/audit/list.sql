-- Who saw or changed the data of one person, as account and as volunteer, or of an organisation in a time: the calls whose answer gave them, those on them, and the
-- changes of its own row. The rows of the first are found before any is put in order: an index of lists has no order.
-- in: persoon_id uuid, van timestamptz, tot timestamptz, na_id int8, aantal int8
-- out: id int8, op timestamptz, tabel text, rij uuid, handeling text, account_id uuid?, lid_id uuid?, rol text?, van text?,
--      onderwerp uuid?, status int4?
-- rows: many
-- index: audit_op_betreft, audit_op_onderwerp, audit_op_rij
with persoon as materialized (
	select audit_persoon(:persoon_id::uuid) as ids
), gezien as materialized (
	select a.id, a.op, a.tabel, a.rij, a.handeling, a.account_id, a.lid_id, a.rol, a.van, a.onderwerp, a.status
	from audit_leesbaar a
	where a.betreft && (select p.ids from persoon p)
		and a.op >= :van::timestamptz and a.op < :tot::timestamptz
		and a.id > :na_id::int8
), op_hen as (
	select a.id, a.op, a.tabel, a.rij, a.handeling, a.account_id, a.lid_id, a.rol, a.van, a.onderwerp, a.status
	from persoon p
	cross join lateral unnest(p.ids) h (id)
	cross join lateral (
		select a.id, a.op, a.tabel, a.rij, a.handeling, a.account_id, a.lid_id, a.rol, a.van, a.onderwerp, a.status
		from audit_leesbaar a
		where a.onderwerp = h.id
			and (a.betreft && p.ids) is not true
			and a.op >= :van::timestamptz and a.op < :tot::timestamptz
			and a.id > :na_id::int8
		order by a.id
		limit :aantal::int8) a
), gewijzigd as (
	select a.id, a.op, a.tabel, a.rij, a.handeling, a.account_id, a.lid_id, a.rol, a.van, a.onderwerp, a.status
	from persoon p
	cross join lateral unnest(p.ids) h (id)
	cross join lateral (
		select a.id, a.op, a.tabel, a.rij, a.handeling, a.account_id, a.lid_id, a.rol, a.van, a.onderwerp, a.status
		from audit_leesbaar a
		where a.rij = h.id
			and a.op >= :van::timestamptz and a.op < :tot::timestamptz
			and a.id > :na_id::int8
		order by a.id
		limit :aantal::int8) a
)
select u.id, u.op, u.tabel, u.rij, u.handeling, u.account_id, u.lid_id, u.rol, u.van, u.onderwerp, u.status
from (
	select g.id, g.op, g.tabel, g.rij, g.handeling, g.account_id, g.lid_id, g.rol, g.van, g.onderwerp, g.status from gezien g
	union all
	select h.id, h.op, h.tabel, h.rij, h.handeling, h.account_id, h.lid_id, h.rol, h.van, h.onderwerp, h.status from op_hen h
	union all
	select w.id, w.op, w.tabel, w.rij, w.handeling, w.account_id, w.lid_id, w.rol, w.van, w.onderwerp, w.status from gewijzigd w
) u
order by u.id
limit :aantal::int8
