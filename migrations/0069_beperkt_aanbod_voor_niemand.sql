-- What somebody offers who is restricted (AVG art. 18) is not shown to a company or a reader either. Old code keeps working.
set local lock_timeout = '5s';

-- Whether a volunteer is restricted, by its own wish or an objection: whoever asks, also who does not see the volunteer.
create function is_beperkt(vrijwilliger uuid) returns bool language plpgsql stable security definer set search_path = public, pg_temp
	cost 1000 as $$
begin
	return exists (select from vrijwilliger v where v.id = vrijwilliger and v.beperkt_op is not null);
end $$;
