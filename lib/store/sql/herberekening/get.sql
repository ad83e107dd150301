-- What a match was judged by: the values that were kept with it, and the weights of its version, which never change. The
-- factors are those that either of the two names.
-- in: id uuid
-- out: aanvraag_id uuid, aanbod_id uuid, soort text, gewicht_versie int4, score int4, factoren text[], waarden int4[],
--      gewichten int4[]
-- rows: maybe
-- index: koppeling_uniek, gewicht_factor_uniek
select k.aanvraag_id, k.aanbod_id, k.soort, k.gewicht_versie, k.score, coalesce(f.factoren, '{}') as factoren,
	coalesce(f.waarden, '{}') as waarden, coalesce(f.gewichten, '{}') as gewichten
from koppeling k
cross join lateral (
	select array_agg(coalesce(d.code, g.factor) order by coalesce(d.code, g.factor)) as factoren,
		array_agg(coalesce(d.waarde, -1) order by coalesce(d.code, g.factor)) as waarden, -- not kept: -1
		array_agg(coalesce(g.gewicht, 0) order by coalesce(d.code, g.factor)) as gewichten
	from jsonb_to_recordset(k.factoren) d (code text, waarde int4)
	full join (select w.factor, w.gewicht from gewicht_factor w
		where w.soort = k.soort and w.versie = k.gewicht_versie) g on g.factor = d.code
) f
where k.id = :id::uuid
