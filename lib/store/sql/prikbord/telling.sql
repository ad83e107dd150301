-- How much is asked and offered, as it was counted last (prikbord/tel.sql).
-- as: systeem: whoever is not signed in sees how much there is of everybody's, and of nobody what it is
-- out: groep text, code text, naam text?, vraag int8, aanbod int8
-- rows: many
select c.groep, c.code, case when c.groep = 'gemeente' then g.naam else t.naam_nl end as naam, c.vraag, c.aanbod
from prikbord_cel c
left join gemeente g on c.groep = 'gemeente' and g.code = c.code
left join thema t on c.groep = 'thema' and t.code = c.code
order by c.groep, c.code
