-- How often staff chose otherwise than the engine in a period, by what it did, type of activity and reason: pinned an offer, ruled one out,
-- or put another in the place of a proposal (then the reason with which that was rejected).
-- in: van timestamptz, tot timestamptz
-- out: ingreep text, soort text, reden text, aantal int8
-- rows: many
-- index: koppeling_vervangt, geschiedenis_uniek, ingreep_op_tijd, aanvraag_uniek
select v.ingreep, v.soort, v.reden, count(*)::int8 as aantal
from (
	select 'vervanging' as ingreep, k.soort, g.reden
	from koppeling k
	cross join lateral (
		select h.reden
		from geschiedenis h
		where h.koppeling_id = k.vervangt_id and h.stap = 'afwijzen' and h.op <= k.gemaakt_op
		order by h.volgnummer desc
		limit 1) g
	where k.vervangt_id is not null
		and k.gemaakt_op >= :van::timestamptz
		and k.gemaakt_op < :tot::timestamptz
	union all
	select i.soort, a.soort, i.reden
	from ingreep i
	join aanvraag a on a.id = i.aanvraag_id
	where i.gemaakt_op >= :van::timestamptz
		and i.gemaakt_op < :tot::timestamptz
) v
group by v.ingreep, v.soort, v.reden
order by v.ingreep, v.soort, v.reden
