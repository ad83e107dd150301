-- The second lock: row-level security. For the service (schakel_dienst) a row is there when it lies within the reach of the
-- actor that was stated in the same transaction (lib/db/actor.c): schakel.bereik says how far it reaches, schakel.ids what is its
-- own. Who states nothing finds nothing. The first lock stays where it was, in the statements. Old code keeps working: it works as
-- the owner, for whom there are no policies.
--
--   alle       staff, within its operations    eigen     what is of the ids, or what they are a side of
--   aanmelden  finding out who somebody is     systeem   the program itself
set local lock_timeout = '5s';

-- In policies these stand in a select of their own: then they are asked once a statement.
create function mag_alles() returns bool language sql stable parallel safe
	return coalesce(current_setting('schakel.bereik', true), '') in ('alle', 'systeem');
create function mag_aanmelden() returns bool language sql stable parallel safe
	return coalesce(current_setting('schakel.bereik', true), '') in ('aanmelden', 'systeem');
create function is_systeem() returns bool language sql stable parallel safe
	return coalesce(current_setting('schakel.bereik', true), '') = 'systeem';
create function is_iemand() returns bool language sql stable parallel safe
	return coalesce(current_setting('schakel.bereik', true), '') in ('eigen', 'alle', 'systeem');
create function eigen_ids() returns uuid[] language sql stable parallel safe
	return coalesce(nullif(current_setting('schakel.ids', true), ''), '{}')::uuid[];

-- What a policy asks of each row, when the reach alone does not say it. Functions that the planner cannot look into, and thinks
-- dear: so the plans stay those of the statements themselves, and it takes the index that leaves the fewest rows. They find what
-- the policies of the other tables let them see.
create function is_eigen(van uuid[], ids uuid[]) returns bool language plpgsql immutable parallel safe cost 1000 as $$
begin
	return van && ids;
end $$;
create function ziet_koppeling(koppeling uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from koppeling k where k.id = koppeling);
end $$;
-- A side of a match with it, or the circle that its school lies in.
create function bij_aanvraag(aanvraag uuid, school uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from koppeling k where k.aanvraag_id = aanvraag)
		or exists (
			select from school s
			join kring r on s.gemeente_code = any (r.gemeenten)
			where s.id = school and r.id = any (eigen_ids()));
end $$;
create function bij_klas(klas uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from aanvraag a where a.klas_id = klas);
end $$;
-- The other side of a match, or the circle of the company.
create function bij_vrijwilliger(vrijwilliger uuid, bedrijf uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from koppeling k where k.vrijwilliger_id = vrijwilliger)
		or exists (select from bedrijf b where b.id = bedrijf and b.kring_id = any (eigen_ids()));
end $$;
create function is_vrijwilliger_van_ons(vrijwilliger uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from vrijwilliger v where v.id = vrijwilliger and v.bedrijf_id = any (eigen_ids()));
end $$;
create function ziet_lid_van(account uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from lid l where l.account_id = account);
end $$;

-- ---- matches, and what belongs to them ----

alter table koppeling enable row level security;
create policy koppeling_van_een_kant on koppeling to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id, vrijwilliger_id, kring_id], (select eigen_ids())));

alter table geschiedenis enable row level security;
create policy geschiedenis_van_koppeling on geschiedenis for select to schakel_dienst
	using ((select mag_alles()) or ziet_koppeling(koppeling_id));

alter table aanvraag enable row level security;
create policy aanvraag_zien on aanvraag for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())) or bij_aanvraag(id, school_id));
create policy aanvraag_nieuw on aanvraag for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));
create policy aanvraag_schrijven on aanvraag for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));

alter table klas enable row level security;
create policy klas_zien on klas for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())) or bij_klas(id));
create policy klas_nieuw on klas for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));
create policy klas_schrijven on klas for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));

-- ---- suppliers ----

-- What is on offer every school may choose from; only its own side writes it.
alter table aanbod enable row level security;
create policy aanbod_zien on aanbod for select to schakel_dienst using ((select is_iemand()));
create policy aanbod_nieuw on aanbod for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[bedrijf_id, vrijwilliger_id], (select eigen_ids())));
create policy aanbod_schrijven on aanbod for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[bedrijf_id, vrijwilliger_id], (select eigen_ids())));

alter table vrijwilliger enable row level security;
create policy vrijwilliger_zien on vrijwilliger for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[id, bedrijf_id, kring_id], (select eigen_ids())) or bij_vrijwilliger(id, bedrijf_id));
create policy vrijwilliger_nieuw on vrijwilliger for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[id, bedrijf_id], (select eigen_ids())));
create policy vrijwilliger_schrijven on vrijwilliger for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[id, bedrijf_id], (select eigen_ids())));

-- Schools, companies and circles stand in a list for everybody; who writes them does not.
alter table school enable row level security;
create policy school_zien on school for select to schakel_dienst using (true);
create policy school_schrijven on school for update to schakel_dienst using ((select mag_alles()));
alter table bedrijf enable row level security;
create policy bedrijf_zien on bedrijf for select to schakel_dienst using (true);
create policy bedrijf_nieuw on bedrijf for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[id], (select eigen_ids())));
create policy bedrijf_schrijven on bedrijf for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[id], (select eigen_ids())));
alter table kring enable row level security;
create policy kring_zien on kring for select to schakel_dienst using (true);
create policy kring_nieuw on kring for insert to schakel_dienst with check ((select mag_alles()));
create policy kring_schrijven on kring for update to schakel_dienst using ((select mag_alles()));

alter table veto enable row level security;
create policy veto_van_eigen_kant on veto to schakel_dienst
	using ((select mag_alles()) or is_eigen(
		case kant when 'school' then array[school_id] else array[bedrijf_id, vrijwilliger_id] end, (select eigen_ids())));

alter table erkenning enable row level security;
create policy erkenning_voor_medewerkers on erkenning to schakel_dienst using ((select mag_alles()));

-- ---- people ----

alter table lid enable row level security;
create policy lid_zelf_of_van_organisatie on lid to schakel_dienst
	using ((select mag_alles() or mag_aanmelden())
		or is_eigen(array[account_id, school_id, bedrijf_id, vrijwilliger_id, kring_id], (select eigen_ids()))
		or vrijwilliger_id is not null and is_vrijwilliger_van_ons(vrijwilliger_id));

alter table account enable row level security;
create policy account_zien on account for select to schakel_dienst
	using ((select mag_alles() or mag_aanmelden()) or is_eigen(array[id], (select eigen_ids())) or ziet_lid_van(id));
create policy account_nieuw on account for insert to schakel_dienst with check ((select mag_aanmelden()));
create policy account_schrijven on account for update to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[id], (select eigen_ids())));
create policy account_weg on account for delete to schakel_dienst using ((select is_systeem()));

alter table sessie enable row level security;
create policy sessie_zelf on sessie to schakel_dienst
	using ((select mag_alles() or mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
alter table eenmalig enable row level security;
create policy eenmalig_zelf on eenmalig to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
alter table tweede_factor enable row level security;
create policy tweede_factor_zelf on tweede_factor to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
-- What an app comes with is its proof; only the program reads the rest of it.
alter table toestemming enable row level security;
create policy toestemming_zelf on toestemming to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
alter table verversing enable row level security;
create policy verversing_bij_aanmelden on verversing to schakel_dienst using ((select mag_aanmelden()));
alter table sleutel enable row level security;
create policy sleutel_zelf on sleutel to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
create function ziet_sleutel(sleutel uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from sleutel k where k.id = sleutel);
end $$;
alter table gebruik enable row level security;
create policy gebruik_van_sleutel on gebruik to schakel_dienst using ((select mag_aanmelden()) or ziet_sleutel(sleutel_id));
alter table herstelcode enable row level security;
create policy herstelcode_zelf on herstelcode to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
alter table idempotentie enable row level security;
create policy idempotentie_zelf on idempotentie to schakel_dienst
	using ((select is_systeem()) or is_eigen(array[account_id], (select eigen_ids())));

-- By its address an account is found before anybody is there, and behind a policy the server does not look up lower(email).
create function account_met_adres(adres text) returns uuid language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return (select a.id from account a where lower(a.email) = lower(adres) and mag_aanmelden());
end $$;
create function vrijwilliger_met_adres(adres text) returns uuid language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	return (select v.id from vrijwilliger v where lower(v.email) = lower(adres) and is_systeem());
end $$;

-- And as little left(postcode, 4).
alter table vrijwilliger add column pc4 text generated always as (left(postcode, 4)) stored;
drop index vrijwilliger_op_pc4;
create index vrijwilliger_op_pc4 on vrijwilliger (pc4, id) where bedrijf_id is null;

-- Erasing goes beyond every policy, so it looks itself for whom it is done.
revoke execute on function wis_persoon(uuid, uuid[], timestamptz) from schakel_dienst;
create function wis_persoon_namens(wie uuid, vrijwilligers uuid[], nu timestamptz, out overgedragen int8, out beeindigd int8)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if not (is_systeem() or wie = any (eigen_ids())) then
		raise exception 'this is somebody else' using errcode = '42501';
	end if;
	select w.overgedragen, w.beeindigd into overgedragen, beeindigd from wis_persoon(wie, vrijwilligers, nu) w;
end $$;

-- ---- what only the program reads, or staff ----

alter table antwoordlink enable row level security;
create policy antwoordlink_van_systeem on antwoordlink to schakel_dienst using ((select is_systeem()));
alter table grafsteen enable row level security;
create policy grafsteen_van_systeem on grafsteen to schakel_dienst using ((select is_systeem()));
alter table post enable row level security;
create policy post_van_systeem on post to schakel_dienst using ((select is_systeem()));
alter table bezetting enable row level security;
create policy bezetting_van_systeem on bezetting to schakel_dienst using ((select is_systeem()));
alter table telling enable row level security;
create policy telling_van_systeem on telling to schakel_dienst using ((select is_systeem()));
alter table beoordeling enable row level security;
create policy beoordeling_van_systeem on beoordeling to schakel_dienst using ((select is_systeem()));
alter table vertoning enable row level security;
create policy vertoning_van_systeem on vertoning to schakel_dienst using ((select is_systeem()));
alter table zegel enable row level security;
create policy zegel_van_systeem on zegel to schakel_dienst using ((select is_systeem()));
alter table proef enable row level security;
create policy proef_voor_medewerkers on proef to schakel_dienst using ((select mag_alles()));

-- Whoever calls leaves a row in the audit. It is read through a view: behind a policy the server would not use the index of
-- lists (betreft), since it does not trust their operator with rows that the reader may not see.
alter table audit enable row level security;
create policy audit_schrijft_iedereen on audit for insert to schakel_dienst with check (true);
revoke select on audit from schakel_dienst;
create view audit_leesbaar as
	select a.id, a.transactie, a.op, a.tabel, a.rij, a.handeling, a.versie, a.account_id, a.lid_id, a.rol, a.van, a.onderwerp,
		a.betreft, a.status
	from audit a
	where (select mag_alles());
grant select on audit_leesbaar to schakel_dienst;
