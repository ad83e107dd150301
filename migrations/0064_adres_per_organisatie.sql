-- An address is of one volunteer within an organisation, no longer of one everywhere: a company that wrote down somebody would learn from
-- the refusal that another knows them. A person who gives lessons for two companies is a volunteer of each, and by one account both. Old
-- code keeps working: it meets the same rule.
set local lock_timeout = '10s';

-- The company, or nobody: those of no company are staff's, who sees all.
create function houder_van(bedrijf uuid) returns uuid language sql immutable parallel safe
	return coalesce(bedrijf, '00000000-0000-0000-0000-000000000000'::uuid);
alter table vrijwilliger_vinder add column houder uuid not null default '00000000-0000-0000-0000-000000000000';
update vrijwilliger_vinder w set houder = houder_van(v.bedrijf_id) from vrijwilliger v where v.id = w.vrijwilliger_id;
alter table vrijwilliger_vinder alter column houder drop default;
alter table vrijwilliger_vinder drop constraint vrijwilliger_email_uniek;
alter table vrijwilliger_vinder add constraint vrijwilliger_email_uniek primary key (vinder, houder);

create or replace function vrijwilliger_vinders() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	had uuid[] := case when tg_op = 'UPDATE' then old.email_vinders else '{}' end;
	van uuid := houder_van(new.bedrijf_id);
begin
	delete from vrijwilliger_vinder v where v.vrijwilliger_id = new.id and (v.vinder <> all (new.email_vinders) or v.houder <> van);
	insert into vrijwilliger_vinder (vinder, houder, vrijwilliger_id)
	select w.vinder, van, new.id
	from unnest(new.email_vinders) w (vinder)
	where not exists (select from vrijwilliger_vinder v where v.vinder = w.vinder and v.vrijwilliger_id = new.id)
	order by w.vinder;
	-- While somebody can take an address back (0060), another of the same organisation does not get it.
	if exists (
		select from emailwissel e
		join lid l on l.account_id = e.account_id and l.status = 'actief'
		join vrijwilliger v on v.id = l.vrijwilliger_id
		where e.gewisseld_op is not null and e.oud_vinders && new.email_vinders and not e.oud_vinders && had
			and v.id <> new.id and houder_van(v.bedrijf_id) = van) then
		raise unique_violation using constraint = 'vrijwilliger_email_uniek', message = 'this address can still be taken back';
	end if;
	return null;
end $$;
drop trigger vrijwilliger_vinders on vrijwilliger;
create trigger vrijwilliger_vinders after insert or update of email_vinders, bedrijf_id on vrijwilliger
	for each row execute function vrijwilliger_vinders();

-- The volunteers who are known by the address of an account.
create function vrijwilligers_met_adres_van(account uuid) returns uuid[] language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return array(
		select distinct v.vrijwilliger_id
		from account_vinder a
		join vrijwilliger_vinder v on v.vinder = a.vinder
		where a.account_id = account and is_systeem()
		order by v.vrijwilliger_id);
end $$;
-- Of them the one that it has not joined yet, else the first.
create or replace function vrijwilliger_met_adres_van(account uuid) returns uuid language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return (
		select w.id
		from unnest(vrijwilligers_met_adres_van(account)) w (id)
		order by exists (
			select from lid l where l.account_id = account and l.vrijwilliger_id = w.id and l.status <> 'beeindigd'), w.id
		limit 1);
end $$;
-- Whether no other volunteer of the same organisation is known by an address.
create function is_adres_vrij_voor(vrijwilliger uuid, vinders uuid[]) returns bool language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return is_systeem() and not exists (
		select from vrijwilliger v
		join vrijwilliger_vinder w on w.houder = houder_van(v.bedrijf_id) and w.vrijwilliger_id <> v.id
		where v.id = vrijwilliger and w.vinder = any (vinders));
end $$;
revoke execute on function vrijwilligers_met_adres_van(uuid), is_adres_vrij_voor(uuid, uuid[]) from public;
grant execute on function vrijwilligers_met_adres_van(uuid), is_adres_vrij_voor(uuid, uuid[]) to schakel_dienst;
