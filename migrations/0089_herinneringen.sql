-- Whoever has not answered what was approved is reminded once, so many school days before the term ends as staff says for the type of
-- activity. When that is stands in the database, from the approval on; an answer takes it away. Old code keeps working: it reminds nobody.
set local lock_timeout = '5s';

alter table termijn add column herinnering_schooldagen int4 not null default 2
	constraint termijn_herinnering_redelijk check (herinnering_schooldagen between 0 and 60);
comment on column termijn.herinnering_schooldagen is 'so many school days before the last day for an answer; 0: no reminder';

create table herinnering (
	koppeling_id uuid not null constraint herinnering_koppeling_bestaat references koppeling (id) on delete cascade,
	kant text not null constraint herinnering_kant_bekend check (kant in ('school', 'aanbieder')),
	op timestamptz not null,   -- when it is due
	gestuurd_op timestamptz,   -- or there was nobody to write to
	constraint herinnering_een_per_kant primary key (koppeling_id, kant)
);
create index herinnering_te_sturen on herinnering (op, koppeling_id) where gestuurd_op is null;
alter table herinnering enable row level security;
create policy herinnering_van_systeem on herinnering to schakel_dienst using ((select is_systeem()));
grant select, update on herinnering to schakel_dienst;

-- Eight o'clock on the last weekday from which so many school days are left, the last day of the term itself included.
create function herinnering_moment(van_school uuid, einde timestamptz, dagen int4) returns timestamptz language plpgsql stable
	security definer set search_path = public, pg_temp as $$
declare
	laatste date := ((einde - interval '1 microsecond') at time zone 'Europe/Amsterdam')::date;
	dag date := laatste;
begin
	for i in 1..400 loop
		dag := laatste - i;
		exit when extract(isodow from dag) < 6
			and na_schooldagen(van_school, (dag + time '12:00') at time zone 'Europe/Amsterdam', dagen)
				<= (laatste + 1)::timestamp at time zone 'Europe/Amsterdam';
	end loop;
	return (dag + time '08:00') at time zone 'Europe/Amsterdam';
end $$;

-- A term too short for it has none.
create function koppeling_herinneren() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if new.status = 'goedgekeurd' and old.status is distinct from new.status then
		delete from herinnering h where h.koppeling_id = new.id;
		insert into herinnering (koppeling_id, kant, op)
		select new.id, k.kant, m.moment
		from termijn t
		cross join lateral (select herinnering_moment(new.school_id, new.verloopt_op, t.herinnering_schooldagen) as moment) m
		cross join (values ('school'), ('aanbieder')) k (kant)
		where t.soort = new.soort and t.herinnering_schooldagen > 0 and m.moment > new.gewijzigd_op;
	else
		delete from herinnering h
		where h.koppeling_id = new.id and h.gestuurd_op is null
			and (new.status <> 'goedgekeurd'
				or (case h.kant when 'school' then new.school_bevestigd_op else new.aanbieder_bevestigd_op end) is not null);
	end if;
	return null;
end $$;
create trigger koppeling_herinneren after update of status, school_bevestigd_op, aanbieder_bevestigd_op on koppeling for each row
	when (old.status = 'goedgekeurd' or new.status = 'goedgekeurd') execute function koppeling_herinneren();
