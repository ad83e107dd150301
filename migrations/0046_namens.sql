-- A serving process remembers sessions that it looked up, and asks whether one still holds in the flight of the first statement
-- that it runs for it: what ends a session anywhere ends it there. Older code asks before, in a flight of its own.
--
-- States the caller as lib/db does, when nothing of what was remembered changed; else says false and states nobody. As the
-- owner: nobody is stated yet. Names in full instead of a search path of its own, which would cost as much as the look.
create function namens_sessie(bereik text, ids uuid[], token bytea, met_code bool, bevestigd timestamptz, lid uuid, lid_versie int8,
	nu timestamptz, gezien_na timestamptz) returns bool language plpgsql security definer as $$
declare
	geldig bool := exists (
		select from public.sessie s
		join public.account a on a.id = s.account_id
		where s.token_hash = token
			and s.verloopt_op > nu
			and (s.token_verloopt_op is null or s.token_verloopt_op > nu)
			and s.gezien_op > gezien_na
			and s.met_code = namens_sessie.met_code
			and s.bevestigd_op is not distinct from bevestigd
			and a.actief
			and case when namens_sessie.lid is null
				then not exists (select from public.lid l where l.account_id = a.id and l.status = 'actief')
				else exists (select from public.lid l
					where l.id = namens_sessie.lid and l.account_id = a.id and l.status = 'actief'
						and l.versie = namens_sessie.lid_versie)
			end);
begin
	return geldig
		and set_config('schakel.bereik', bereik, true) is not null
		and set_config('schakel.ids', ids::text, true) is not null;
end $$;
