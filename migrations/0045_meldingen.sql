-- Reports about the safety of somebody: few may read them, and all that the person does can be held at once. Held is a person with
-- whatever accounts and volunteers it is: no proposals, no steps forward, no session. Old code keeps working: triggers hold it too.
set local lock_timeout = '5s';

alter table lid add column vertrouwenspersoon bool not null default false
	constraint lid_vertrouwenspersoon_alleen_technocentrum check (not vertrouwenspersoon or rol in ('medewerker', 'beheerder'));

create table melding (
	id uuid not null constraint melding_uniek primary key,
	-- Whom it is about. No foreign keys: whoever reports learns nothing of who is known here, and a report stays when somebody goes.
	vrijwilliger_id uuid,
	account_id uuid,
	door uuid not null, -- the account that reported
	tekst bytea not null, -- sealed with a key from outside of the database
	status text not null constraint melding_status_bekend check (status in ('open', 'stilgelegd', 'afgesloten')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint melding_over_een_persoon check ((vrijwilliger_id is null) <> (account_id is null))
);
create index melding_van_vrijwilliger on melding (vrijwilliger_id) where status = 'stilgelegd';
create index melding_van_account on melding (account_id) where status = 'stilgelegd';
create trigger melding_vastleggen after insert or update on melding for each row execute function leg_vast();

-- Since when all activity is held; of an account only when it was active then, so that lifting gives back what was.
alter table vrijwilliger add column stil_sinds timestamptz;
alter table account add column stil_sinds timestamptz;

create function melding_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	mensen uuid[] := array(
		select new.vrijwilliger_id where new.vrijwilliger_id is not null
		union select l.vrijwilliger_id from lid l
		where l.account_id = new.account_id and l.vrijwilliger_id is not null and l.status = 'actief');
	accounts uuid[] := array(
		select new.account_id where new.account_id is not null
		union select l.account_id from lid l where l.vrijwilliger_id = new.vrijwilliger_id and l.status = 'actief');
	stil bool := exists (
		select from melding m
		where m.status = 'stilgelegd' and (m.vrijwilliger_id = any (mensen) or m.account_id = any (accounts)));
begin
	perform from vrijwilliger v where v.id = any (mensen) order by v.id for no key update;
	update vrijwilliger v
	set stil_sinds = case when stil then new.gewijzigd_op end, versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op,
		gewijzigd_door = new.gewijzigd_door
	where v.id = any (mensen) and (v.stil_sinds is not null) <> stil;
	if stil then
		update account a set actief = false, stil_sinds = new.gewijzigd_op where a.id = any (accounts) and a.actief;
		delete from sessie s where s.account_id = any (accounts);
		delete from eenmalig e where e.account_id = any (accounts);
	else
		update account a set actief = true, stil_sinds = null where a.id = any (accounts) and a.stil_sinds is not null;
	end if;
	return null;
end $$;
create trigger melding_stil after update on melding for each row
	when ((old.status = 'stilgelegd') <> (new.status = 'stilgelegd')) execute function melding_na();

-- No step forward with somebody who is held; ending one is always possible. After koppeling_voor, which holds the volunteer's row.
create function koppeling_voor_stil() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from vrijwilliger v where v.id = new.vrijwilliger_id and v.stil_sinds is not null) then
		raise exception 'this person is held' using errcode = '23514', constraint = 'koppeling_staat_stil';
	end if;
	return new;
end $$;
create trigger koppeling_voor_stil before insert on koppeling for each row execute function koppeling_voor_stil();
create trigger koppeling_voor_stil_stap before update of status, school_bevestigd_op, aanbieder_bevestigd_op on koppeling for each row
	when (new.status in ('goedgekeurd', 'bevestigd', 'ingepland') and new.vrijwilliger_id is not null)
	execute function koppeling_voor_stil();

grant select, insert, update on melding to schakel_dienst;

-- Who reads them as the second lock says it: by a mandate of their own, and no other staff.
create function leest_meldingen() returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (
		select from lid l where l.account_id = any (eigen_ids()) and l.status = 'actief' and l.vertrouwenspersoon);
end $$;
alter table melding enable row level security;
create policy melding_lezen on melding for select to schakel_dienst
	using ((select is_systeem() or mag_alles() and leest_meldingen()));
create policy melding_nieuw on melding for insert to schakel_dienst
	with check ((select is_systeem()) or is_eigen(array[door], (select eigen_ids())));
create policy melding_besluit on melding for update to schakel_dienst
	using ((select is_systeem() or mag_alles() and leest_meldingen()));

-- Whether what somebody offers is held: for whom may not see the person, and no more than that.
create function is_stil(vrijwilliger uuid) returns bool language plpgsql stable security definer set search_path = public, pg_temp
	cost 1000 as $$
begin
	return exists (select from vrijwilliger v where v.id = vrijwilliger and v.stil_sinds is not null);
end $$;
