-- A list of an open round whose side was not asked yet, or not reminded though its term is nearly over and it ranked nothing; or of a published
-- one for whose school nobody came out, which was not told yet (uitslag). What somebody has in hand is left out.
-- in: nu timestamptz, bijna_op timestamptz
-- out: id uuid, aanvraag_id uuid?, aanbod_id uuid?, soort text, tot_op timestamptz, aanvullen bool, herinnering bool, uitslag bool
-- rows: maybe
-- seqscan: there are a few rounds a year
-- index: keuzelijst_op_ronde, verdeling_regel_uniek, aanvraag_uniek, koppeling_een_lopende_per_aanvraag
select l.id, l.aanvraag_id, l.aanbod_id, r.soort, r.tot_op, r.aanvullen, l.gevraagd_op is not null as herinnering, r.status = 'gepubliceerd' as uitslag
from keuzeronde r
cross join lateral (
	select k.id, k.aanvraag_id, k.aanbod_id, k.gevraagd_op
	from keuzelijst k
	where k.keuzeronde_id = r.id
		and (k.vraag_op is null or k.vraag_op <= :nu::timestamptz)
		and case r.status
			when 'open' then k.gevraagd_op is null
				or (r.tot_op <= :bijna_op::timestamptz and k.herinnerd_op is null and k.ingevuld_op is null
					and k.gevraagd_op < :nu::timestamptz - interval '1 day')
			else k.aanvraag_id is not null and k.uitslag_op is null and exists (
				select from verdeling_regel g
				where g.keuzeronde_id = r.id and g.aanvraag_id = k.aanvraag_id
					and (select a.status from aanvraag a where a.id = g.aanvraag_id) = 'open'
					and not exists (select from koppeling m where m.aanvraag_id = g.aanvraag_id and koppeling_loopt(m.status))
					and (g.reden in ('niemand_mogelijk', 'niet_gekozen', 'vol') or g.klaar_op is not null and g.koppeling_id is null))
		end
	order by k.id
	limit 1
	for no key update skip locked
) l
where r.status = 'open' and r.tot_op > :nu::timestamptz
	or r.status = 'gepubliceerd' and r.gewijzigd_op > :nu::timestamptz - interval '28 days'
order by r.tot_op, r.id
limit 1
