-- Of the volunteers with the address of an account, those that are another account's are nobody else's: they are not in its export and
-- are not erased with it. Before, whoever got an address that a volunteer still stood under had both. Old code keeps working.
create or replace function vrijwilligers_met_adres_van(account uuid) returns uuid[] language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return array(
		select distinct v.vrijwilliger_id
		from account_vinder a
		join vrijwilliger_vinder v on v.vinder = a.vinder
		where a.account_id = account and is_systeem()
			and not exists (select from lid l
				where l.vrijwilliger_id = v.vrijwilliger_id and l.status = 'actief' and l.account_id <> account)
		order by v.vrijwilliger_id);
end $$;
