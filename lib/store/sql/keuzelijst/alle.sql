-- All lists of a round, for its division: of the requests and of the offers, each by their id.
-- in: keuzeronde_id uuid
-- out: aanvraag_id uuid?, aanbod_id uuid?, keuzes uuid[]
-- rows: many
-- index: keuzelijst_op_ronde
select l.aanvraag_id, l.aanbod_id, l.keuzes
from keuzelijst l
where l.keuzeronde_id = :keuzeronde_id::uuid
order by l.aanvraag_id, l.aanbod_id
