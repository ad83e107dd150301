-- What requests are about, in the words of their school, for who ranks them.
-- in: ids uuid[]
-- out: id uuid, onderwerp text
-- as: systeem: the other side of a round sees of a request what it has to choose by, before there is a match
-- rows: many
-- index: aanvraag_uniek
select a.id, a.onderwerp
from aanvraag a
where a.id = any (:ids::uuid[])
order by a.id
