-- Opens again what a closing that is done closed: the company, and the memberships that it ended, of those that nobody has taken up since
-- and of whoever is still there. No row when it closed nobody, is not done, or was taken back.
-- in: id uuid, account_id uuid, nu timestamptz
-- out: leden int4
-- rows: maybe
-- index: overdracht_uniek, bedrijf_uniek, lid_op_beeindigd_met, lid_een_keer, lid_vrijwilliger_een_account, lid_uniek, vrijwilliger_uniek
with terug as materialized (
	select o.id, o.bedrijf_id, o.sloot_bedrijf
	from overdracht o
	where o.id = :id::uuid and o.sluiten and o.status = 'klaar'
		and (o.sloot_bedrijf or exists (select from lid l where l.beeindigd_met = o.id))
	for no key update
), open as (
	update bedrijf b
	set gesloten_op = null, versie = b.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
	from terug t
	where b.id = t.bedrijf_id and t.sloot_bedrijf and b.gesloten_op is not null
), leden as materialized (
	select l.id
	from terug t
	join lid l on l.beeindigd_met = t.id
	left join vrijwilliger v on v.id = l.vrijwilliger_id
	where l.status = 'beeindigd' and v.gewist_op is null
		and not exists (select from lid n
			where n.account_id = l.account_id and n.rol = l.rol and n.status <> 'beeindigd'
				and coalesce(n.school_id, n.bedrijf_id, n.vrijwilliger_id, n.kring_id, '00000000-0000-0000-0000-000000000000')
					= coalesce(l.school_id, l.bedrijf_id, l.vrijwilliger_id, l.kring_id, '00000000-0000-0000-0000-000000000000'))
		and not exists (select from lid n where n.vrijwilliger_id = l.vrijwilliger_id and n.status = 'actief')
), weer as (
	update lid l
	set status = 'actief', versie = l.versie + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
	from leden m
	where l.id = m.id
	returning l.id
)
update overdracht o
set status = 'teruggedraaid', leden_terug = (select count(*) from weer)::int4, versie = o.versie + 1, gewijzigd_op = :nu::timestamptz,
	gewijzigd_door = :account_id::uuid
from terug t
where o.id = t.id
returning o.leden_terug as leden
