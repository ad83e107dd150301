-- A move is held to the two who approve as well: what they look at may depend on the day. What asks for two on the new day, and did not
-- when it was proposed, is moved by staff alone, and the match says why from then on. Before, both sides moved it past them among
-- themselves. Old code keeps working: such a move is refused.
set local lock_timeout = '5s';

create or replace function koppeling_voor_vier_ogen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'INSERT' or new.status = 'voorgesteld' and old.status <> 'voorgesteld' then
		new.risico := koppeling_risico(new);
		new.vier_ogen := exists (select from risicoregel r where r.vier_ogen and r.code = any (new.risico));
		-- An approval that is turned back was still proposed by who proposed it.
		new.voorgesteld_door := case when tg_op = 'UPDATE' and old.status = 'goedgekeurd' then old.voorgesteld_door else new.gewijzigd_door end;
		new.eerste_door := null;
		new.eerste_op := null;
		return new;
	end if;
	new.risico := old.risico;
	new.vier_ogen := old.vier_ogen;
	new.voorgesteld_door := old.voorgesteld_door;
	new.eerste_door := old.eerste_door;
	new.eerste_op := old.eerste_op;
	if old.datum <> new.datum then
		new.risico := koppeling_risico(new);
		if exists (select from risicoregel r where r.vier_ogen and r.code = any (new.risico) and r.code <> all (old.risico)) then
			if new.gewijzigd_rol <> 'medewerker' then
				raise exception 'two persons did not approve this' using errcode = '23514', constraint = 'koppeling_verzet_zonder_vier_ogen';
			end if;
			new.vier_ogen := true;
		end if;
	end if;
	if old.vier_ogen and old.status = 'voorgesteld' and new.status in ('voorgesteld', 'goedgekeurd') and new.versie <> old.versie then
		if new.gewijzigd_door is null or new.gewijzigd_door is not distinct from old.voorgesteld_door
			or new.gewijzigd_door is not distinct from old.eerste_door
			or new.status = 'goedgekeurd' and (old.eerste_door is null or new.gewijzigd_rol <> 'medewerker') then
			raise exception 'two persons approve, and neither proposed it' using errcode = '23514',
				constraint = 'koppeling_door_twee_goedgekeurd';
		end if;
		if new.status = 'voorgesteld' then
			new.eerste_door := new.gewijzigd_door;
			new.eerste_op := new.gewijzigd_op;
		end if;
	end if;
	return new;
end $$;
comment on column koppeling.risico is 'codes of the rules that held when it was proposed, or for the day that it was moved to';
