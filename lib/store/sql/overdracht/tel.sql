-- How much somebody leaves behind: the requests and open tasks of a member of staff; the offers, and the matches that are still to come, of a
-- volunteer, or of a company with its volunteers.
-- in: van_account_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, nu timestamptz
-- out: toewijzingen int4, taken int4, aanbod int4, koppelingen int4
-- rows: one
-- index: toewijzing_op_account, taak_open_van, aanbod_op_bedrijf, aanbod_op_vrijwilliger, vrijwilliger_op_bedrijf, koppeling_op_bedrijf, vrijwilliger_niet_dubbel_geboekt
select (select count(*) from toewijzing t where t.account_id = :van_account_id::uuid)::int4 as toewijzingen,
	(select count(*) from taak t where t.eigenaar_id = :van_account_id::uuid and t.klaar_op is null)::int4 as taken,
	(select count(*)
	from (
		select a.id from aanbod a where a.bedrijf_id = :bedrijf_id::uuid and a.status <> 'gesloten'
		union
		select a.id from aanbod a where a.vrijwilliger_id = :vrijwilliger_id::uuid and a.status <> 'gesloten'
		union
		select a.id
		from vrijwilliger v
		join aanbod a on a.vrijwilliger_id = v.id
		where v.bedrijf_id = :bedrijf_id::uuid and a.status <> 'gesloten'
	) o)::int4 as aanbod,
	(select count(*)
	from (
		select k.id, k.tijdvak
		from koppeling k
		where k.bedrijf_id = :bedrijf_id::uuid and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland')
		union all
		select k.id, k.tijdvak
		from koppeling k
		where k.vrijwilliger_id = :vrijwilliger_id::uuid and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland')
	) o
	where lower(o.tijdvak) > :nu::timestamptz)::int4 as koppelingen
