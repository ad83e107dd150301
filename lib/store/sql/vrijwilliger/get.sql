-- Volunteers by id that the caller may see: staff all, a company and a circle their own, a volunteer itself. Who is restricted is seen
-- by itself only, and by who writes it down at this moment (`geschreven_id`): their answer does not tell that it is.
-- in: ids uuid[], alle bool, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid, geschreven_id uuid
-- out: id uuid, naam text, taal text, email bytea, telefoon bytea?, bedrijf_id uuid?, kring_id uuid?,
--      postcode text?, ambassadeur bool, opleiding int8, leeftijdsgroep text?, vog_gezien_datum date?, vog_gezien_door uuid?,
--      vog_gezien_door_naam text?,
--      vog_geldig_tot_datum date?, gepauzeerd_tot_datum date?,
--      max_per_week int4?, max_per_schooljaar int4?, dagdelen int4, reisbuffer_minuten int4, versie int8
-- rows: many
-- index: vrijwilliger_uniek, bedrijf_uniek, account_uniek
select w.id, w.naam, w.taal, w.email, w.telefoon, w.bedrijf_id, w.kring_id,
	w.postcode, w.ambassadeur, w.opleiding, w.leeftijdsgroep, w.vog_gezien_datum, w.vog_gezien_door,
	case when g.beperkt_op is null then g.naam else 'Afgeschermd' end as vog_gezien_door_naam, w.vog_geldig_tot_datum, w.gepauzeerd_tot_datum,
	w.max_per_week, w.max_per_schooljaar, w.dagdelen, w.reisbuffer_minuten, w.versie
from vrijwilliger w
left join account g on g.id = w.vog_gezien_door
where w.id = any (:ids::uuid[])
	and w.gewist_op is null
	and (w.beperkt_op is null or w.id = :vrijwilliger_id::uuid or w.id = :geschreven_id::uuid)
	and (:alle::bool or w.bedrijf_id = :bedrijf_id::uuid or w.id = :vrijwilliger_id::uuid
		or :kring_id::uuid = coalesce(w.kring_id, (select b.kring_id from bedrijf b where b.id = w.bedrijf_id)))
order by w.id
