-- The times of the series of a request that the caller may see, in their order; one of no series stands alone. Each with the match that runs when the caller may see that too.
-- Who may see
-- what is as for aanvraag/get and koppeling/get.
-- in: id uuid, alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: id uuid, keer int4, van_datum date, tot_datum date, status text, koppeling_id uuid?, aanbod_id uuid?, datum date?, dagdeel text?,
--      koppeling_status text?
-- rows: many
-- index: aanvraag_uniek, aanvraag_een_per_keer, koppeling_een_lopende_per_aanvraag, koppeling_op_bedrijf, koppeling_op_vrijwilliger, school_uniek, kring_uniek
select a.id, coalesce(a.reeks_keer, 1) as keer, a.van_datum, a.tot_datum, a.status, k.id as koppeling_id, k.aanbod_id, k.datum, k.dagdeel,
	k.status as koppeling_status
from aanvraag a
left join koppeling k on k.aanvraag_id = a.id and koppeling_loopt(k.status)
	and (:alle::bool or k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid or k.kring_id = :kring_id::uuid)
where a.id = any (array(
		select :id::uuid
		union
		select x.id from aanvraag o join aanvraag x on x.reeks_id = o.reeks_id where o.id = :id::uuid))
	and (:alle::bool or a.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or exists (
			select from koppeling m
			where m.aanvraag_id = a.id
				and (m.bedrijf_id = :bedrijf_id::uuid or m.vrijwilliger_id = :vrijwilliger_id::uuid))
		or (select s.gemeente_code from school s where s.id = a.school_id)
			= any (array(select unnest(r.gemeenten) from kring r where r.id = :kring_id::uuid)))
order by keer
