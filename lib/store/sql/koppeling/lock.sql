-- Locks a match for a step, when the caller is a side of it (or staff), and says where it stands.
-- in: id uuid, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?
-- out: status text, datum date, dagdeel text, soort text, vog_vereist bool, vog_geldig_tot_datum date?, school_bevestigd bool, aanbieder_bevestigd bool, versie int8
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, vrijwilliger_uniek
select k.status, k.datum, k.dagdeel, a.soort, a.vog_vereist, v.vog_geldig_tot_datum,
	k.school_bevestigd_op is not null as school_bevestigd, k.aanbieder_bevestigd_op is not null as aanbieder_bevestigd, k.versie
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
where k.id = :id::uuid
	and (:school_id::uuid is null or k.school_id = :school_id::uuid)
	and (:bedrijf_id::uuid is null or k.bedrijf_id = :bedrijf_id::uuid)
	and (:vrijwilliger_id::uuid is null or k.vrijwilliger_id = :vrijwilliger_id::uuid)
for update of k
