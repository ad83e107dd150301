-- How a letter greets the owner of an account: by the name, once they joined something themself; before that it may be what another
-- called them. Old code keeps working: it does not ask.
create function aanhef_van(account uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	return (
		select a.naam from account a
		where a.id = account
			and exists (select from lid l where l.account_id = a.id and l.uitgenodigd_als is null));
end $$;
revoke execute on function aanhef_van(uuid) from public;
grant execute on function aanhef_van(uuid) to schakel_dienst;

-- No more than their neighbours: who is no service runs none of these.
revoke execute on function na_schooldagen(uuid, timestamptz, int4), audit_persoon(uuid), is_beperkt(uuid), noemt_beperkte(uuid[], uuid) from public;
grant execute on function audit_persoon(uuid), is_beperkt(uuid), noemt_beperkte(uuid[], uuid) to schakel_dienst;
