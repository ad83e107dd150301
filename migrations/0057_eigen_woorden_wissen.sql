-- Erasing takes the words of a person out of the requests they made, which others go on with, and out of the offers that they made for
-- their company. Old code keeps working: it calls the same functions with the same arguments.
set local lock_timeout = '5s';

-- What somebody made of a table, as the audit says: a request is handed over, and who began it stays known. Of whom was erased already
-- there is nothing: the words that stand there now are of others.
create function wis_gemaakt(wie uuid, wat text) returns uuid[] language sql stable as $$
	select array(
		select u.rij from audit u
		where u.account_id = wie and u.tabel = wat and u.handeling = 'gemaakt' and exists (select from account a where a.id = wie))
$$;

create or replace function wis_aanvragen(wie uuid, nu timestamptz, out overgedragen int8, out beeindigd int8) language plpgsql as $$
declare
	gemaakt uuid[] := wis_gemaakt(wie, 'aanvraag');
	zonder uuid[];
begin
	perform from aanvraag a where a.id = any (gemaakt) or a.gemaakt_door = wie order by a.id for no key update;
	update aanvraag a
	set onderwerp = 'Gewist', toelichting = null, versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = wie
	where a.id = any (gemaakt) and (a.onderwerp <> 'Gewist' or a.toelichting is not null);
	update aanvraag a
	set gemaakt_door = o.account_id, versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = wie
	from (
		select b.id, m.account_id
		from aanvraag b
		cross join lateral (
			select l.account_id
			from lid l
			where l.school_id = b.school_id and l.status = 'actief' and l.rol in ('docent', 'school') and l.account_id <> wie
			order by l.rol = 'school' desc, l.id
			limit 1) m
		where b.gemaakt_door = wie and b.status <> 'ingetrokken'
	) o
	where a.id = o.id;
	get diagnostics overgedragen = row_count;
	zonder := array(select a.id from aanvraag a where a.gemaakt_door = wie order by a.id);
	beeindigd := wis_eindig(
		array(select k.id from koppeling k where k.aanvraag_id = any (zonder) order by k.id), 'school', wie, nu);
	update aanvraag a
	set onderwerp = 'Gewist', toelichting = null, gemaakt_door = null, status = 'ingetrokken', versie = a.versie + 1,
		gewijzigd_op = nu, gewijzigd_door = wie
	where a.id = any (zonder);
end $$;

-- The offers of the companies that they are or were a member of, and not what staff wrote down for all.
create function wis_aanbod_van_bedrijf(wie uuid, nu timestamptz) returns void language plpgsql as $$
declare
	gemaakt uuid[] := array(
		select a.id from aanbod a
		where a.id = any (wis_gemaakt(wie, 'aanbod'))
			and a.bedrijf_id in (select l.bedrijf_id from lid l where l.account_id = wie and l.bedrijf_id is not null)
		order by a.id
		for no key update);
begin
	perform wis_alternatieven(gemaakt);
	update aanbod a
	set titel = 'Gewist', omschrijving = null, versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = wie
	where a.id = any (gemaakt) and (a.titel <> 'Gewist' or a.omschrijving is not null);
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
	perform wis_aanbod_van_bedrijf(wie, nu);
	-- Words that went with the steps they took for an organisation, and with weights put in force.
	update geschiedenis g set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and g.koppeling_id = u.rij and g.volgnummer = u.versie
		and g.toelichting is not null;
	update koppeling k set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and k.id = u.rij and k.versie = u.versie and k.toelichting is not null;
	update gewicht_activering g set toelichting = null where g.account_id = wie;
	-- Answers that others got about them or with their words, and that are kept for a repetition: such a repetition is refused then.
	update idempotentie i set status = null, locatie = null, etag = null, antwoord = null, ids = '{}'
	where i.ids && (vrijwilligers || wie || wis_gemaakt(wie, 'aanvraag') || wis_gemaakt(wie, 'aanbod'));
	delete from account a where a.id = wie; -- and all that hangs on it
	insert into grafsteen (account_id, vrijwilliger_ids, op, brieven) values (wie, vrijwilligers, nu, brieven)
	on conflict (account_id) do update
	set vrijwilliger_ids = excluded.vrijwilliger_ids, brieven = grafsteen.brieven || excluded.brieven;
end $$;
revoke execute on function wis_gemaakt(uuid, text), wis_aanbod_van_bedrijf(uuid, timestamptz) from public;
