-- Pins an offer for a request, or rules out an offer, a person or a company.
-- in: id uuid, aanvraag_id uuid, soort text, aanbod_id uuid?, vrijwilliger_id uuid?, bedrijf_id uuid?, reden text, toelichting text?,
--     account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into ingreep as i (id, aanvraag_id, soort, aanbod_id, vrijwilliger_id, bedrijf_id, reden, toelichting, versie, gemaakt_op,
	gewijzigd_op, gewijzigd_door)
values (:id::uuid, :aanvraag_id::uuid, :soort::text, :aanbod_id::uuid, :vrijwilliger_id::uuid, :bedrijf_id::uuid, :reden::text,
	:toelichting::text, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning i.versie
