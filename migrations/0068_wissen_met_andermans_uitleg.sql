-- A match of a volunteer is about that person: whoever explained a step of it may have named them. Erasing takes all of these words.
-- Old code keeps working: it calls the same function.
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
	update koppeling k set toelichting = null where k.id = any (van_hen) and k.toelichting is not null;
	update geschiedenis g set toelichting = null where g.koppeling_id = any (van_hen) and g.toelichting is not null;
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
