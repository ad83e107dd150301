-- Whether a pair of a published round was not proposed yet.
-- out: waits bool
-- rows: one
-- seqscan: there are a few rounds a year
select exists (
	select from keuzeronde r
	join verdeling_regel g on g.keuzeronde_id = r.id
	where r.status = 'gepubliceerd' and g.aanbod_id is not null and g.klaar_op is null) as waits
