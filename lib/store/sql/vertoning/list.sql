-- What was shown for a type since a moment and what became of the choice, newest first, before (voor_op, voor_id).
-- in: soort text, sinds timestamptz, voor_op timestamptz, voor_id uuid, aantal int8
-- out: koppeling_id uuid, aanvraag_id uuid, op timestamptz, gekozen int4, rangen int4[], codes text[], waarden int4[],
--      status text, reden text?, afgesproken bool, cijfer int4?
-- rows: many
-- index: vertoning_op_soort, koppeling_uniek, beoordeling_een_per_kant
select v.koppeling_id, k.aanvraag_id, v.op, v.gekozen, v.rangen, v.codes, v.waarden::int4[] as waarden, k.status, k.reden,
	k.school_bevestigd_op is not null and k.aanbieder_bevestigd_op is not null as afgesproken,
	(select b.cijfer from beoordeling b where b.koppeling_id = v.koppeling_id and b.kant = 'school') as cijfer
from (
	select w.koppeling_id, w.op, w.gekozen, w.rangen, w.codes, w.waarden
	from vertoning w
	where w.soort = :soort::text
		and w.op >= :sinds::timestamptz
		and (w.op, w.koppeling_id) < (:voor_op::timestamptz, :voor_id::uuid)
	order by w.op desc, w.koppeling_id desc
	limit :aantal::int8
) v
join koppeling k on k.id = v.koppeling_id
order by v.op desc, v.koppeling_id desc
