-- What runs for weeks has a last day, and that is asked for wherever something has to hold until the end or comes after it: before, all but
-- places held it to its first half-day. And when a match really begins and ends (0104) is asked of one function, by who shows it and who
-- decides alike. Old code keeps working: it goes by the half-day.
set local lock_timeout = '5s';

create function koppeling_einde(datum date, weken int4) returns date language sql immutable parallel safe
	return datum + coalesce(7 * weken - 1, 0);
alter table koppeling add column einde_datum date not null generated always as (koppeling_einde(datum, weken)) stored;
comment on column koppeling.einde_datum is 'its last day; that of its half-day when it does not run for weeks';

-- The time of its half-day, and of its last one: the same when it does not run for weeks.
create function koppeling_tijd(koppeling uuid, tijdvak tstzrange, einde_datum date, dagdeel text)
	returns table (van_op timestamptz, tot_op timestamptz, laatste_op timestamptz, einde_op timestamptz)
	language sql stable rows 1 as $$
	select e.van_op, e.tot_op, case when w.weken then lower(dagdeel_tijdvak($3, $4)) else e.van_op end,
		case when w.weken then upper(dagdeel_tijdvak($3, $4)) else e.tot_op end
	from (select $3 > (upper($2) at time zone 'Europe/Amsterdam')::date as weken) w
	left join tijd t on t.id = $1
	cross join lateral (select coalesce(t.begint_op, lower($2)) as van_op, coalesce(t.eindigt_op, upper($2)) as tot_op) e
$$;

-- A VOG holds until the last day.
create or replace function koppeling_risico(k koppeling) returns text[]
	language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	return array_remove(array[
		case when k.vrijwilliger_id is not null and not exists (
				select from koppeling e where e.vrijwilliger_id = k.vrijwilliger_id and e.status in ('afgerond', 'geevalueerd'))
			then 'eerste-keer' end,
		case when (select a.groepsgrootte from aanvraag a where a.id = k.aanvraag_id) = 1 then 'een-leerling' end,
		case when (select y.bij_leerlingen from activiteitsoort y where y.code = k.soort) and exists (
				select from vrijwilliger v where v.id = k.vrijwilliger_id and coalesce(v.vog_geldig_tot_datum < koppeling_einde(k.datum, k.weken), true))
			then 'begeleiding' end], null);
end $$;
