-- An address that somebody changed from stays theirs for as long as they can take the change back: nobody else gets it meanwhile, neither
-- for an account nor for a volunteer. Signing in by it does not work: it is no finder of the account. Old code keeps working, and keeps
-- no address for anybody; wishes of before this keep none either.
alter table emailwissel add column oud_vinders uuid[] not null default '{}';
create index emailwissel_op_oud on emailwissel using gin (oud_vinders) where gewisseld_op is not null;
comment on column emailwissel.oud_vinders is 'Of the old address (lib/auth/seal.h).';

-- Whoever signs in elsewhere holds that way to sign in: taking a change back waits for it, or comes first.
grant update (gemaakt_op) on identiteit to schakel_dienst;

-- Looked at after the finders were written: who changes an address meanwhile was waited for. Who had the address already keeps it.
create or replace function account_vinders() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	had uuid[] := case when tg_op = 'UPDATE' then old.email_vinders else '{}' end;
begin
	delete from account_vinder a where a.account_id = new.id and a.vinder <> all (new.email_vinders);
	insert into account_vinder (vinder, account_id)
	select w.vinder, new.id
	from unnest(new.email_vinders) w (vinder)
	where not exists (select from account_vinder a where a.vinder = w.vinder and a.account_id = new.id)
	order by w.vinder;
	if exists (
		select from emailwissel e
		where e.gewisseld_op is not null and e.oud_vinders && new.email_vinders and not e.oud_vinders && had and e.account_id <> new.id) then
		raise unique_violation using constraint = 'account_email_uniek', message = 'this address can still be taken back';
	end if;
	return null;
end $$;
create or replace function vrijwilliger_vinders() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	had uuid[] := case when tg_op = 'UPDATE' then old.email_vinders else '{}' end;
begin
	delete from vrijwilliger_vinder v where v.vrijwilliger_id = new.id and v.vinder <> all (new.email_vinders);
	insert into vrijwilliger_vinder (vinder, vrijwilliger_id)
	select w.vinder, new.id
	from unnest(new.email_vinders) w (vinder)
	where not exists (select from vrijwilliger_vinder v where v.vinder = w.vinder and v.vrijwilliger_id = new.id)
	order by w.vinder;
	if exists (
		select from emailwissel e
		where e.gewisseld_op is not null and e.oud_vinders && new.email_vinders and not e.oud_vinders && had
			and not exists (
				select from lid l
				where l.account_id = e.account_id and l.vrijwilliger_id = new.id and l.status = 'actief')) then
		raise unique_violation using constraint = 'vrijwilliger_email_uniek', message = 'this address can still be taken back';
	end if;
	return null;
end $$;

-- Whether somebody can still take an address back.
create function is_terug_te_nemen(vinders uuid[]) returns bool language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	return exists (select from emailwissel e where e.gewisseld_op is not null and e.oud_vinders && vinders and mag_aanmelden());
end $$;
create function vrijwilliger_met_adres(vinders uuid[]) returns uuid language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return (select v.vrijwilliger_id from vrijwilliger_vinder v where v.vinder = any (vinders) and is_systeem() limit 1);
end $$;
revoke execute on function is_terug_te_nemen(uuid[]), vrijwilliger_met_adres(uuid[]) from public;
grant execute on function is_terug_te_nemen(uuid[]), vrijwilliger_met_adres(uuid[]) to schakel_dienst;
