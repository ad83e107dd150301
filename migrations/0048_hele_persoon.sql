-- A report is about a person: all accounts and volunteers that it is, whichever of them the report names. Nobody reads or decides
-- about a report that is about themself. In the place of what 0045 made.
set local lock_timeout = '5s';

-- All that is one person with this account or volunteer, itself too: over the memberships that hold, or over those that ever were.
create function hele_persoon(wie uuid, ooit bool) returns uuid[] language plpgsql stable security definer
	set search_path = public, pg_temp as $$
begin
	return array(
		with recursive persoon (id) as (
			select wie
			union
			select case when l.account_id = p.id then l.vrijwilliger_id else l.account_id end
			from persoon p
			join lid l on l.account_id = p.id or l.vrijwilliger_id = p.id
			where l.vrijwilliger_id is not null and (ooit or l.status = 'actief'))
		select id from persoon);
end $$;
revoke execute on function hele_persoon(uuid, bool) from public;

-- Whom it concerns is locked first, accounts before volunteers: who decides about another report of the same person waits, and then
-- sees what was decided. Holding goes over the memberships that hold. Giving free goes over all that ever were, since one may have
-- ended meanwhile, and leaves whom another report still holds.
create or replace function melding_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	over uuid := coalesce(new.vrijwilliger_id, new.account_id);
	raakt uuid[] := hele_persoon(over, true);
begin
	perform from account a where a.id = any (raakt) order by a.id for no key update;
	perform from vrijwilliger v where v.id = any (raakt) order by v.id for no key update;
	if new.status = 'stilgelegd' then
		raakt := hele_persoon(over, false);
		update vrijwilliger v
		set stil_sinds = new.gewijzigd_op, versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where v.id = any (raakt) and v.stil_sinds is null;
		update account a set actief = false, stil_sinds = new.gewijzigd_op where a.id = any (raakt) and a.actief;
		delete from sessie s where s.account_id = any (raakt);
		delete from eenmalig e where e.account_id = any (raakt);
	else
		raakt := array(
			select r.id from unnest(raakt) r (id)
			where not exists (
				select from melding m
				where m.status = 'stilgelegd'
					and (m.vrijwilliger_id = any (hele_persoon(r.id, false)) or m.account_id = any (hele_persoon(r.id, false)))));
		update vrijwilliger v
		set stil_sinds = null, versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
		where v.id = any (raakt) and v.stil_sinds is not null;
		update account a set actief = true, stil_sinds = null where a.id = any (raakt) and a.stil_sinds is not null;
	end if;
	return null;
end $$;

-- Of whom a report is not for who calls: their own account, and the volunteers that they are or were.
create function eigen_persoon() returns uuid[] language plpgsql stable parallel safe cost 2000 as $$
begin
	return eigen_ids() || array(
		select l.vrijwilliger_id from lid l
		where l.account_id = any (eigen_ids()) and l.vrijwilliger_id is not null and l.status in ('actief', 'beeindigd'));
end $$;
alter policy melding_lezen on melding
	using ((select is_systeem() or mag_alles() and leest_meldingen())
		and coalesce(vrijwilliger_id, account_id) <> all ((select eigen_persoon())::uuid[]));
alter policy melding_besluit on melding
	using ((select is_systeem() or mag_alles() and leest_meldingen())
		and coalesce(vrijwilliger_id, account_id) <> all ((select eigen_persoon())::uuid[]));
