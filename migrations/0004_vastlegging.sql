-- The state machine, the counters, the audit trail and the outbox: written by triggers, in the transaction of the
-- change itself, so that no way of writing can leave them out. First release: no older code.

create table geschiedenis (
	koppeling_id uuid not null constraint geschiedenis_koppeling_bestaat references koppeling (id),
	volgnummer int8 not null, -- the versie of the koppeling that this step made
	op timestamptz not null,
	stap text not null,
	van text,
	naar text not null,
	rol text not null,
	account_id uuid,
	reden text,
	toelichting text,
	constraint geschiedenis_uniek primary key (koppeling_id, volgnummer)
);

create table audit (
	id int8 generated always as identity constraint audit_uniek primary key,
	op timestamptz not null,
	tabel text not null,
	rij uuid not null,
	handeling text not null,
	versie int8 not null,
	account_id uuid
);
create index audit_op_rij on audit (rij, id);

-- The outbox. Readers order by (transactie, id) below pg_snapshot_xmin, so that a late commit is never skipped.
create table gebeurtenis (
	id int8 generated always as identity constraint gebeurtenis_uniek primary key,
	transactie xid8 not null default pg_current_xact_id(),
	op timestamptz not null,
	soort text not null,
	onderwerp uuid not null,
	versie int8 not null
);
create index gebeurtenis_in_volgorde on gebeurtenis (transactie, id);

create function leg_vast() returns trigger language plpgsql as $$
declare
	handeling text := case tg_op when 'INSERT' then 'gemaakt' else 'gewijzigd' end;
begin
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gewijzigd_op, tg_table_name, new.id, handeling, new.versie, new.gewijzigd_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, tg_table_name || '.' || handeling, new.id, new.versie);
	return null;
end $$;

create trigger kring_vastleggen after insert or update on kring for each row execute function leg_vast();
create trigger school_vastleggen after insert or update on school for each row execute function leg_vast();
create trigger bedrijf_vastleggen after insert or update on bedrijf for each row execute function leg_vast();
create trigger vrijwilliger_vastleggen after insert or update on vrijwilliger for each row execute function leg_vast();
create trigger aanvraag_vastleggen after insert or update on aanvraag for each row execute function leg_vast();
create trigger aanbod_vastleggen after insert or update on aanbod for each row execute function leg_vast();

create function schooljaar(d date) returns int4 language sql immutable parallel safe
	return extract(year from d)::int4 - case when extract(month from d) < 8 then 1 else 0 end;

-- Adds `aantal` (1 or -1) to every counter that a match counts for. Always in the same order of rows: no deadlocks
-- between two proposals for the same people.
create function tel_bezetting(k koppeling, aantal int4) returns void language plpgsql as $$
declare
	halve_dag int4 := (k.datum - date '1970-01-01') * 3
		+ case k.dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end;
begin
	if aantal < 0 then
		update bezetting b set bezet = b.bezet + aantal
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = halve_dag)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id) and b.soort = 'week'
				and b.periode = to_char(k.datum, 'IYYYIW')::int4)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum));
		return;
	end if;
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select h.houder, h.soort, h.periode, 1, h.maximum
	from (
		select a.id as houder, 'tijdvak' as soort, halve_dag as periode, a.plaatsen as maximum, 1 as rang
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
		order by rang
	) h
	on conflict (houder, soort, periode) do update set bezet = b.bezet + 1, maximum = excluded.maximum;
end $$;

create function koppeling_voor() returns trigger language plpgsql as $$
begin
	if tg_op = 'INSERT' then
		if not exists (select from toestand_stap s where s.van = '' and s.naar = new.status and s.rol = new.gewijzigd_rol) then
			raise exception 'no such first step' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		if not exists (select from aanvraag a where a.id = new.aanvraag_id and a.status = 'open' for share) then
			raise exception 'request is not open' using errcode = '23514', constraint = 'aanvraag_moet_open_zijn';
		end if;
		if not exists (select from aanbod a where a.id = new.aanbod_id and a.status = 'actief' for share) then
			raise exception 'offer is not active' using errcode = '23514', constraint = 'aanbod_moet_actief_zijn';
		end if;
		perform tel_bezetting(new, 1);
	elsif old.status is distinct from new.status then
		if not exists (select from toestand_stap s
			where s.van = old.status and s.naar = new.status and s.rol = new.gewijzigd_rol
				and (not s.reden_nodig or new.reden is not null)) then
			raise exception 'step not allowed' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		if koppeling_loopt(old.status) and not koppeling_loopt(new.status) then
			perform tel_bezetting(old, -1);
		end if;
	end if;
	return new;
end $$;
create trigger koppeling_voor before insert or update on koppeling for each row execute function koppeling_voor();

create function koppeling_na() returns trigger language plpgsql as $$
declare
	oud text := case when tg_op = 'UPDATE' then old.status end;
	stap text := case
		when tg_op = 'INSERT' then 'voorstellen'
		when old.status is not distinct from new.status then 'bevestigen'
		when new.status = 'goedgekeurd' then 'goedkeuren'
		when new.status = 'afgewezen' then 'afwijzen'
		when new.status = 'bevestigd' then 'bevestigen'
		when new.status = 'ingepland' then 'inplannen'
		when new.status = 'afgeslagen' then 'afslaan'
		when new.status = 'verlopen' then 'verlopen'
		when new.status = 'geannuleerd' then 'annuleren'
		when new.status = 'afgerond' then 'afronden'
		when new.status = 'niet_verschenen' then 'niet_verschenen'
		when new.status = 'geevalueerd' then 'evalueren'
	end;
begin
	insert into geschiedenis (koppeling_id, volgnummer, op, stap, van, naar, rol, account_id, reden, toelichting)
	values (new.id, new.versie, new.gewijzigd_op, stap, oud, new.status, new.gewijzigd_rol, new.gewijzigd_door,
		new.reden, new.toelichting);
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gewijzigd_op, 'koppeling', new.id, stap, new.versie, new.gewijzigd_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, 'koppeling.' || stap, new.id, new.versie);
	if new.status = 'ingepland' and oud is distinct from new.status then
		update aanvraag a set status = 'gekoppeld', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id;
	elsif new.status in ('geannuleerd', 'niet_verschenen') and oud is distinct from new.status then
		update aanvraag a set status = 'open', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id and a.status = 'gekoppeld';
	end if;
	return null;
end $$;
create trigger koppeling_na after insert or update on koppeling for each row execute function koppeling_na();
