-- How much somebody leaves behind: the requests and open tasks of a member of staff; the offers, and the matches that are still to come or go on for weeks, and what is
-- booked, of a volunteer, or of a company with its volunteers; of a company also where it receives others.
-- in: van_account_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, nu timestamptz
-- out: toewijzingen int4, taken int4, aanbod int4, koppelingen int4, boekingen int4
-- rows: one
-- index: toewijzing_op_account, taak_open_van, aanbod_op_bedrijf, aanbod_op_vrijwilliger, vrijwilliger_op_bedrijf, koppeling_op_bedrijf, vrijwilliger_niet_dubbel_geboekt, tijd_uniek, inschrijving_agenda_van_bedrijf, inschrijving_vrijwilliger_een_tegelijk, reservering_op_bedrijf, reservering_op_faciliteit, plek_op_bedrijf, faciliteit_op_bedrijf
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
		select t.laatste_op
		from koppeling k
		cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
		where k.bedrijf_id = :bedrijf_id::uuid and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland')
		union all
		select t.laatste_op
		from koppeling k
		cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
		where k.vrijwilliger_id = :vrijwilliger_id::uuid and k.status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland')
	) o
	where o.laatste_op > :nu::timestamptz)::int4 as koppelingen,
	(select count(*)
	from (
		select i.id from inschrijving i
		where i.bedrijf_id = :bedrijf_id::uuid and i.status in ('gevraagd', 'bevestigd') and i.einde_op > :nu::timestamptz
		union
		select i.id from inschrijving i
		where i.vrijwilliger_id = :vrijwilliger_id::uuid and i.status in ('gevraagd', 'bevestigd') and i.einde_op > :nu::timestamptz
		union
		select i.id
		from vrijwilliger v
		join inschrijving i on i.vrijwilliger_id = v.id
		where v.bedrijf_id = :bedrijf_id::uuid and i.status in ('gevraagd', 'bevestigd') and i.einde_op > :nu::timestamptz
		union
		select r.id from reservering r
		where r.bedrijf_id = :bedrijf_id::uuid and r.status in ('gevraagd', 'bevestigd')
			and r.datum >= (:nu::timestamptz at time zone 'Europe/Amsterdam')::date
		union
		select p.id from plek p
		where p.bedrijf_id = :bedrijf_id::uuid and p.status <> 'vervallen' and p.tot_op > :nu::timestamptz
		union
		select f.id from faciliteit f where f.bedrijf_id = :bedrijf_id::uuid and f.status <> 'gesloten'
		union
		select r.id
		from faciliteit f
		join reservering r on r.faciliteit_id = f.id
		where f.bedrijf_id = :bedrijf_id::uuid and r.status in ('gevraagd', 'bevestigd')
			and r.datum >= (:nu::timestamptz at time zone 'Europe/Amsterdam')::date
	) o)::int4 as boekingen
