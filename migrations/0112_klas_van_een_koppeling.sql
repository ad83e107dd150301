-- The name of the class of each koppeling on a page, asked once for the page. The policy of klas asks for every row which request brings the
-- caller there, and that policy which koppeling: of a calendar that was most of the time. Who sees a koppeling has been brought to its class.
-- Old code keeps working.
set local lock_timeout = '5s';

create function klas_bij_koppelingen(koppelingen uuid[]) returns table (koppeling_id uuid, naam text)
	language plpgsql stable security definer parallel safe rows 25 set search_path = public, pg_temp as $$
declare
	alles bool := mag_alles();
	eigen uuid[] := eigen_ids();
begin
	return query
	select k.id, c.naam
	from koppeling k
	join klas c on c.id = k.klas_id
	where k.id = any (koppelingen)
		and (alles or array[k.school_id, k.bedrijf_id, k.vrijwilliger_id, k.kring_id] && eigen);
end $$;
