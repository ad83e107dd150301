-- The next rounds by id that the caller sees, or just the one that is asked; with how many of the lists that the caller sees were filled
-- in, and what came of it.
-- in: id uuid?, na_id uuid, aantal int8
-- out: id uuid, naam text, soort text, campagne_id uuid?, gemeente_code text?, tot_op timestamptz, aanvullen bool, zaad int8, status text,
--      aanvragen int4, aanvragen_ingevuld int4, aanbod int4, aanbod_ingevuld int4, verdeling_zaad int8?, programma text?, cijfers text?,
--      verdeeld_op timestamptz?, gemaakt_op timestamptz, gewijzigd_op timestamptz, versie int8
-- rows: many
-- seqscan: there are a few rounds a year
-- index: keuzelijst_op_ronde
select r.id, r.naam, r.soort, r.campagne_id, r.gemeente_code, r.tot_op, r.aanvullen, r.zaad, r.status, l.aanvragen,
	l.aanvragen_ingevuld, l.aanbod, l.aanbod_ingevuld, v.zaad as verdeling_zaad, v.programma, v.cijfers, v.gemaakt_op as verdeeld_op,
	r.gemaakt_op, r.gewijzigd_op, r.versie
from keuzeronde r
left join verdeling v on v.keuzeronde_id = r.id
cross join lateral (
	select count(k.aanvraag_id)::int4 as aanvragen, count(k.aanvraag_id) filter (where k.ingevuld_op is not null)::int4 as aanvragen_ingevuld,
		count(k.aanbod_id)::int4 as aanbod, count(k.aanbod_id) filter (where k.ingevuld_op is not null)::int4 as aanbod_ingevuld
	from keuzelijst k
	where k.keuzeronde_id = r.id
) l
where r.id > :na_id::uuid
	and (:id::uuid is null or r.id = :id::uuid)
order by r.id
limit :aantal::int8
