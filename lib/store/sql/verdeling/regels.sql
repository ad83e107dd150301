-- What each request of a round got. A nil offer, a rank of 0 and an empty reason are none.
-- in: keuzeronde_id uuid, aanvraag_ids uuid[], aanbod_ids uuid[], rangen_school int4[], rangen_aanbieder int4[], gekozen int4[], redenen text[]
-- rows: none
insert into verdeling_regel (keuzeronde_id, aanvraag_id, aanbod_id, rang_school, rang_aanbieder, gekozen_school, gekozen_aanbieder, reden)
select :keuzeronde_id::uuid, u.aanvraag_id, nullif(u.aanbod_id, '00000000-0000-0000-0000-000000000000'), nullif(u.rang_school, 0),
	nullif(u.rang_aanbieder, 0), u.gekozen & 1 <> 0, u.gekozen & 2 <> 0, nullif(u.reden, '')
from unnest(:aanvraag_ids::uuid[], :aanbod_ids::uuid[], :rangen_school::int4[], :rangen_aanbieder::int4[], :gekozen::int4[],
	:redenen::text[]) u (aanvraag_id, aanbod_id, rang_school, rang_aanbieder, gekozen, reden)
