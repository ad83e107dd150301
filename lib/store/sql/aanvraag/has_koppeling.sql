-- Whether a match for a request is running.
-- in: id uuid
-- out: loopt bool
-- rows: one
-- index: koppeling_een_lopende_per_aanvraag
select exists (
	select from koppeling k
	where k.aanvraag_id = :id::uuid and koppeling_loopt(k.status)
) as loopt
