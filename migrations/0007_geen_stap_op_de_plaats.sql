-- A change that leaves a match where it stands is a confirmation by a side that had not confirmed yet, or it is no step.
-- Before, taking a step twice was let through when nobody had looked, and stood in the history as a confirmation.
-- Old code keeps working: it looks first.
create or replace function koppeling_voor() returns trigger language plpgsql as $$
declare
	vraag_status text;
begin
	select a.status into vraag_status from aanvraag a where a.id = new.aanvraag_id for no key update;
	perform from klas c where c.id = new.klas_id for no key update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	if tg_op = 'INSERT' then
		if not exists (select from toestand_stap s where s.van = '' and s.naar = new.status and s.rol = new.gewijzigd_rol) then
			raise exception 'no such first step' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		if vraag_status is distinct from 'open' then
			raise exception 'request is not open' using errcode = '23514', constraint = 'aanvraag_moet_open_zijn';
		end if;
		if not exists (select from aanbod a where a.id = new.aanbod_id and a.status = 'actief' for share) then
			raise exception 'offer is not active' using errcode = '23514', constraint = 'aanbod_moet_actief_zijn';
		end if;
		perform tel_bezetting(new, 1);
	elsif old.status is not distinct from new.status then
		-- The first yes of two leaves the status as it is; nothing else does.
		if old.status <> 'goedgekeurd'
			or (case when new.gewijzigd_rol = 'school'
				then old.school_bevestigd_op is not null or new.school_bevestigd_op is null
				else new.gewijzigd_rol not in ('bedrijf', 'vrijwilliger')
					or old.aanbieder_bevestigd_op is not null or new.aanbieder_bevestigd_op is null end) then
			raise exception 'step leads nowhere' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
	else
		if not exists (select from toestand_stap s
			where s.van = old.status and s.naar = new.status and s.rol = new.gewijzigd_rol
				and (not s.reden_nodig or new.reden is not null)) then
			raise exception 'step not allowed' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		if koppeling_loopt(old.status) and not koppeling_loopt(new.status) then
			perform tel_bezetting(old, -1);
		end if;
	end if;
	return new;
end $$;
