-- A lesson for which a stand-in was looked for has begun: its request waits again, when it is still open. Whatever somebody has in hand comes next round.
-- in: nu timestamptz
-- out: aantal int8
-- rows: one
-- index: werkvoorraad_op_wat, aanvraag_uniek
select count(*)::int8 as aantal
from (
	select werkvoorraad_aanvraag(g.aanvraag_id, :nu::timestamptz)
	from (
		select w.aanvraag_id
		from werkvoorraad w
		join aanvraag a on a.id = w.aanvraag_id
		where w.wat = 'invallen'
			and w.eindigt_op <= :nu::timestamptz
		for no key update of a skip locked) g) d
