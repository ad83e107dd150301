-- Objections (AVG art. 21), and a restriction that holds for the whole person: what somebody restricts themself, and what an objection
-- restricts, goes for every account and volunteer that is one person, also for what joins later. Old code keeps working; what it
-- restricts meanwhile holds until that person changes it again.
set local lock_timeout = '10s';

-- beperkt_op says from now on that a person is restricted, for whichever reason; this, that they want it themself.
alter table account add column zelf_beperkt_op timestamptz;
update account a set zelf_beperkt_op = a.beperkt_op where a.beperkt_op is not null;

create table bezwaar (
	id uuid not null constraint bezwaar_uniek primary key,
	-- Whose it is: a volunteer only when it has no account, and staff writes it down.
	account_id uuid constraint bezwaar_account_bestaat references account (id) on delete cascade,
	vrijwilliger_id uuid constraint bezwaar_vrijwilliger_bestaat references vrijwilliger (id) on delete cascade,
	doel text not null constraint bezwaar_doel_bekend check (doel in ('koppelen', 'veiligheid')),
	reden text not null constraint bezwaar_reden_lengte check (char_length(reden) between 1 and 2000),
	status text not null constraint bezwaar_status_bekend check (status in ('open', 'toegewezen', 'afgewezen', 'ingetrokken')),
	toelichting text constraint bezwaar_toelichting_lengte check (char_length(toelichting) between 1 and 1000),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint bezwaar_van_een_persoon check ((account_id is null) <> (vrijwilliger_id is null)),
	constraint bezwaar_afwijzing_met_uitleg check (status <> 'afgewezen' or toelichting is not null)
);
create unique index bezwaar_een_per_account on bezwaar (account_id, doel) where status in ('open', 'toegewezen');
create unique index bezwaar_een_per_vrijwilliger on bezwaar (vrijwilliger_id, doel) where status in ('open', 'toegewezen');
create index bezwaar_op_account on bezwaar (account_id, id);
create index bezwaar_op_vrijwilliger on bezwaar (vrijwilliger_id, id);
create index bezwaar_op_einde on bezwaar (gewijzigd_op) where status in ('afgewezen', 'ingetrokken');
create trigger bezwaar_vastleggen after insert or update on bezwaar for each row execute function leg_vast();

alter table bezwaar enable row level security;
create policy bezwaar_zelf_of_medewerker on bezwaar to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[account_id, vrijwilliger_id], (select eigen_ids())));
grant select, insert, update, delete on bezwaar to schakel_dienst;

-- Since when a person is restricted, over all that they are now; null: not at all.
create function beperkt_sinds(wie uuid) returns timestamptz language plpgsql stable security definer
	set search_path = public, pg_temp as $$
declare
	zijn uuid[] := hele_persoon(wie, false);
begin
	return least(
		(select min(a.zelf_beperkt_op) from account a where a.id = any (zijn)),
		(select min(b.gemaakt_op) from bezwaar b
		where b.doel = 'koppelen' and b.status in ('open', 'toegewezen')
			and (b.account_id = any (zijn) or b.vrijwilliger_id = any (zijn))));
end $$;
revoke execute on function beperkt_sinds(uuid) from public;

-- Writes it for a person. Restricting goes over what they are; lifting (`op_te_heffen`) over all that they ever were, as giving free does
-- (0048), and leaves who is restricted for another reason. Accounts are locked before volunteers.
create function beperk_persoon(wie uuid, op_te_heffen bool, nu timestamptz, door uuid) returns void language plpgsql security definer
	set search_path = public, pg_temp as $$
declare
	raakt uuid[] := hele_persoon(wie, op_te_heffen);
begin
	perform from account a where a.id = any (raakt) order by a.id for no key update;
	perform from vrijwilliger v where v.id = any (raakt) order by v.id for no key update;
	update account a set beperkt_op = s.sinds, versie = a.versie + 1
	from (select r.id, beperkt_sinds(r.id) as sinds from unnest(raakt) r (id)) s
	where a.id = s.id and a.beperkt_op is distinct from s.sinds and (s.sinds is not null or op_te_heffen);
	update vrijwilliger v set beperkt_op = s.sinds, versie = v.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	from (select r.id, beperkt_sinds(r.id) as sinds from unnest(raakt) r (id)) s
	where v.id = s.id and v.gewist_op is null and v.beperkt_op is distinct from s.sinds and (s.sinds is not null or op_te_heffen);
end $$;
revoke execute on function beperk_persoon(uuid, bool, timestamptz, uuid) from public;

create function account_beperk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform beperk_persoon(new.id, beperkt_sinds(new.id) is null, coalesce(new.zelf_beperkt_op, clock_timestamp()), new.id);
	return null;
end $$;
create trigger account_beperk after update of zelf_beperkt_op on account for each row
	when (old.zelf_beperkt_op is distinct from new.zelf_beperkt_op) execute function account_beperk();

create function bezwaar_beperk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	wie uuid := coalesce(new.account_id, new.vrijwilliger_id);
begin
	perform beperk_persoon(wie, beperkt_sinds(wie) is null, new.gewijzigd_op, new.gewijzigd_door);
	return null;
end $$;
create trigger bezwaar_beperk after insert or update of status on bezwaar for each row
	when (new.doel = 'koppelen') execute function bezwaar_beperk();

-- Who joins is restricted with the rest. A volunteer that its account of before left restricted stays so, by a wish that its account
-- of now can lift.
create function lid_beperk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if beperkt_sinds(new.account_id) is null then
		update account a set zelf_beperkt_op = v.beperkt_op
		from vrijwilliger v
		where a.id = new.account_id and v.id = new.vrijwilliger_id and v.beperkt_op is not null;
	end if;
	perform beperk_persoon(new.account_id, false, new.gewijzigd_op, new.gewijzigd_door);
	return null;
end $$;
create trigger lid_beperk after insert or update of status on lid for each row
	when (new.status = 'actief' and new.vrijwilliger_id is not null) execute function lid_beperk();

-- Nobody's volunteer has no objection.
create function vrijwilliger_zonder_bezwaar() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from bezwaar b where b.vrijwilliger_id = new.id;
	return null;
end $$;
create trigger vrijwilliger_zonder_bezwaar after update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null and old.gewist_op is null) execute function vrijwilliger_zonder_bezwaar();
