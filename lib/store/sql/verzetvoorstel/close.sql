-- The answer of the other side: one of the half-days, or none of them. No row when it is not open (any more).
-- in: id uuid, koppeling_id uuid, gekozen int4?, account_id uuid?, nu timestamptz
-- out: id uuid
-- rows: maybe
-- index: verzetvoorstel_een_open
update verzetvoorstel v
set status = case when :gekozen::int4 is null then 'afgeslagen' else 'gekozen' end, gekozen = :gekozen::int4, versie = v.versie + 1,
	gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where v.koppeling_id = :koppeling_id::uuid
	and v.id = :id::uuid
	and v.status = 'open'
returning v.id
