-- Who saw somebody is one question, whether they were seen as an account or as a volunteer. Old code keeps working.
set local lock_timeout = '5s';

-- All that is one person with this account or volunteer (of an organisation itself alone), for who reads the audit.
create function audit_persoon(wie uuid) returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	return case when mag_alles() then hele_persoon(wie, false) end;
end $$;
