-- To whom a letter about an offer goes, each in the language that they read: its volunteer, or else who speaks for its company.
-- in: aanbod_ids uuid[]
-- out: aanbod_id uuid, titel text, soort text, vrijwilliger_id uuid?, account_id uuid?, naam text, email bytea, taal text
-- as: systeem: a letter is for whom it is, whoever approved
-- rows: many
-- index: aanbod_uniek, vrijwilliger_uniek, lid_vrijwilliger_een_account, lid_op_bedrijf, account_uniek
with o as materialized (
	select g.id, g.titel, g.soort, g.bedrijf_id, g.vrijwilliger_id
	from aanbod g
	where g.id = any (:aanbod_ids::uuid[])
)
select o.id as aanbod_id, o.titel, o.soort, v.id as vrijwilliger_id, a.id as account_id, v.naam, v.email, coalesce(a.taal, v.taal) as taal
from o
join vrijwilliger v on v.id = o.vrijwilliger_id
left join lid l on l.vrijwilliger_id = v.id and l.status = 'actief'
left join account a on a.id = l.account_id
where v.email is not null and v.beperkt_op is null
union all
select o.id, o.titel, o.soort, null, a.id, a.naam, a.email, a.taal
from o
join lid l on l.bedrijf_id = o.bedrijf_id and l.rol = 'bedrijf' and l.status = 'actief'
join account a on a.id = l.account_id
where o.vrijwilliger_id is null and a.actief and a.email is not null and a.beperkt_op is null
