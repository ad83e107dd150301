-- How long a proposal waits, of each type of activity.
-- in: id uuid?
-- out: id uuid, soort text, besluit_schooldagen int4, reactie_schooldagen int4, bijvullen_max int4, herinnering_schooldagen int4, versie int8
-- rows: many
-- seqscan: termijn has a row for each type
select t.id, t.soort, t.besluit_schooldagen, t.reactie_schooldagen, t.bijvullen_max, t.herinnering_schooldagen, t.versie
from termijn t
where :id::uuid is null or t.id = :id::uuid
order by t.soort
