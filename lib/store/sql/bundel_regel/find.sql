-- What a thing of the werkvoorraad is: the request that it is of, which version it has, and who looks after that request, in which version of
-- that.
-- in: id uuid
-- out: koppeling bool, aanvraag_id uuid, versie int8, toewijzing_versie int8, account_id uuid?, vrijwilliger_id uuid?
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, toewijzing_uniek
select v.koppeling, v.aanvraag_id, v.versie, coalesce(t.versie, 0) as toewijzing_versie, t.account_id,
	v.vrijwilliger_id
from (
	select true as koppeling, k.aanvraag_id, k.versie, k.vrijwilliger_id
	from koppeling k
	where k.id = :id::uuid
	union all
	select false, a.id, a.versie, null
	from aanvraag a
	where a.id = :id::uuid
) v
left join toewijzing t on t.id = v.aanvraag_id
