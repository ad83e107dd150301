-- The companies of a number of the trade register at a postcode: at most two, since one is what is wanted.
-- in: kvk_nummer text, postcode text
-- out: id uuid
-- rows: many
-- index: bedrijf_op_kvk_nummer
select b.id
from bedrijf b
where b.kvk_nummer = :kvk_nummer::text and b.postcode = :postcode::text and b.gesloten_op is null
order by b.id
limit 2
