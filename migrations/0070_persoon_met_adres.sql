-- A person is also whoever is known by the same address: a volunteer that another company wrote down is restricted and held with the
-- rest of them, and one that is made or gets the address later from then on. Old code keeps working: all of this is done by triggers.
set local lock_timeout = '10s';

-- ---- who is one person ----

-- All that is one person with this account or volunteer, itself too: over the memberships that hold, or over those that ever were, and
-- over the address. An account is known by its own address. So is a volunteer, unless it is an account's: then that says who it is.
create or replace function hele_persoon(wie uuid, ooit bool) returns uuid[] language plpgsql stable security definer
	set search_path = public, pg_temp as $$
begin
	return array(
		with recursive persoon (id) as (
			select wie
			union
			select b.id
			from persoon p
			cross join lateral (
				select case when l.account_id = p.id then l.vrijwilliger_id else l.account_id end as id
				from lid l
				where (l.account_id = p.id or l.vrijwilliger_id = p.id)
					and l.vrijwilliger_id is not null and (ooit or l.status = 'actief')
				union all
				select m.id from met_adres_van(p.id) m (id)
			) b)
		select id from persoon);
end $$;

-- Whoever is known by the address of an account or volunteer.
create function met_adres_van(wie uuid) returns setof uuid language plpgsql stable security definer
	set search_path = public, pg_temp as $$
declare
	adres uuid[] := array(
		select a.vinder from account_vinder a where a.account_id = wie
		union
		select v.vinder from vrijwilliger_vinder v
		where v.vrijwilliger_id = wie
			and not exists (select from lid l where l.vrijwilliger_id = wie and l.status = 'actief'));
begin
	return query
		select a.account_id from account_vinder a where a.vinder = any (adres)
		union
		select v.vrijwilliger_id from vrijwilliger_vinder v
		where v.vinder = any (adres)
			and not exists (select from lid l where l.vrijwilliger_id = v.vrijwilliger_id and l.status = 'actief');
end $$;
revoke execute on function met_adres_van(uuid) from public;

-- Of whom a report is not for who calls: all that they are, and the volunteers that they were.
create or replace function eigen_persoon() returns uuid[] language plpgsql stable parallel safe security definer
	set search_path = public, pg_temp cost 2000 as $$
begin
	return eigen_ids()
		|| array(
			select l.vrijwilliger_id from lid l
			where l.account_id = any (eigen_ids()) and l.vrijwilliger_id is not null and l.status in ('actief', 'beeindigd'))
		|| array(select p.id from unnest(eigen_ids()) e (id) cross join lateral unnest(hele_persoon(e.id, false)) p (id));
end $$;

-- ---- what holds for a person ----

-- As 0052 made it; who joined while it waited for the locks is looked for again.
create or replace function beperk_persoon(wie uuid, op_te_heffen bool, nu timestamptz, door uuid) returns void language plpgsql
	security definer set search_path = public, pg_temp as $$
declare
	raakt uuid[] := hele_persoon(wie, op_te_heffen);
begin
	perform from account a where a.id = any (raakt) order by a.id for no key update;
	perform from vrijwilliger v where v.id = any (raakt) order by v.id for no key update;
	raakt := hele_persoon(wie, op_te_heffen);
	update account a set beperkt_op = s.sinds, versie = a.versie + 1
	from (select r.id, beperkt_sinds(r.id) as sinds from unnest(raakt) r (id)) s
	where a.id = s.id and a.beperkt_op is distinct from s.sinds and (s.sinds is not null or op_te_heffen);
	update vrijwilliger v set beperkt_op = s.sinds, versie = v.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	from (select r.id, beperkt_sinds(r.id) as sinds from unnest(raakt) r (id)) s
	where v.id = s.id and v.gewist_op is null and v.beperkt_op is distinct from s.sinds and (s.sinds is not null or op_te_heffen);
end $$;

-- Since when somebody is held, over all that they are now; null: not at all. It is when the report was decided about, which stands in
-- stil_sinds of whom it holds.
create function stil_volgens_melding(wie uuid) returns timestamptz language plpgsql stable security definer
	set search_path = public, pg_temp as $$
declare
	zijn uuid[] := hele_persoon(wie, false);
begin
	return (
		select min(m.gewijzigd_op)
		from melding m
		where m.status = 'stilgelegd' and (m.vrijwilliger_id = any (zijn) or m.account_id = any (zijn)));
end $$;
revoke execute on function stil_volgens_melding(uuid) from public;

create function leg_stil(raakt uuid[], sinds timestamptz, nu timestamptz, door uuid) returns void language plpgsql security definer
	set search_path = public, pg_temp as $$
begin
	update vrijwilliger v
	set stil_sinds = sinds, versie = v.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	where v.id = any (raakt) and v.gewist_op is null and v.stil_sinds is null;
	update account a set actief = false, stil_sinds = sinds where a.id = any (raakt) and a.actief;
	delete from sessie s where s.account_id = any (raakt);
	delete from eenmalig e where e.account_id = any (raakt);
end $$;
revoke execute on function leg_stil(uuid[], timestamptz, timestamptz, uuid) from public;

-- Giving free goes over all that they are and ever were, and over whom this report held that is known by another address meanwhile.
create or replace function melding_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	over uuid := coalesce(new.vrijwilliger_id, new.account_id);
	raakt uuid[] := hele_persoon(over, true)
		|| array(select v.id from vrijwilliger v where new.status <> 'stilgelegd' and v.stil_sinds = old.gewijzigd_op)
		|| array(select a.id from account a where new.status <> 'stilgelegd' and a.stil_sinds = old.gewijzigd_op);
begin
	perform from account a where a.id = any (raakt) order by a.id for no key update;
	perform from vrijwilliger v where v.id = any (raakt) order by v.id for no key update;
	if new.status = 'stilgelegd' then
		perform leg_stil(hele_persoon(over, false), new.gewijzigd_op, new.gewijzigd_op, new.gewijzigd_door);
	else
		raakt := array(select r.id from unnest(raakt) r (id) where stil_volgens_melding(r.id) is null);
		update vrijwilliger v
		set stil_sinds = null, versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
		where v.id = any (raakt) and v.stil_sinds is not null;
		update account a set actief = true, stil_sinds = null where a.id = any (raakt) and a.stil_sinds is not null;
	end if;
	return null;
end $$;

-- ---- who joins ----

-- What holds for a person holds from now on for this account or volunteer too, and what held for it holds for the rest.
create function persoon_volgt(wie uuid, nu timestamptz, door uuid) returns void language plpgsql security definer
	set search_path = public, pg_temp as $$
declare
	sinds timestamptz;
begin
	perform beperk_persoon(wie, false, nu, door);
	sinds := stil_volgens_melding(wie);
	if sinds is not null then
		perform leg_stil(hele_persoon(wie, false), sinds, nu, door);
	end if;
end $$;
-- The same, by the address that it has now. What restricted by the one of before only, restricts no more; who is held stays so until
-- the report is decided about.
create function adres_volgt(wie uuid, had uuid[], nu timestamptz, door uuid) returns void language plpgsql security definer
	set search_path = public, pg_temp as $$
declare
	ander uuid;
begin
	if cardinality(had) > 0 then
		for ander in
			select wie
			union
			select a.account_id from account_vinder a where a.vinder = any (had)
			union
			select v.vrijwilliger_id from vrijwilliger_vinder v where v.vinder = any (had)
		loop
			perform beperk_persoon(ander, beperkt_sinds(ander) is null, nu, door);
		end loop;
	end if;
	perform persoon_volgt(wie, nu, door);
end $$;
revoke execute on function persoon_volgt(uuid, timestamptz, uuid), adres_volgt(uuid, uuid[], timestamptz, uuid) from public;

create or replace function lid_beperk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform bezwaren_naar_account(new.vrijwilliger_id, new.account_id, new.gewijzigd_op, new.gewijzigd_door);
	if beperkt_sinds(new.account_id) is null then
		update account a set zelf_beperkt_op = v.beperkt_op
		from vrijwilliger v
		where a.id = new.account_id and v.id = new.vrijwilliger_id and v.beperkt_op is not null;
	end if;
	perform persoon_volgt(new.account_id, new.gewijzigd_op, new.gewijzigd_door);
	return null;
end $$;

-- Behind account_vinders and vrijwilliger_vinders, in the order of their names. Another key is no other address: two sets of finders of
-- one always have one in common.
create function account_volgt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	had uuid[] := case when tg_op = 'UPDATE' then old.email_vinders else '{}' end;
begin
	if cardinality(new.email_vinders) > 0 and not had && new.email_vinders then
		perform adres_volgt(new.id, had, clock_timestamp(), new.id);
	end if;
	return null;
end $$;
create trigger account_volgt after insert or update of email_vinders on account for each row execute function account_volgt();
create function vrijwilliger_volgt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	had uuid[] := case when tg_op = 'UPDATE' then old.email_vinders else '{}' end;
begin
	if cardinality(new.email_vinders) > 0 and not had && new.email_vinders then
		perform adres_volgt(new.id, had, new.gewijzigd_op, new.gewijzigd_door);
	end if;
	return null;
end $$;
create trigger vrijwilliger_volgt after insert or update of email_vinders on vrijwilliger for each row
	execute function vrijwilliger_volgt();
revoke execute on function account_volgt(), vrijwilliger_volgt() from public;

-- ---- what is there ----

select persoon_volgt(p.id, clock_timestamp(), null)
from (
	select a.id from account a where a.zelf_beperkt_op is not null
	union
	select coalesce(b.account_id, b.vrijwilliger_id) from bezwaar b where b.doel = 'koppelen' and b.status in ('open', 'toegewezen')
	union
	select coalesce(m.account_id, m.vrijwilliger_id) from melding m where m.status = 'stilgelegd'
) p;
