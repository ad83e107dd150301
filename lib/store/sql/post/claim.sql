-- The letter that waits longest, for the worker that asks; what another one has in hand is left out.
-- in: nu timestamptz
-- out: id uuid, soort text, taal text, inhoud bytea, te_maken bool, gemaakt_op timestamptz, pogingen int4
-- rows: maybe
-- index: post_te_bezorgen
select p.id, p.soort, p.taal, p.inhoud, p.te_maken, p.gemaakt_op, p.pogingen
from post p
where p.verzonden_op is null
	and p.volgende_op <= :nu::timestamptz
order by p.volgende_op, p.id
limit 1
for update skip locked
