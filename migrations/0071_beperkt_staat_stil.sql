-- No step forward with who is restricted or objected either: what ran already stands still as it does after a report, in the same words.
-- Ending one is always possible. Old code keeps working: it meets the same triggers.
set local lock_timeout = '5s';

create or replace function koppeling_voor_stil() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if is_stil(new.vrijwilliger_id) then
		raise exception 'this person is held or restricted' using errcode = '23514', constraint = 'koppeling_staat_stil';
	end if;
	return new;
end $$;
