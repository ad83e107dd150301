-- The time to travel: somebody who is booked for a half-day somewhere cannot begin another one of that day far away. Before, both were taken.
-- Old code keeps working: it writes no buffer, and is told when two half-days of a person lie too far apart. What was agreed already stays.
set local lock_timeout = '5s';

-- Minutes that somebody wants between two places, beside the travel: to tidy up, to park, to report.
alter table vrijwilliger add column reisbuffer_minuten int4 not null default 15
	constraint vrijwilliger_reisbuffer_redelijk check (reisbuffer_minuten between 0 and 240);

-- Between two places, as plaats_reis_min of lib/domain/plaats.h does it.
create function reis_minuten(x1 int4, y1 int4, x2 int4, y2 int4) returns int4 language sql immutable parallel safe
	return ((floor(sqrt((x1 - x2)::float8 ^ 2 + (y1 - y2)::float8 ^ 2))::int8 * 13 + 9999) / 10000)::int4;

-- When the half-days of a day begin and end, in minutes after midnight: by the periods of the school that begin within them, and
-- without those, or without a school, as dagdeel_tijdvak has it.
create function dagdeel_minuten(school uuid, datum date) returns table (dagdeel text, van int4, tot int4) language sql stable as $$
	select d.dagdeel, coalesce(p.van, d.van), coalesce(p.tot, d.tot)
	from (values ('ochtend', 510, 720, 420, 750), ('middag', 750, 960, 750, 1080), ('avond', 1140, 1290, 1080, 1380))
		d (dagdeel, van, tot, eerste, laatste)
	left join lateral (
		select min(u.van) as van, case when max(u.tot) > d.laatste then d.laatste else max(u.tot) end as tot
		from (select l.van, l.tot from lestijd l where l.school_id = school and l.vanaf_schooljaar <= schooljaar(datum)
			order by l.vanaf_schooljaar desc limit 1) l
		cross join unnest(l.van, l.tot) u (van, tot)
		where u.van >= d.eerste and u.van < d.laatste
	) p on true
$$;

-- Where and when a match takes place. No row: it is not known where, or both sides accept that it is given online.
create function koppeling_verblijf(k koppeling) returns table (rd_x int4, rd_y int4, van int4, tot int4) language sql stable as $$
	select p.rd_x, p.rd_y, coalesce(t.van, u.van), coalesce(t.tot, u.tot)
	from aanbod o
	join activiteitsoort y on y.code = o.soort
	join aanvraag a on a.id = k.aanvraag_id
	cross join lateral (
		select s.rd_x, s.rd_y from school s where s.id = k.school_id and not y.klas_reist
		union all
		select b.rd_x, b.rd_y from bedrijf b where b.id = k.bedrijf_id and y.klas_reist
	) p
	cross join lateral dagdeel_minuten(case when y.klas_reist then null else k.school_id end, k.datum) u
	left join lateral (
		select (extract(epoch from r.begint_op at time zone 'Europe/Amsterdam' - k.datum) / 60)::int4 as van,
			(extract(epoch from r.eindigt_op at time zone 'Europe/Amsterdam' - k.datum) / 60)::int4 as tot
		from tijd r
		where r.id = k.id and r.begint_op <@ dagdeel_uren(k.datum, k.dagdeel) -- of this half-day, and not of the one before a move
	) t on true
	where o.id = k.aanbod_id and u.dagdeel = k.dagdeel and p.rd_x is not null and p.rd_y is not null
		and not (a.online_toegestaan and o.online)
$$;

-- One look at koppeling_loopt_van_vrijwilliger; only who has something else that day is reckoned with. Twice in one half-day is refused as that.
create function is_op_tijd(k koppeling) returns bool language plpgsql as $$
declare
	ander koppeling;
begin
	for ander in select o.* from koppeling o
		where o.vrijwilliger_id = k.vrijwilliger_id and o.datum = k.datum and o.dagdeel <> k.dagdeel and koppeling_loopt(o.status) and o.id <> k.id loop
		if exists (
			select
			from koppeling_verblijf(k) een
			cross join koppeling_verblijf(ander) twee
			cross join lateral (select reis_minuten(een.rd_x, een.rd_y, twee.rd_x, twee.rd_y) as minuten) r
			join vrijwilliger v on v.id = k.vrijwilliger_id
			where r.minuten > 0
				and (case when halve_dag(k.datum, k.dagdeel) > halve_dag(ander.datum, ander.dagdeel) then een.van - twee.tot
					else twee.van - een.tot end) < r.minuten + v.reisbuffer_minuten) then
			return false;
		end if;
	end loop;
	return true;
end $$;

-- By name after koppeling_voor, which holds the row of the volunteer: of two at the same moment the second one waited there, and sees the first.
create function koppeling_voor_reistijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if not is_op_tijd(new) then
		raise exception 'too far from what this person has that day' using errcode = '23514', constraint = 'koppeling_met_reistijd';
	end if;
	return new;
end $$;
create trigger koppeling_voor_reistijd before insert on koppeling for each row
	when (new.vrijwilliger_id is not null) execute function koppeling_voor_reistijd();
create trigger koppeling_voor_reistijd_verzet before update of datum, dagdeel on koppeling for each row
	when (new.vrijwilliger_id is not null and (old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel))
	execute function koppeling_voor_reistijd();
create trigger koppeling_voor_reistijd_weer before update of status on koppeling for each row
	when (new.vrijwilliger_id is not null and new.status = 'voorgesteld' and not koppeling_loopt(old.status))
	execute function koppeling_voor_reistijd();

-- A real time is held to it too, and so is taking it back.
create function tijd_na_reistijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	k koppeling;
begin
	select o.* into k from koppeling o where o.id = new.id and o.vrijwilliger_id is not null and koppeling_loopt(o.status);
	perform from vrijwilliger v where v.id = k.vrijwilliger_id for no key update;
	if k.id is not null and not is_op_tijd(k) then
		raise exception 'too far from what this person has that day' using errcode = '23514', constraint = 'koppeling_met_reistijd';
	end if;
	return null;
end $$;
create trigger tijd_reistijd after insert or update of begint_op, eindigt_op on tijd for each row execute function tijd_na_reistijd();

-- Nobody's volunteer has no week, and no buffer.
create or replace function vrijwilliger_zonder_week() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.dagdelen := 32767;
	new.reisbuffer_minuten := 15;
	return new;
end $$;
