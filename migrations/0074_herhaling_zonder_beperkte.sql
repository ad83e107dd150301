-- An answer that is kept for a repetition is not given again while somebody in it is restricted (AVG art. 18). Old code keeps working.
set local lock_timeout = '5s';

-- Whether one of these is somebody who is restricted, other than the person whose account this is.
create function noemt_beperkte(wie uuid[], behalve uuid) returns bool language plpgsql stable security definer
	set search_path = public, pg_temp as $$
begin
	return exists (
		select from vrijwilliger v
		where v.id = any (wie) and v.beperkt_op is not null and v.id <> all (hele_persoon(behalve, false))
		union all
		select from account a
		where a.id = any (wie) and a.beperkt_op is not null and a.id <> all (hele_persoon(behalve, false)));
end $$;
