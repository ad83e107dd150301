-- The first yes: a match in the calendar at once. The school had said yes to this half-day before; the trigger refuses all but what was
-- asked, and closes the question.
-- in: id uuid, invalvraag_id uuid, aanbod_id uuid, score int4, factoren text, gewicht_versie int4, nu timestamptz, account_id uuid?, rol text
-- out: versie int8
-- as: systeem: neither side has a match yet
-- rows: one
-- index: invalvraag_uniek, koppeling_uniek, aanbod_uniek, vrijwilliger_uniek
insert into koppeling as n (id, aanvraag_id, aanbod_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, datum, dagdeel, status, score,
	factoren, alternatieven, gewicht_versie, school_bevestigd_op, aanbieder_bevestigd_op, versie, gemaakt_op, gewijzigd_op, gewijzigd_door,
	gewijzigd_rol)
select :id::uuid, v.aanvraag_id, o.id, k.school_id, k.klas_id, coalesce(o.bedrijf_id, w.bedrijf_id), o.vrijwilliger_id, v.datum, v.dagdeel,
	'ingepland', :score::int4, :factoren::text::jsonb, '[]', :gewicht_versie::int4, k.school_bevestigd_op, :nu::timestamptz, 1,
	:nu::timestamptz, :nu::timestamptz, :account_id::uuid, :rol::text
from invalvraag v
join koppeling k on k.id = v.koppeling_id
cross join aanbod o
left join vrijwilliger w on w.id = o.vrijwilliger_id
where v.id = :invalvraag_id::uuid
	and o.id = :aanbod_id::uuid
returning n.versie
