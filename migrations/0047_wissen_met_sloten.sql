-- Erasing holds the volunteers before it looks what is theirs, takes the titles of their offers out of the matches of others too, and
-- finds itself which volunteers somebody is. Old code keeps working: it calls the same functions with the same arguments.
set local lock_timeout = '5s';

-- A proposal holds its volunteer until it is committed: who has the row has seen all of their matches, and no other comes. In the
-- order of locks of every step: requests, classes, people, offers.
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
	set naam = 'Gewist', email = v.id::text || '@gewist.invalid', telefoon = null, bedrijf_id = null, kring_id = null, postcode = null,
		rd_x = null, rd_y = null, ambassadeur = false, opleiding = 0, leeftijdsgroep = null, vog_gezien_datum = null,
		vog_gezien_door = null, vog_geldig_tot_datum = null, gepauzeerd_tot_datum = null, max_per_week = null,
		max_per_schooljaar = null, gewist_op = nu, versie = v.versie + 1, gewijzigd_op = nu, gewijzigd_door = door
	where v.id = any (vrijwilligers);
	delete from antwoordlink n where n.koppeling_id = any (van_hen);
	delete from veto w where w.vrijwilliger_id = any (vrijwilligers);
	return aantal;
end $$;

-- What an offer was called stands in the matches beside which it was the next best.
create function wis_alternatieven(aanboden uuid[]) returns void language plpgsql as $$
begin
	update koppeling k
	set alternatieven = (
		select jsonb_agg(case when (e.een ->> 'aanbodId')::uuid = any (aanboden)
			then e.een || '{"titel": "Gewist"}' else e.een end order by e.plek)
		from jsonb_array_elements(k.alternatieven) with ordinality e (een, plek))
	where k.id in (
		select b.id
		from koppeling b
		where b.alternatieven @> any (array(
			select jsonb_build_array(jsonb_build_object('aanbodId', a)) from unnest(aanboden) a))
		order by b.id
		for no key update);
end $$;

-- Only the program says which volunteers somebody was (tombstones); for a person that is found here.
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
			select v.id
			from account a
			join vrijwilliger v on lower(v.email) = lower(a.email)
			where a.id = wie);
	end if;
	select w.overgedragen, w.beeindigd into overgedragen, beeindigd from wis_persoon(wie, mensen, nu) w;
end $$;
revoke execute on function wis_alternatieven(uuid[]), wis_persoon_namens(uuid, uuid[], timestamptz) from public;
grant execute on function wis_persoon_namens(uuid, uuid[], timestamptz) to schakel_dienst;
