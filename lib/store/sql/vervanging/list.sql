-- How often staff put another offer in the place of a proposal in a period, by type of activity and the reason with which the first was
-- rejected then.
-- in: van timestamptz, tot timestamptz
-- out: soort text, reden text, aantal int8
-- rows: many
-- index: koppeling_vervangt, geschiedenis_uniek
select k.soort, g.reden, count(*)::int8 as aantal
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
group by k.soort, g.reden
order by k.soort, g.reden
