-- What helps a supplier to prepare, in the school's own words, and the times that the school likes best, in order. Old code keeps working: every
-- new column has a default.
set local lock_timeout = '5s';

-- Whether ranked time options lie within the window of a request and its half-days of the week: three lists of one length.
create function tijdopties_passen(van date, tot date, dagdelen int4, optie_van date[], optie_tot date[], optie_dagdelen int4[])
returns bool language sql immutable as $$
	select cardinality(optie_van) <= 5 and cardinality(optie_tot) = cardinality(optie_van)
		and cardinality(optie_dagdelen) = cardinality(optie_van)
		and coalesce(bool_and(o.van >= $1 and o.van <= o.tot and o.tot <= $2 and o.dagdelen > 0 and o.dagdelen & $3 = o.dagdelen), true)
	from unnest(optie_van, optie_tot, optie_dagdelen) o (van, tot, dagdelen)
$$;

alter table aanvraag
	add column leerdoel text constraint aanvraag_leerdoel_lengte check (char_length(leerdoel) between 1 and 1000),
	add column voorkennis text constraint aanvraag_voorkennis_lengte check (char_length(voorkennis) between 1 and 1000),
	add column vervolg text constraint aanvraag_vervolg_lengte check (char_length(vervolg) between 1 and 1000),
	add column optie_van date[] not null default '{}', -- the time options, the one the school likes best first: from this day …
	add column optie_tot date[] not null default '{}', -- … to this one, itself included …
	add column optie_dagdelen int4[] not null default '{}', -- … on these half-days of the week, bits as in dagdelen
	add constraint aanvraag_opties_passen
		check (tijdopties_passen(van_datum, tot_datum, dagdelen, optie_van, optie_tot, optie_dagdelen));
comment on column aanvraag.leerdoel is 'what the pupils should learn';
comment on column aanvraag.voorkennis is 'what they know of it already';
comment on column aanvraag.vervolg is 'what the class does with it afterwards';

-- Whose words are erased (wis_aanvragen says so in onderwerp) keeps none of these either.
create function aanvraag_wist_woorden() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.leerdoel := null;
	new.voorkennis := null;
	new.vervolg := null;
	return new;
end $$;
create trigger aanvraag_wist_woorden before update of onderwerp on aanvraag for each row
	when (new.onderwerp = 'Gewist') execute function aanvraag_wist_woorden();
