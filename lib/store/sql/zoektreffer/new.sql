-- How much each saved search of an account found that it was not told of yet and is still there to be seen.
-- in: account_id uuid, vandaag date
-- out: naam text, aantal int8
-- rows: many
-- index: zoektreffer_een_per_persoon, zoekopdracht_uniek, lid_uniek, aanbod_uniek, aanvraag_uniek, vrijwilliger_uniek
select z.naam, count(*)::int8 as aantal
from zoektreffer t
join zoekopdracht z on z.id = t.zoekopdracht_id
join lid l on l.id = z.lid_id and l.status = 'actief'
left join aanbod o on o.id = t.ding_id
left join vrijwilliger v on v.id = o.vrijwilliger_id
left join aanvraag a on a.id = t.ding_id
where t.account_id = :account_id::uuid
	and t.gemeld_op is null
	and ((o.status = 'actief' and coalesce(o.tot_datum >= :vandaag::date, true) and v.beperkt_op is null and v.stil_sinds is null)
		or (a.status = 'open' and a.tot_datum >= :vandaag::date))
group by z.id, z.naam
order by z.naam
