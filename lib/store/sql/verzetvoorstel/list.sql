-- What was proposed to move a match to, the oldest first; the one that is asked, or the next. The caller has been checked on the match itself.
-- in: koppeling_id uuid, id uuid?, na_id uuid, aantal int8
-- out: id uuid, kant text, tijdvakken int4[], reden text, en_volgende bool, status text, gekozen int4?, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: verzetvoorstel_op_koppeling
select v.id, v.kant, v.tijdvakken, v.reden, v.en_volgende, v.status, v.gekozen, v.gemaakt_op, v.gewijzigd_op
from verzetvoorstel v
where v.koppeling_id = :koppeling_id::uuid
	and v.id > :na_id::uuid
	and (:id::uuid is null or v.id = :id::uuid)
order by v.id
limit :aantal::int8
