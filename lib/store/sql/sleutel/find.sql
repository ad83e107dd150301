-- Who calls with this key, when it still holds, and the account and the member too; and how often it was used today.
-- in: token_hash bytea, nu timestamptz, vandaag date
-- out: id uuid, rechten text[], met_code bool, per_minuut int4, per_dag int4, gebruikt int8, account_id uuid, lid_id uuid, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?, soorten text[], gemeenten text[], engels bool
-- as: aanmelden: nobody is signed in yet
-- rows: maybe
-- index: sleutel_uniek, sleutel_token_uniek, sleutel_vorige_uniek, account_uniek, lid_uniek, gebruik_uniek
select k.id, k.rechten, k.met_code, k.per_minuut, k.per_dag,
	(select coalesce(sum(g.aantal), 0) from gebruik g where g.sleutel_id = k.id and g.dag = :vandaag::date)::int8 as gebruikt,
	a.id as account_id, l.id as lid_id, l.rol, l.school_id, l.bedrijf_id, l.vrijwilliger_id, l.kring_id, l.soorten, l.gemeenten, a.taal = 'en' as engels
from sleutel k
join account a on a.id = k.account_id
join lid l on l.id = k.lid_id
where k.id = (
		select n.id from sleutel n where n.token_hash = :token_hash::bytea
		union all
		select v.id from sleutel v where v.vorige_hash = :token_hash::bytea and v.vorige_tot > :nu::timestamptz
		limit 1)
	and k.verloopt_op > :nu::timestamptz
	and a.actief
	and l.status = 'actief'
