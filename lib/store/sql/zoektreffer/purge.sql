-- Forgets what searches found that are no more.
-- in: voor timestamptz
-- out: aantal int8, oudste timestamptz?
-- rows: one
-- index: zoektreffer_van_niemand
with weg as (
	delete from zoektreffer t where t.zoekopdracht_id is null and t.gevonden_op < :voor::timestamptz returning t.gevonden_op)
select count(*)::int8 as aantal, min(w.gevonden_op) as oudste from weg w
