-- Who is restricted (AVG art. 18) is not shown to other sides, and what they offer neither. Old code keeps working: it asks the same function.
set local lock_timeout = '5s';

-- Whether a volunteer is kept from other sides: held after a report, or restricted.
create or replace function is_stil(vrijwilliger uuid) returns bool language plpgsql stable security definer set search_path = public, pg_temp
	cost 1000 as $$
begin
	return exists (select from vrijwilliger v where v.id = vrijwilliger and (v.stil_sinds is not null or v.beperkt_op is not null));
end $$;
