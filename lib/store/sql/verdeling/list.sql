-- What the next requests of a round got, by their id.
-- in: keuzeronde_id uuid, na_id uuid, aantal int8
-- out: aanvraag_id uuid, aanbod_id uuid?, rang_school int4?, rang_aanbieder int4?, gekozen_school bool, gekozen_aanbieder bool, reden text?, koppeling_id uuid?,
--      melding text?
-- rows: many
-- index: verdeling_regel_uniek
select g.aanvraag_id, g.aanbod_id, g.rang_school, g.rang_aanbieder, g.gekozen_school, g.gekozen_aanbieder, g.reden, g.koppeling_id, g.melding
from verdeling_regel g
where g.keuzeronde_id = :keuzeronde_id::uuid and g.aanvraag_id > :na_id::uuid
order by g.aanvraag_id
limit :aantal::int8
