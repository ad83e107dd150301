-- The letter was written: the first one, the reminder, or that nobody came out.
-- in: id uuid, uitslag bool, nu timestamptz
-- rows: none
-- index: keuzelijst_uniek
update keuzelijst l
set gevraagd_op = coalesce(l.gevraagd_op, :nu::timestamptz),
	herinnerd_op = case when l.gevraagd_op is null or :uitslag::bool then l.herinnerd_op else :nu::timestamptz end,
	uitslag_op = case when :uitslag::bool then :nu::timestamptz end
where l.id = :id::uuid
