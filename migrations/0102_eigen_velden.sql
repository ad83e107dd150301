-- What belongs to one type of activity: how a company receives a class, how long something runs and how many hours, and the milestones
-- of an assignment. Of what runs over weeks a place is taken for all of them. Old code keeps working: every column has a default or may
-- be null, and a match that it makes lasts as long as its request says.
set local lock_timeout = '5s';

alter table aanvraag
	add column begeleiders int4 constraint aanvraag_begeleiders_redelijk check (begeleiders between 1 and 50),
	add column traploos bool not null default false,
	add column weken int4 constraint aanvraag_weken_redelijk check (weken between 1 and 52),
	add column dagen_per_week int4 constraint aanvraag_dagen_per_week_redelijk check (dagen_per_week between 1 and 5),
	add column uren_per_dag int4 constraint aanvraag_uren_per_dag_redelijk check (uren_per_dag between 1 and 12),
	add column opdrachtvorm text constraint aanvraag_opdrachtvorm_bekend check (opdrachtvorm in ('technasium', 'onderzoek', 'comakership')),
	add column teams int4 constraint aanvraag_teams_redelijk check (teams between 1 and 50),
	add column mijlpaal_datums date[] not null default '{}',
	add column mijlpaal_namen text[] not null default '{}',
	add constraint aanvraag_hoogstens_20_mijlpalen check (cardinality(mijlpaal_datums) <= 20),
	add constraint aanvraag_mijlpalen_met_naam check (cardinality(mijlpaal_datums) = cardinality(mijlpaal_namen));

alter table aanbod
	add column leerlingen_per_begeleider int4
		constraint aanbod_leerlingen_per_begeleider_redelijk check (leerlingen_per_begeleider between 1 and 50),
	add column traploos bool not null default false,
	add column bescherming text[] not null default '{}' constraint aanbod_bescherming_bekend check (bescherming <@ array['veiligheidsschoenen',
		'helm', 'veiligheidsbril', 'gehoorbescherming', 'handschoenen', 'hesje', 'overall', 'haarnet', 'mondkapje']);

-- How long who is learning may work, by age and from a day on. A later row takes the place of an earlier one; none is ever changed.
create table arbeidstijd (
	leeftijd_van int4 not null,
	vanaf_datum date not null,
	uren_per_dag int4 not null,
	uren_per_week int4 not null, -- the mean over the weeks that the source counts
	vroegst time not null,
	laatst time not null,
	bron text not null,
	constraint arbeidstijd_uniek primary key (leeftijd_van, vanaf_datum)
);
comment on column arbeidstijd.leeftijd_van is 'up to the next age in the table';
insert into arbeidstijd values
	(14, '2007-04-01', 7, 35, '07:00', '19:00', 'Nadere regeling kinderarbeid (stage); Arbeidstijdenwet art. 3:2'),
	(16, '2007-04-01', 9, 40, '06:00', '23:00', 'Arbeidstijdenwet, jeugdige werknemers (gemiddeld over 4 weken)'),
	(18, '2007-04-01', 12, 48, '00:00', '23:59', 'Arbeidstijdenwet (gemiddeld over 16 weken)');
alter table arbeidstijd enable row level security;
create policy arbeidstijd_zien on arbeidstijd for select to schakel_dienst using (true);
grant select on arbeidstijd to schakel_dienst;

-- What is work for who is learning stays within what the law gives to the youngest, and where no age is known to the youngest that may
-- take part at all.
create function aanvraag_arbeidstijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	jongste int4;
	wet arbeidstijd;
begin
	select coalesce(new.leeftijd_min, y.leeftijd) into jongste from activiteitsoort y where y.code = new.soort and y.erkenning;
	if not found or new.uren_per_dag is null then
		return new;
	end if;
	select a.* into wet from arbeidstijd a
	where a.leeftijd_van <= jongste and a.vanaf_datum <= new.van_datum
	order by a.leeftijd_van desc, a.vanaf_datum desc
	limit 1;
	if not found then
		return new; -- too young for all of it: the rule on age says so
	end if;
	if new.uren_per_dag > wet.uren_per_dag then
		raise exception 'too long a day at this age' using errcode = '23514', constraint = 'aanvraag_dag_binnen_de_wet';
	end if;
	if new.uren_per_dag * coalesce(new.dagen_per_week, 5) > wet.uren_per_week then
		raise exception 'too long a week at this age' using errcode = '23514', constraint = 'aanvraag_week_binnen_de_wet';
	end if;
	return new;
end $$;
create trigger aanvraag_arbeidstijd before insert or update of soort, leeftijd_min, van_datum, dagen_per_week, uren_per_dag on aanvraag
	for each row execute function aanvraag_arbeidstijd();

-- What somebody wrote goes with them.
create function aanvraag_wist_mijlpalen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.mijlpaal_datums := '{}';
	new.mijlpaal_namen := '{}';
	return new;
end $$;
create trigger aanvraag_wist_mijlpalen before update of onderwerp on aanvraag for each row
	when (new.onderwerp = 'Gewist' and old.onderwerp <> 'Gewist') execute function aanvraag_wist_mijlpalen();

-- A match has the length that its request had when it was made; null: it is over with its half-day.
alter table koppeling add column weken int4;
create function koppeling_periode() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.weken := case when tg_op = 'UPDATE' then old.weken else (
		select coalesce(a.weken, 1)
		from aanvraag a
		join aanbod o on o.id = new.aanbod_id
		join activiteitsoort y on y.code = o.soort
		where a.id = new.aanvraag_id and y.periode) end;
	return new;
end $$;
-- By name before koppeling_voor, which counts by it.
create trigger koppeling_periode before insert or update of weken on koppeling for each row execute function koppeling_periode();

-- Which periods of its offer a match takes: its half-day, or each week in which it runs, that stands as the first half-day of its Monday.
create function koppeling_tijdvakken(datum date, dagdeel text, weken int4) returns int4[] language sql immutable
return case when weken is null then array[halve_dag(datum, dagdeel)]
	else array(select (g - date '1970-01-01') * 3
		from (select datum - extract(isodow from datum)::int4 + 1 + 7 * n as g from generate_series(0, weken) n) w
		where g <= datum + 7 * weken - 1
		order by g) end;

create or replace function bezetting_van(k koppeling) returns table (houder uuid, soort text, periode int4, maximum int4, rang int4) language sql stable as $$
	select a.id, 'tijdvak', t.periode, a.plaatsen, 1
	from aanbod a cross join unnest(koppeling_tijdvakken(k.datum, k.dagdeel, k.weken)) t (periode) where a.id = k.aanbod_id
	union all
	select v.id, 'week', to_char(k.datum, 'IYYYIW')::int4, v.max_per_week, 2
	from vrijwilliger v where v.id = k.vrijwilliger_id
	union all
	select v.id, 'schooljaar', schooljaar(k.datum), v.max_per_schooljaar, 3
	from vrijwilliger v where v.id = k.vrijwilliger_id
	union all
	select c.id, 'week', to_char(k.datum, 'IYYYIW')::int4, c.max_per_week, 4
	from bedrijf c where c.id = k.bedrijf_id
	union all
	select c.id, 'schooljaar', schooljaar(k.datum), c.max_per_schooljaar, 5
	from bedrijf c where c.id = k.bedrijf_id
	union all
	select r.id, 'week', to_char(k.datum, 'IYYYIW')::int4, r.max_per_week, 6
	from kring r where r.id = k.kring_id
	union all
	select r.id, 'schooljaar', schooljaar(k.datum), r.max_per_schooljaar, 7
	from kring r where r.id = k.kring_id
$$;

create or replace function tel_bezetting(k koppeling, aantal int4) returns void language plpgsql as $$
declare
	tijdvakken int4[] := koppeling_tijdvakken(k.datum, k.dagdeel, k.weken);
	week int4 := to_char(k.datum, 'IYYYIW')::int4;
begin
	if aantal < 0 then
		-- Locked first, in the order in which a proposal takes them; an update alone would take them as it finds them.
		perform from bezetting b
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = any (tijdvakken))
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week'
				and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum))
		order by case when b.soort = 'tijdvak' then 1
			else case b.houder when k.vrijwilliger_id then 2 when k.bedrijf_id then 4 else 6 end
				+ case b.soort when 'week' then 0 else 1 end end, b.periode
		for no key update;
		update bezetting b set bezet = b.bezet + aantal
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = any (tijdvakken))
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week'
				and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum));
		return;
	end if;
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select h.houder, h.soort, h.periode, 1, h.maximum
	from bezetting_van(k) h
	order by h.rang, h.periode
	on conflict (houder, soort, periode) do update set bezet = b.bezet + 1, maximum = excluded.maximum;
end $$;

-- What runs already takes a week from now on, and more room than there is where it was given twice.
delete from bezetting b using aanbod a, activiteitsoort y
where a.id = b.houder and b.soort = 'tijdvak' and y.code = a.soort and y.periode;
alter table koppeling disable trigger user;
update koppeling k set weken = 1 from aanbod o, activiteitsoort y where o.id = k.aanbod_id and y.code = o.soort and y.periode;
alter table koppeling enable trigger user;
insert into bezetting (houder, soort, periode, bezet, maximum)
select a.id, 'tijdvak', t.periode, count(*), greatest(a.plaatsen, count(*))
from koppeling k
join aanbod a on a.id = k.aanbod_id
cross join unnest(koppeling_tijdvakken(k.datum, k.dagdeel, k.weken)) t (periode)
where k.weken is not null and koppeling_loopt(k.status)
group by a.id, a.plaatsen, t.periode;
