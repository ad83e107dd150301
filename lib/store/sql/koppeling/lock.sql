-- Locks a match for a step, when the caller may see it, and says where it stands. Of a stop the request is held first.
-- in: id uuid, alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: status text, datum date, einde_datum date, dagdeel text, begint_op timestamptz, laatste_op timestamptz, verloopt_op timestamptz?, soort text, gemeente_code text?, vog_vereist bool, vog_geldig_tot_datum date?, school_bevestigd bool, aanbieder_bevestigd bool, vier_ogen bool, voorgesteld_door uuid?, eerste_door uuid?, halte int4, versie int8
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, school_uniek, vrijwilliger_uniek, tijd_uniek
select k.status, k.datum, k.einde_datum, k.dagdeel, t.van_op as begint_op, t.laatste_op, k.verloopt_op, a.soort, s.gemeente_code, a.vog_vereist, v.vog_geldig_tot_datum,
	k.school_bevestigd_op is not null as school_bevestigd, k.aanbieder_bevestigd_op is not null as aanbieder_bevestigd,
	k.vier_ogen, k.voorgesteld_door, k.eerste_door, k.halte, k.versie
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
join school s on s.id = k.school_id
left join vrijwilliger v on v.id = k.vrijwilliger_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where k.id = :id::uuid
	and (:alle::bool or k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid
		or k.kring_id = :kring_id::uuid)
	and halte_houd(k.id)
for no key update of k
