-- What stands in the calendar moves to another half-day, in one transaction: one side names half-days that both have, the other picks one
-- of them; staff moves it for both. It is a step like all others (from ingepland to ingepland, with another half-day), and history says
-- which half-day it was each time. Before, a match was called off and made again. Old code keeps working: it moves nothing.
set local lock_timeout = '5s';

insert into toestand_stap (van, naar, stap, rol, reden_nodig, gevolgen)
select 'ingepland', 'ingepland', 'verzetten', r.rol, true, '{tijdvak_verzetten}'
from unnest(array['school', 'bedrijf', 'vrijwilliger', 'medewerker']) r (rol);

create table verzetvoorstel (
	id uuid not null constraint verzetvoorstel_uniek primary key,
	koppeling_id uuid not null constraint verzetvoorstel_koppeling_bestaat references koppeling (id) on delete cascade,
	kant text not null constraint verzetvoorstel_kant_bekend check (kant in ('school', 'aanbieder')), -- who proposes
	tijdvakken int4[] not null constraint verzetvoorstel_1_tot_5_tijdvakken check (cardinality(tijdvakken) between 1 and 5),
	reden text not null constraint verzetvoorstel_reden_bekend references reden (code),
	status text not null constraint verzetvoorstel_status_bekend check (status in ('open', 'gekozen', 'afgeslagen', 'vervallen')),
	gekozen int4,
	-- The link in the letter to the other side; it holds until what stands now begins.
	token_hash bytea not null constraint verzetvoorstel_token_uniek unique
		constraint verzetvoorstel_token_hash_32_bytes check (octet_length(token_hash) = 32),
	verloopt_op timestamptz not null,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint verzetvoorstel_gekozen_uit_tijdvakken check ((status = 'gekozen') = (gekozen is not null) and gekozen = any (tijdvakken))
);
create unique index verzetvoorstel_een_open on verzetvoorstel (koppeling_id) where status = 'open';
create index verzetvoorstel_op_koppeling on verzetvoorstel (koppeling_id, id);
create trigger verzetvoorstel_vastleggen after insert or update on verzetvoorstel for each row execute function leg_vast();
alter table verzetvoorstel enable row level security;
create policy verzetvoorstel_van_koppeling on verzetvoorstel to schakel_dienst using ((select mag_alles()) or ziet_koppeling(koppeling_id));
grant select, insert, update on verzetvoorstel to schakel_dienst;

-- A side moves what the other side proposed, in the same moment; staff moves by itself.
create function koppeling_mag_verzetten(k koppeling) returns void language plpgsql stable
	security definer set search_path = public, pg_temp as $$
begin
	if not exists (select from toestand_stap s
		where s.van = k.status and s.naar = k.status and s.rol = k.gewijzigd_rol and 'tijdvak_verzetten' = any (s.gevolgen)
			and k.reden is not null) then
		raise exception 'no such step' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
	end if;
	if k.gewijzigd_rol <> 'medewerker' and not exists (select from verzetvoorstel v
		where v.koppeling_id = k.id and v.status = 'gekozen' and v.gekozen = halve_dag(k.datum, k.dagdeel)
			and v.gewijzigd_op = k.gewijzigd_op and (v.kant = 'school') <> (k.gewijzigd_rol = 'school')) then
		raise exception 'the other side did not propose this' using errcode = '23514', constraint = 'koppeling_verzet_met_beide_kanten';
	end if;
end $$;

-- What a match takes, in the order in which it is taken: of its offer the half-day, of each holder the week and the school year.
create function bezetting_van(k koppeling) returns table (houder uuid, soort text, periode int4, maximum int4, rang int4) language sql stable as $$
	select a.id, 'tijdvak', halve_dag(k.datum, k.dagdeel), a.plaatsen, 1
	from aanbod a where a.id = k.aanbod_id
	union all
	select v.id, 'week', to_char(k.datum, 'IYYYIW')::int4, v.max_per_week, 2
	from vrijwilliger v where v.id = k.vrijwilliger_id
	union all
	select v.id, 'schooljaar', schooljaar(k.datum), v.max_per_schooljaar, 3
	from vrijwilliger v where v.id = k.vrijwilliger_id
	union all
	select c.id, 'week', to_char(k.datum, 'IYYYIW')::int4, c.max_per_week, 4
	from bedrijf c where c.id = k.bedrijf_id
	union all
	select c.id, 'schooljaar', schooljaar(k.datum), c.max_per_schooljaar, 5
	from bedrijf c where c.id = k.bedrijf_id
	union all
	select r.id, 'week', to_char(k.datum, 'IYYYIW')::int4, r.max_per_week, 6
	from kring r where r.id = k.kring_id
	union all
	select r.id, 'schooljaar', schooljaar(k.datum), r.max_per_schooljaar, 7
	from kring r where r.id = k.kring_id
$$;

create or replace function tel_bezetting(k koppeling, aantal int4) returns void language plpgsql as $$
declare
	halve_dag int4 := halve_dag(k.datum, k.dagdeel);
	week int4 := to_char(k.datum, 'IYYYIW')::int4;
begin
	if aantal < 0 then
		-- Locked first, in the order in which a proposal takes them; an update alone would take them as it finds them.
		perform from bezetting b
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = halve_dag)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week'
				and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum))
		order by case when b.soort = 'tijdvak' then 1
			else case b.houder when k.vrijwilliger_id then 2 when k.bedrijf_id then 4 else 6 end
				+ case b.soort when 'week' then 0 else 1 end end
		for no key update;
		update bezetting b set bezet = b.bezet + aantal
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = halve_dag)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week'
				and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum));
		return;
	end if;
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select h.houder, h.soort, h.periode, 1, h.maximum
	from bezetting_van(k) h
	order by h.rang
	on conflict (houder, soort, periode) do update set bezet = b.bezet + 1, maximum = excluded.maximum;
end $$;

-- Gives back what only the old half-day takes and takes what only the new one does, in the order of a proposal and of two alike the
-- earlier first, so that two that move past each other do not wait for each other.
create function verzet_bezetting(oud koppeling, nieuw koppeling) returns void language sql as $$
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select houder, soort, periode, case when n.houder is null then 0 else 1 end, coalesce(n.maximum, o.maximum)
	from bezetting_van(oud) o
	full join bezetting_van(nieuw) n using (houder, soort, periode)
	where o.houder is null or n.houder is null
	order by coalesce(o.rang, n.rang), periode
	on conflict (houder, soort, periode) do update set bezet = b.bezet + case excluded.bezet when 1 then 1 else -1 end,
		maximum = case excluded.bezet when 1 then excluded.maximum else b.maximum end
$$;

alter table geschiedenis add column halve_dag int4; -- from this step on: of what begins a match, and of a move

create or replace function koppeling_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	vraag_status text;
	gevolg text[];
begin
	select a.status into vraag_status from aanvraag a where a.id = new.aanvraag_id for no key update;
	perform from klas c where c.id = new.klas_id for no key update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	if tg_op = 'UPDATE' and (old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel) then
		perform koppeling_mag_verzetten(new);
		perform verzet_bezetting(old, new);
		return new;
	end if;
	if tg_op = 'UPDATE' and old.status is not distinct from new.status then
		-- The first yes of two leaves the status as it is, and the first of two who approve; nothing else does.
		if old.status = 'voorgesteld' and old.vier_ogen and old.eerste_door is null and exists (
			select from toestand_stap s
			where s.van = 'voorgesteld' and s.naar = 'goedgekeurd' and s.rol = new.gewijzigd_rol) then
			return new;
		end if;
		if old.status <> 'goedgekeurd'
			or (case when new.gewijzigd_rol = 'school'
				then old.school_bevestigd_op is not null or new.school_bevestigd_op is null
				else new.gewijzigd_rol not in ('bedrijf', 'vrijwilliger')
					or old.aanbieder_bevestigd_op is not null or new.aanbieder_bevestigd_op is null end) then
			raise exception 'step leads nowhere' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		return new;
	end if;
	select s.gevolgen into gevolg from toestand_stap s
	where s.van = coalesce(old.status, '') and s.naar = new.status and s.rol = new.gewijzigd_rol
		and (not s.reden_nodig or new.reden is not null);
	if not found then
		raise exception 'no such step' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
	end if;
	if 'bevestiging_wissen' = any (gevolg) then
		new.school_bevestigd_op := null;
		new.aanbieder_bevestigd_op := null;
	end if;
	if 'plaats_nemen' = any (gevolg) then
		if vraag_status is distinct from 'open' then
			raise exception 'request is not open' using errcode = '23514', constraint = 'aanvraag_moet_open_zijn';
		end if;
		-- What was agreed already goes on with an offer that is no longer made.
		if new.status = 'voorgesteld'
			and not exists (select from aanbod a where a.id = new.aanbod_id and a.status = 'actief' for share) then
			raise exception 'offer is not active' using errcode = '23514', constraint = 'aanbod_moet_actief_zijn';
		end if;
		perform tel_bezetting(new, 1);
	end if;
	if 'plaats_vrijgeven' = any (gevolg) then
		perform tel_bezetting(old, -1);
	end if;
	new.verloopt_op := case when 'termijn_starten' = any (gevolg) then koppeling_verloopt(new) end;
	return new;
end $$;

create or replace function koppeling_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	stap text := case new.status when 'voorgesteld' then 'goedkeuren' else 'bevestigen' end;
	gevolg text[];
begin
	if tg_op = 'INSERT' or (old.status, old.datum, old.dagdeel) is distinct from (new.status, new.datum, new.dagdeel) then
		select s.stap, s.gevolgen into stap, gevolg from toestand_stap s
		where s.van = coalesce(old.status, '') and s.naar = new.status and s.rol = new.gewijzigd_rol;
	end if;
	insert into geschiedenis (koppeling_id, volgnummer, op, stap, van, naar, rol, account_id, reden, toelichting, andere_tijdvakken,
		halve_dag)
	values (new.id, new.versie, new.gewijzigd_op, stap, old.status, new.status, new.gewijzigd_rol, new.gewijzigd_door,
		new.reden, new.toelichting, new.andere_tijdvakken,
		case when stap in ('voorstellen', 'invallen', 'verzetten') then halve_dag(new.datum, new.dagdeel) end);
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gewijzigd_op, 'koppeling', new.id, stap, new.versie, new.gewijzigd_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, 'koppeling.' || stap, new.id, new.versie);
	if 'aanvraag_koppelen' = any (gevolg) then
		update aanvraag a set status = 'gekoppeld', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id;
	end if;
	if 'aanvraag_openen' = any (gevolg) then
		update aanvraag a set status = 'open', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id and a.status = 'gekoppeld';
	end if;
	return null;
end $$;

-- All else stays the same from its proposal to its end, and its day as long as it is not moved.
drop trigger koppeling_vast on koppeling;
create trigger koppeling_vast before update on koppeling for each row
	when ((old.aanvraag_id, old.aanbod_id, old.school_id, old.klas_id, old.bedrijf_id, old.vrijwilliger_id, old.soort, old.gewicht_versie,
			old.score, old.factoren)
		is distinct from
		(new.aanvraag_id, new.aanbod_id, new.school_id, new.klas_id, new.bedrijf_id, new.vrijwilliger_id, new.soort, new.gewicht_versie,
			new.score, new.factoren)
		or (old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)
			and (old.status <> 'ingepland' or new.status <> 'ingepland' or old.versie = new.versie))
	execute function koppeling_vast();

-- A new half-day is held to the same as a proposal for it.
create trigger koppeling_voor_gewist_verzet before update of datum, dagdeel on koppeling for each row
	when (new.vrijwilliger_id is not null and (old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel))
	execute function koppeling_voor_gewist();
create trigger koppeling_voor_sluiting_verzet before update of datum on koppeling for each row
	when (old.datum is distinct from new.datum) execute function koppeling_voor_sluiting();
create trigger koppeling_voor_stil_verzet before update of datum, dagdeel on koppeling for each row
	when (new.vrijwilliger_id is not null and (old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel))
	execute function koppeling_voor_stil();
create trigger koppeling_voor_veto_verzet before update of datum, dagdeel on koppeling for each row
	when ((old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)) execute function koppeling_voor_veto();

-- What was proposed for another day or state is no proposal any more, and what was booked for the old half-day is given back.
create function verzetvoorstel_vervalt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update verzetvoorstel v set status = 'vervallen', versie = v.versie + 1, gewijzigd_op = new.gewijzigd_op,
		gewijzigd_door = new.gewijzigd_door
	where v.koppeling_id = new.id and v.status = 'open';
	return null;
end $$;
create trigger koppeling_verzetvoorstel after update of status, datum, dagdeel on koppeling for each row
	when (old.status = 'ingepland' and (old.status, old.datum, old.dagdeel) is distinct from (new.status, new.datum, new.dagdeel))
	execute function verzetvoorstel_vervalt();
create trigger koppeling_reservering_verzet after update of datum, dagdeel on koppeling for each row
	when ((old.datum, old.dagdeel) is distinct from (new.datum, new.dagdeel)) execute function koppeling_geeft_reservering_terug();
