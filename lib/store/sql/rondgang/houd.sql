-- Holds what these offers take in these half-days for a request, in one order for all: see rondgang_houd.
-- in: aanvraag_id uuid, aanbod_ids uuid[], halve_dagen int4[]
-- out: gehouden bool
-- as: systeem: neither side has a match yet; the request was found by its school
-- rows: one
select rondgang_houd(:aanvraag_id::uuid, :aanbod_ids::uuid[], :halve_dagen::int4[]) is not null as gehouden
