-- Writes what somebody changes of themself, in the account and in the volunteer that it is; what is null stays as it was. A
-- restriction and a telephone come behind it (account/set_beperkt.sql, vrijwilliger/set_telefoon.sql). No row when the account has another version.
-- in: id uuid, versie int8, naam text?, taal text?, zet_telefoon bool, nu timestamptz
-- out: versie int8
-- as: systeem: the volunteer that it is changes too, whatever it acts as now
-- rows: maybe
-- index: account_uniek, lid_op_account, vrijwilliger_uniek
with zelf as (
	update account a
	set naam = coalesce(:naam::text, a.naam),
		taal = coalesce(:taal::text, a.taal),
		versie = a.versie + 1
	where a.id = :id::uuid and a.versie = :versie::int8
	returning a.id, a.versie
), als_vrijwilliger as (
	update vrijwilliger v
	set naam = coalesce(:naam::text, v.naam),
		versie = v.versie + 1,
		gewijzigd_op = :nu::timestamptz,
		gewijzigd_door = z.id
	from zelf z
	join lid l on l.account_id = z.id
	where v.id = l.vrijwilliger_id and l.status = 'actief'
		and (:naam::text is not null or :zet_telefoon::bool)
	returning v.id
)
select z.versie from zelf z
