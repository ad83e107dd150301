-- Work for who leaves out an age: the youngest is as old as the youngest of that level usually are, and a level that is too young for it is refused.
-- Old code keeps working: it is refused the same.
set local lock_timeout = '5s';

-- As the program has it (lib/domain/niveau.c; a test compares them), by the bit of the level.
create function niveau_leeftijd(niveau int8) returns int4 language sql immutable parallel safe set search_path = public, pg_temp as $$
	select (array[4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 16,
		12, 13, 14, 15, 16, 17, 12, 13, 14, 15, 16, 17, 4, 12, 16, 16, 16, 16, 17, 17])[1 + round(log(2, niveau))::int4]
$$;

create or replace function aanvraag_arbeidstijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	jongste int4;
	minstens int4;
	wet arbeidstijd;
begin
	select coalesce(new.leeftijd_min, y.leeftijd), y.leeftijd into jongste, minstens
	from activiteitsoort y where y.code = new.soort and y.erkenning;
	if not found then
		return new;
	end if;
	-- What was asked so before can still be changed otherwise, and withdrawn.
	if coalesce(new.leeftijd_min, niveau_leeftijd(new.niveau)) < minstens and not exists (select from aanvraag a
		where a.id = new.id and a.soort = new.soort and a.leeftijd_min is not distinct from new.leeftijd_min and a.niveau = new.niveau) then
		if new.leeftijd_min is null then
			raise exception 'level too young to work' using errcode = '23514', constraint = 'aanvraag_niveau_oud_genoeg_voor_de_wet';
		end if;
		raise exception 'too young to work' using errcode = '23514', constraint = 'aanvraag_oud_genoeg_voor_de_wet';
	end if;
	if new.uren_per_dag is null then
		return new;
	end if;
	select a.* into wet from arbeidstijd a
	where a.leeftijd_van <= jongste and a.vanaf_datum <= new.van_datum
	order by a.leeftijd_van desc, a.vanaf_datum desc
	limit 1;
	if not found then
		return new; -- before there was such a law
	end if;
	if new.uren_per_dag > wet.uren_per_dag then
		raise exception 'too long a day at this age' using errcode = '23514', constraint = 'aanvraag_dag_binnen_de_wet';
	end if;
	if new.uren_per_dag * coalesce(new.dagen_per_week, 5) > wet.uren_per_week then
		raise exception 'too long a week at this age' using errcode = '23514', constraint = 'aanvraag_week_binnen_de_wet';
	end if;
	return new;
end $$;
drop trigger aanvraag_arbeidstijd on aanvraag;
create trigger aanvraag_arbeidstijd before insert or update of soort, niveau, leeftijd_min, van_datum, dagen_per_week, uren_per_dag on aanvraag
	for each row execute function aanvraag_arbeidstijd();
