-- A series (reeks): the same activity several times in a rhythm. Each time is a request of its own, with a match, a history and a place in the
-- calendar of its own, held by the same rules; the series says in which rhythm they come and what was passed over. Old code keeps working: it
-- knows of no series.
set local lock_timeout = '5s';

create table reeks (
	id uuid not null constraint reeks_uniek primary key,
	school_id uuid not null constraint reeks_school_bestaat references school (id),
	ritme_weken int4 not null constraint reeks_ritme_1_tot_8_weken check (ritme_weken between 1 and 8),
	-- The days that the rhythm came to while the school was closed, and what closed it.
	overgeslagen date[] not null,
	overgeslagen_soort text[] not null constraint reeks_overgeslagen_soort_bekend
		check (overgeslagen_soort <@ array['schoolvakantie', 'feestdag', 'sluiting']),
	overgeslagen_naam text[] not null,
	gemaakt_op timestamptz not null,
	constraint reeks_overgeslagen_met_waarom
		check (cardinality(overgeslagen) = cardinality(overgeslagen_soort) and cardinality(overgeslagen) = cardinality(overgeslagen_naam)),
	constraint reeks_van_school unique (school_id, id)
);

alter table aanvraag
	add column reeks_id uuid,
	add column reeks_keer int4 constraint aanvraag_hoogstens_20_keren check (reeks_keer between 1 and 20), -- which time of it
	add constraint aanvraag_reeks_van_school foreign key (school_id, reeks_id) references reeks (school_id, id),
	add constraint aanvraag_reeks_met_keer check ((reeks_id is null) = (reeks_keer is null));
create unique index aanvraag_een_per_keer on aanvraag (reeks_id, reeks_keer) where reeks_id is not null;

create function ziet_reeks(reeks uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from aanvraag a where a.reeks_id = reeks);
end $$;
alter table reeks enable row level security;
create policy reeks_zien on reeks for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())) or ziet_reeks(id));
create policy reeks_nieuw on reeks for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())));
grant select, insert on reeks to schakel_dienst;

-- A proposal to move may be about all times behind it too, by as many days and to the same dagdeel: the other side says yes once.
alter table verzetvoorstel add column en_volgende bool not null default false;
create function verzet_met_reeks(k koppeling) returns bool language sql stable security definer set search_path = public, pg_temp as $$
	select exists (select from aanvraag a
		join aanvraag e on e.reeks_id = a.reeks_id and e.reeks_keer < a.reeks_keer
		join koppeling m on m.aanvraag_id = e.id and m.aanbod_id = k.aanbod_id
		join verzetvoorstel v on v.koppeling_id = m.id
		where a.id = k.aanvraag_id and v.en_volgende and v.status = 'gekozen' and v.gekozen % 3 = halve_dag(k.datum, k.dagdeel) % 3
			and v.gewijzigd_op = k.gewijzigd_op and (v.kant = 'school') <> (k.gewijzigd_rol = 'school'))
$$;
create or replace function koppeling_mag_verzetten(k koppeling) returns void language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	if not exists (select from toestand_stap s
		where s.van = k.status and s.naar = k.status and s.rol = k.gewijzigd_rol and 'tijdvak_verzetten' = any (s.gevolgen)
			and k.reden is not null) then
		raise exception 'no such step' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
	end if;
	if k.gewijzigd_rol <> 'medewerker' and not exists (select from verzetvoorstel v
		where v.koppeling_id = k.id and v.status = 'gekozen' and v.gekozen = halve_dag(k.datum, k.dagdeel)
			and v.gewijzigd_op = k.gewijzigd_op and (v.kant = 'school') <> (k.gewijzigd_rol = 'school'))
		and not verzet_met_reeks(k) then
		raise exception 'the other side did not propose this' using errcode = '23514', constraint = 'koppeling_verzet_met_beide_kanten';
	end if;
end $$;
