-- The age that a type asks counts for all types that ask one, omscholing too, and for offers as well: whoever leaves out an age asks for, or offers to, the
-- youngest of the level. What is for adults and no work under a law is, in vocational and higher education, for those who are. Old code keeps working: it
-- is told no where it was told yes. What was asked or offered before stays, and can be changed otherwise.
set local lock_timeout = '5s';

-- How old the youngest is at a level when nobody says, for who takes part in a type. As the engine has it (score_jongste; a test compares them).
create function soort_jongste(soort text, niveau int8) returns int4 language sql stable parallel safe set search_path = public, pg_temp as $$
	select case when not y.erkenning and niveau >= 1::int8 << 43 then y.leeftijd else niveau_leeftijd(niveau) end -- 43: the first of the mbo
	from activiteitsoort y
	where y.code = $1
$$;

create or replace function aanvraag_arbeidstijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	jongste int4;
	minstens int4;
	werk bool;
	wet arbeidstijd;
begin
	select coalesce(new.leeftijd_min, y.leeftijd), y.leeftijd, y.erkenning into jongste, minstens, werk
	from activiteitsoort y where y.code = new.soort and y.leeftijd > 0;
	if not found then
		return new;
	end if;
	-- What was asked so before can still be changed otherwise, and withdrawn.
	if coalesce(new.leeftijd_min, soort_jongste(new.soort, new.niveau)) < minstens and not exists (select from aanvraag a
		where a.id = new.id and a.soort = new.soort and a.leeftijd_min is not distinct from new.leeftijd_min and a.niveau = new.niveau) then
		if new.leeftijd_min is null then
			raise exception 'level too young for it' using errcode = '23514', constraint = 'aanvraag_niveau_oud_genoeg_voor_de_wet';
		end if;
		raise exception 'too young for it' using errcode = '23514', constraint = 'aanvraag_oud_genoeg_voor_de_wet';
	end if;
	if not werk or new.uren_per_dag is null then
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

-- An offer of which each level is old enough needs no age; of one that says an age, that counts.
create function aanbod_leeftijd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	minstens int4 := (select y.leeftijd from activiteitsoort y where y.code = new.soort);
begin
	if minstens = 0 or new.leeftijd_min >= minstens
		or tg_op = 'UPDATE' and (old.soort, old.leeftijd_min, old.niveaus) is not distinct from (new.soort, new.leeftijd_min, new.niveaus) then
		return new;
	end if;
	if new.leeftijd_min is not null then
		raise exception 'too young for it' using errcode = '23514', constraint = 'aanbod_oud_genoeg_voor_de_wet';
	end if;
	if exists (select from generate_series(0, 62) n
		where new.niveaus >> n & 1 = 1 and soort_jongste(new.soort, 1::int8 << n) < minstens) then
		raise exception 'a level too young for it' using errcode = '23514', constraint = 'aanbod_niveaus_oud_genoeg_voor_de_wet';
	end if;
	return new;
end $$;
create trigger aanbod_leeftijd before insert or update of soort, niveaus, leeftijd_min on aanbod for each row execute function aanbod_leeftijd();
