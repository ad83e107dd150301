-- Other terms, from the next proposal on, in the version that was seen; no row when it is another by now.
-- in: id uuid, besluit_schooldagen int4?, reactie_schooldagen int4?, bijvullen_max int4?, herinnering_schooldagen int4?, versie int8, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: termijn_uniek
update termijn t
set besluit_schooldagen = coalesce(:besluit_schooldagen::int4, t.besluit_schooldagen),
	reactie_schooldagen = coalesce(:reactie_schooldagen::int4, t.reactie_schooldagen),
	bijvullen_max = coalesce(:bijvullen_max::int4, t.bijvullen_max),
	herinnering_schooldagen = coalesce(:herinnering_schooldagen::int4, t.herinnering_schooldagen),
	versie = t.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
where t.id = :id::uuid and t.versie = :versie::int8
returning t.versie
