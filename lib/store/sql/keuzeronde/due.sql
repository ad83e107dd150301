-- The next round to divide behind a place in the list: closed by staff, or its term is over.
-- in: na_op timestamptz, na_id uuid, nu timestamptz
-- out: id uuid, tot_op timestamptz, aanvullen bool, zaad int8, versie int8
-- rows: maybe
-- seqscan: there are a few rounds a year
select r.id, r.tot_op, r.aanvullen, r.zaad, r.versie
from keuzeronde r
where (r.status = 'gesloten' or (r.status = 'open' and r.tot_op <= :nu::timestamptz))
	and (r.tot_op, r.id) > (:na_op::timestamptz, :na_id::uuid)
order by r.tot_op, r.id
limit 1
