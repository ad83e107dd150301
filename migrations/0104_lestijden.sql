-- Real times: the periods of a school (its bell schedule, from a school year on), and of a match when it really begins and ends, within
-- its half-day. The half-day stays what is booked, so that nothing overlaps that did not before: the hours in which a real time may lie
-- are apart for the three half-days. Old code keeps working: it shows the half-day.
set local lock_timeout = '5s';

-- The hours of a half-day for a real time; wider than what stands for it without one (dagdeel_tijdvak).
create function dagdeel_uren(datum date, dagdeel text) returns tstzrange language sql immutable parallel safe
	return tstzrange(
		(datum + case dagdeel when 'ochtend' then time '07:00' when 'middag' then time '12:30' else time '18:00' end)
			at time zone 'Europe/Amsterdam',
		(datum + case dagdeel when 'ochtend' then time '12:30' when 'middag' then time '18:00' else time '23:00' end)
			at time zone 'Europe/Amsterdam', '[]');

-- Minutes since midnight, one after the other.
create function zijn_lessen(van int4[], tot int4[]) returns bool language sql immutable parallel safe
	return cardinality(van) = cardinality(tot) and cardinality(van) between 1 and 20 and 0 <= all (van) and 1440 > all (tot)
		and (select bool_and(van[i] < tot[i] and (i = 1 or tot[i - 1] <= van[i])) from generate_subscripts(van, 1) i);

create table lestijd (
	id uuid not null constraint lestijd_uniek primary key,
	school_id uuid not null constraint lestijd_school_bestaat references school (id),
	vanaf_schooljaar int4 not null constraint lestijd_schooljaar_redelijk check (vanaf_schooljaar between 2000 and 2198),
	van int4[] not null,
	tot int4[] not null,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint lestijd_een_per_schooljaar unique (school_id, vanaf_schooljaar),
	constraint lestijd_lessen_na_elkaar check (zijn_lessen(van, tot))
);
create trigger lestijd_vastleggen after insert or update on lestijd for each row execute function leg_vast();
alter table lestijd enable row level security;
create policy lestijd_van_school on lestijd to schakel_dienst using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));
grant select, insert, update on lestijd to schakel_dienst;

-- Beside the match, and not in it: a time is no step of its life. The row stays when there is no time any more, so that its version goes up.
create table tijd (
	id uuid not null constraint tijd_uniek primary key constraint tijd_koppeling_bestaat references koppeling (id) on delete cascade,
	begint_op timestamptz,
	eindigt_op timestamptz,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint tijd_begint_voor_einde check ((begint_op is null) = (eindigt_op is null) and begint_op < eindigt_op)
);
create trigger tijd_vastleggen after insert or update on tijd for each row execute function leg_vast();
alter table tijd enable row level security;
create policy tijd_zien on tijd for select to schakel_dienst using (true); -- when something is, not what or of whom
create policy tijd_nieuw on tijd for insert to schakel_dienst with check ((select mag_alles()) or ziet_koppeling(id));
create policy tijd_anders on tijd for update to schakel_dienst using ((select mag_alles()) or ziet_koppeling(id));
grant select, insert, update on tijd to schakel_dienst;

create function tijd_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if new.begint_op is not null and not exists (select from koppeling k
		where k.id = new.id and tstzrange(new.begint_op, new.eindigt_op, '[]') <@ dagdeel_uren(k.datum, k.dagdeel)
		for key share) then
		raise exception 'outside of the half-day' using errcode = '23514', constraint = 'tijd_binnen_dagdeel';
	end if;
	return new;
end $$;
create trigger tijd_voor before insert or update on tijd for each row execute function tijd_voor();

-- In another half-day nothing is said of the hour yet.
create function tijd_vervalt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update tijd t set begint_op = null, eindigt_op = null, versie = t.versie + 1, gewijzigd_op = new.gewijzigd_op,
		gewijzigd_door = new.gewijzigd_door
	where t.id = new.id and t.begint_op is not null;
	return null;
end $$;
create trigger koppeling_tijd after update of datum, dagdeel on koppeling for each row
	when ((old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)) execute function tijd_vervalt();
