-- Objections by id, with the name of whose they are.
-- in: ids uuid[]
-- out: id uuid, account_id uuid?, vrijwilliger_id uuid?, naam text, doel text, reden bytea?, reden_open text?, status text, toelichting bytea?, toelichting_open text?, versie int8, gemaakt_op timestamptz, gewijzigd_op timestamptz
-- rows: many
-- index: bezwaar_uniek, account_uniek, vrijwilliger_uniek
select b.id, b.account_id, b.vrijwilliger_id, coalesce(a.naam, v.naam) as naam, b.doel, b.reden, b.reden_open, b.status, b.toelichting,
	b.toelichting_open, b.versie, b.gemaakt_op, b.gewijzigd_op
from bezwaar b
left join account a on a.id = b.account_id
left join vrijwilliger v on v.id = b.vrijwilliger_id
where b.id = any (:ids::uuid[])
order by b.id
