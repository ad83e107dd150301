-- Plans by id, in that order, with what staff wanted of them beforehand, and how many placings were published.
-- in: ids uuid[]
-- out: id uuid, titel text, soort text, campagne_id uuid?, gemeente_code text?, gewicht_id uuid, gewicht_versie int4, spreiding int4, loting int8, vorige_id uuid?, trouw int4, max_seconden int4,
--      vast_aanvragen uuid[], vast_aanbod uuid[], verboden_aanvragen uuid[], verboden_aanbod uuid[], status text, fout text?,
--      botst_aanvragen uuid[], botst_aanbod uuid[], nodig_bytes int8?, vandaag date?, aanvragen int4?, gedaan int4, fase text?, geplaatst int4?, bediend int4?, grens int8?, programma text?, afdruk text?, uitkomst text?, voorgesteld int4, geweigerd int4, versie int8,
--      gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: planning_uniek, gewicht_versie_id_uniek, planning_eis_uniek, inzet_een_per_aanvraag
select p.id, p.titel, p.soort, p.campagne_id, p.gemeente_code, p.gewicht_id, v.versie as gewicht_versie, p.spreiding, p.loting, p.vorige_id, p.trouw, p.max_seconden,
	coalesce(e.vast_aanvragen, '{}') as vast_aanvragen, coalesce(e.vast_aanbod, '{}') as vast_aanbod,
	coalesce(e.verboden_aanvragen, '{}') as verboden_aanvragen, coalesce(e.verboden_aanbod, '{}') as verboden_aanbod,
	p.status, p.fout, coalesce(e.botst_aanvragen, '{}') as botst_aanvragen, coalesce(e.botst_aanbod, '{}') as botst_aanbod, p.nodig_bytes, p.vandaag, p.aanvragen, p.gedaan, p.fase, p.geplaatst, p.bediend, p.grens, p.programma, p.afdruk, p.uitkomst::text as uitkomst,
	i.voorgesteld, i.geweigerd, p.versie, p.gemaakt_op, p.gewijzigd_op
from planning p
join gewicht_versie v on v.id = p.gewicht_id
left join lateral (
	select array_agg(z.aanvraag_id order by z.aanvraag_id, z.aanbod_id) filter (where z.vast) as vast_aanvragen,
		array_agg(z.aanbod_id order by z.aanvraag_id, z.aanbod_id) filter (where z.vast) as vast_aanbod,
		array_agg(z.aanvraag_id order by z.aanvraag_id, z.aanbod_id) filter (where not z.vast) as verboden_aanvragen,
		array_agg(z.aanbod_id order by z.aanvraag_id, z.aanbod_id) filter (where not z.vast) as verboden_aanbod,
		array_agg(z.aanvraag_id order by z.aanvraag_id, z.aanbod_id) filter (where z.botst) as botst_aanvragen,
		array_agg(z.aanbod_id order by z.aanvraag_id, z.aanbod_id) filter (where z.botst) as botst_aanbod
	from planning_eis z
	where z.planning_id = p.id
) e on true
cross join lateral (
	select (count(*) filter (where x.status in ('voorgesteld', 'ingetrokken')))::int4 as voorgesteld,
		(count(*) filter (where x.status = 'geweigerd'))::int4 as geweigerd
	from inzet x
	where x.planning_id = p.id
) i
where p.id = any (:ids::uuid[])
order by p.id
