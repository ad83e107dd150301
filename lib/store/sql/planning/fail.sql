-- That a plan could not be made, and why; none when another worker took it over, or staff stopped it. The pairs that cannot be together are marked.
-- in: id uuid, poging int4, fout text, botst_aanvragen uuid[], botst_aanbod uuid[], nodig_bytes int8?, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: planning_uniek, planning_eis_uniek
with mislukt as (
	update planning p
	set status = 'mislukt', fase = null, geplaatst = null, bediend = null, grens = null, fout = :fout::text, nodig_bytes = :nodig_bytes::int8, versie = p.versie + 1, gewijzigd_op = :nu::timestamptz
	where p.id = :id::uuid
		and p.poging = :poging::int4
		and p.status = 'bezig'
	returning p.id, p.versie
), botst as (
	update planning_eis e
	set botst = true
	from mislukt m, unnest(:botst_aanvragen::uuid[], :botst_aanbod::uuid[]) b (aanvraag_id, aanbod_id)
	where e.planning_id = m.id and e.aanvraag_id = b.aanvraag_id and e.aanbod_id = b.aanbod_id
)
select m.versie from mislukt m
