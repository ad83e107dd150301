-- How to reach people (contact data) stands sealed, with keys from outside of the database (lib/auth/seal.h), and is found by its
-- finders. The rows of before stand in the columns …_open until `schakel migrate` has sealed them, which it does behind this; a later
-- release drops those. Older code does not keep working: stop it first.
set local lock_timeout = '10s';

alter table account rename column email to email_open;
alter table account
	alter column email_open drop not null,
	add column email bytea constraint account_email_verzegeld check (octet_length(email) between 48 and 299),
	-- Of the address, in small letters: one for each key that who wrote it had.
	add column email_vinders uuid[] not null default '{}',
	add constraint account_email_een check (num_nonnulls(email, email_open) = 1);
alter table vrijwilliger rename column email to email_open;
alter table vrijwilliger rename column telefoon to telefoon_open;
alter table vrijwilliger alter column email_open drop not null;
update vrijwilliger v set email_open = null where v.gewist_op is not null;
alter table vrijwilliger
	add column email bytea constraint vrijwilliger_email_verzegeld check (octet_length(email) between 48 and 299),
	add column email_vinders uuid[] not null default '{}',
	add column telefoon bytea constraint vrijwilliger_telefoon_verzegeld check (octet_length(telefoon) between 45 and 299),
	add constraint vrijwilliger_email_een check (num_nonnulls(email, email_open) = case when gewist_op is null then 1 else 0 end),
	add constraint vrijwilliger_telefoon_een check (num_nonnulls(telefoon, telefoon_open) <= 1);
alter table bedrijf rename column telefoon to telefoon_open;
alter table bedrijf
	add column telefoon bytea constraint bedrijf_telefoon_verzegeld check (octet_length(telefoon) between 45 and 299),
	add constraint bedrijf_telefoon_een check (num_nonnulls(telefoon, telefoon_open) <= 1);

-- ---- finding by an address, and that nobody has one twice ----

-- A row for each finder: who adds one that another has, is refused. While keys change, two processes may write other finders of
-- one address, but never without one in common.
drop index account_email_uniek;
create table account_vinder (
	vinder uuid not null constraint account_email_uniek primary key,
	account_id uuid not null constraint account_vinder_van_account references account (id) on delete cascade
);
create index account_vinder_op_account on account_vinder (account_id);
drop index vrijwilliger_email_uniek;
create table vrijwilliger_vinder (
	vinder uuid not null constraint vrijwilliger_email_uniek primary key,
	vrijwilliger_id uuid not null constraint vrijwilliger_vinder_van_vrijwilliger references vrijwilliger (id) on delete cascade
);
create index vrijwilliger_vinder_op_vrijwilliger on vrijwilliger_vinder (vrijwilliger_id);
-- Nobody reads them but the functions below.
alter table account_vinder enable row level security;
alter table vrijwilliger_vinder enable row level security;

-- In the order of the finders: two that write the same ones wait for each other in one direction.
create function account_vinders() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from account_vinder a where a.account_id = new.id and a.vinder <> all (new.email_vinders);
	insert into account_vinder (vinder, account_id)
	select w.vinder, new.id
	from unnest(new.email_vinders) w (vinder)
	where not exists (select from account_vinder a where a.vinder = w.vinder and a.account_id = new.id)
	order by w.vinder;
	return null;
end $$;
create trigger account_vinders after insert or update of email_vinders on account for each row execute function account_vinders();
create function vrijwilliger_vinders() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from vrijwilliger_vinder v where v.vrijwilliger_id = new.id and v.vinder <> all (new.email_vinders);
	insert into vrijwilliger_vinder (vinder, vrijwilliger_id)
	select w.vinder, new.id
	from unnest(new.email_vinders) w (vinder)
	where not exists (select from vrijwilliger_vinder v where v.vinder = w.vinder and v.vrijwilliger_id = new.id)
	order by w.vinder;
	return null;
end $$;
create trigger vrijwilliger_vinders after insert or update of email_vinders on vrijwilliger
	for each row execute function vrijwilliger_vinders();

drop function account_met_adres(text), vrijwilliger_met_adres(text);
create function account_met_adres(vinders uuid[]) returns uuid language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return (select a.account_id from account_vinder a where a.vinder = any (vinders) and mag_aanmelden() limit 1);
end $$;
-- The volunteer who is known by the address of an account.
create function vrijwilliger_met_adres_van(account uuid) returns uuid language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return (
		select v.vrijwilliger_id
		from account_vinder a
		join vrijwilliger_vinder v on v.vinder = a.vinder
		where a.account_id = account and is_systeem()
		limit 1);
end $$;
revoke execute on function account_met_adres(uuid[]), vrijwilliger_met_adres_van(uuid), account_vinders(), vrijwilliger_vinders() from public;
grant execute on function account_met_adres(uuid[]), vrijwilliger_met_adres_van(uuid) to schakel_dienst;

-- ---- sealed anew ----

-- The key of what is sealed, and of a finder: eight hexadecimal figures.
create function sleutel_van(verzegeld bytea) returns text language sql immutable parallel safe
	return encode(substring(verzegeld from 2 for 4), 'hex');
create function sleutels_van(vinders uuid[]) returns text[] language sql immutable parallel safe
	return array(select left(v::text, 8) from unnest(vinders) v order by 1);

-- The same text under another key is no change to tell of.
drop trigger bedrijf_vastleggen on bedrijf;
create trigger bedrijf_vastleggen after insert on bedrijf for each row execute function leg_vast();
create trigger bedrijf_vastleggen_wijziging after update on bedrijf for each row
	when (old.versie <> new.versie or old.telefoon is not distinct from new.telefoon) execute function leg_vast();
drop trigger vrijwilliger_vastleggen on vrijwilliger;
create trigger vrijwilliger_vastleggen after insert on vrijwilliger for each row execute function leg_vast();
create trigger vrijwilliger_vastleggen_wijziging after update on vrijwilliger for each row
	when (old.versie <> new.versie or (old.email, old.telefoon) is not distinct from (new.email, new.telefoon))
	execute function leg_vast();
drop trigger melding_vastleggen on melding;
create trigger melding_vastleggen after insert on melding for each row execute function leg_vast();
create trigger melding_vastleggen_wijziging after update on melding for each row
	when (old.versie <> new.versie or old.tekst is not distinct from new.tekst) execute function leg_vast();

-- ---- answers that are kept for a repetition ----

-- They show how to reach people, too. A repetition of what was answered before this is refused.
alter table idempotentie
	drop column antwoord,
	add column antwoord bytea,
	add column ids uuid[] not null default '{}'; -- all that stand in the answer
update idempotentie i set status = null, locatie = null, etag = null;

-- ---- erasing ----

create or replace function wis_vrijwilligers(vrijwilligers uuid[], door uuid, nu timestamptz) returns int8 language plpgsql as $$
declare
	van_hen uuid[];
	hun_aanbod uuid[];
	aantal int8;
begin
	perform from aanvraag a
	where a.id in (select k.aanvraag_id from koppeling k where k.vrijwilliger_id = any (vrijwilligers))
	order by a.id for no key update;
	perform from klas c
	where c.id in (select k.klas_id from koppeling k where k.vrijwilliger_id = any (vrijwilligers))
	order by c.id for no key update;
	perform from vrijwilliger v where v.id = any (vrijwilligers) order by v.id for update;
	perform from aanbod a where a.vrijwilliger_id = any (vrijwilligers) order by a.id for update;
	van_hen := array(select k.id from koppeling k where k.vrijwilliger_id = any (vrijwilligers) order by k.id);
	hun_aanbod := array(select a.id from aanbod a where a.vrijwilliger_id = any (vrijwilligers));
	aantal := wis_eindig(van_hen, 'vrijwilliger', door, nu);
	update koppeling k set toelichting = null
	where k.id = any (van_hen) and k.gewijzigd_rol = 'vrijwilliger' and k.toelichting is not null;
	update geschiedenis g set toelichting = null
	where g.koppeling_id = any (van_hen) and g.rol = 'vrijwilliger' and g.toelichting is not null;
	perform wis_alternatieven(hun_aanbod);
	update aanbod a
	set titel = 'Gewist', omschrijving = null, status = 'gesloten', versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	where a.vrijwilliger_id = any (vrijwilligers) and (a.titel <> 'Gewist' or a.status <> 'gesloten');
	update vrijwilliger v
	set naam = 'Gewist', email = null, email_open = null, email_vinders = '{}', telefoon = null, telefoon_open = null,
		bedrijf_id = null, kring_id = null, postcode = null,
		rd_x = null, rd_y = null, ambassadeur = false, opleiding = 0, leeftijdsgroep = null, vog_gezien_datum = null,
		vog_gezien_door = null, vog_geldig_tot_datum = null, gepauzeerd_tot_datum = null, max_per_week = null,
		max_per_schooljaar = null, gewist_op = nu, versie = v.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	where v.id = any (vrijwilligers);
	delete from antwoordlink n where n.koppeling_id = any (van_hen);
	delete from veto w where w.vrijwilliger_id = any (vrijwilligers);
	return aantal;
end $$;

create or replace function wis_persoon(wie uuid, vrijwilligers uuid[], nu timestamptz, out overgedragen int8, out beeindigd int8)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	brieven uuid[];
begin
	perform from account a where a.id = wie for update;
	select coalesce(array_agg(p.id), '{}') into brieven
	from (select p.id from post p where p.account_id = wie order by p.id for update) p;
	select w.overgedragen, w.beeindigd into overgedragen, beeindigd from wis_aanvragen(wie, nu) w;
	beeindigd := beeindigd + wis_vrijwilligers(vrijwilligers, wie, nu);
	-- Words that went with the steps they took for an organisation, and with weights put in force.
	update geschiedenis g set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and g.koppeling_id = u.rij and g.volgnummer = u.versie
		and g.toelichting is not null;
	update koppeling k set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and k.id = u.rij and k.versie = u.versie and k.toelichting is not null;
	update gewicht_activering g set toelichting = null where g.account_id = wie;
	-- Answers that others got about them, and that are kept for a repetition: such a repetition is refused then.
	update idempotentie i set status = null, locatie = null, etag = null, antwoord = null, ids = '{}'
	where i.ids && (vrijwilligers || wie);
	delete from account a where a.id = wie; -- and all that hangs on it
	insert into grafsteen (account_id, vrijwilliger_ids, op, brieven) values (wie, vrijwilligers, nu, brieven)
	on conflict (account_id) do update
	set vrijwilliger_ids = excluded.vrijwilliger_ids, brieven = grafsteen.brieven || excluded.brieven;
end $$;

create or replace function wis_persoon_namens(wie uuid, vrijwilligers uuid[], nu timestamptz, out overgedragen int8, out beeindigd int8)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	mensen uuid[] := vrijwilligers;
begin
	if not is_systeem() then
		if wie = any (eigen_ids()) is not true then
			raise exception 'this is somebody else' using errcode = '42501';
		end if;
		mensen := array(
			select l.vrijwilliger_id
			from lid l
			where l.account_id = wie and l.vrijwilliger_id is not null and l.status = 'actief'
			union
			select v.vrijwilliger_id
			from account_vinder a
			join vrijwilliger_vinder v on v.vinder = a.vinder
			where a.account_id = wie);
	end if;
	select w.overgedragen, w.beeindigd into overgedragen, beeindigd from wis_persoon(wie, mensen, nu) w;
end $$;
