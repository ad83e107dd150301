-- Afterwards, both sides say how it went. Who tells first takes the step; the word of the other side stands beside it, with minutes and
-- pupils. When the two differ it is disputed until staff says what holds. An evaluation gets words, and that of a school the answers of
-- its class, as numbers. Old code keeps working: it takes the same steps and tells nothing beside them.
create table uitkomst (
	koppeling_id uuid not null constraint uitkomst_koppeling_bestaat references koppeling (id) on delete cascade,
	ronde int4 not null, -- 1, and one more each time that staff turned an outcome back
	kant text not null constraint uitkomst_kant_bekend check (kant in ('school', 'aanbieder', 'medewerker')),
	uitkomst text not null constraint uitkomst_bekend check (uitkomst in ('afgerond', 'niet_verschenen')),
	minuten int4 constraint uitkomst_minuten_redelijk check (minuten between 1 and 6000),
	leerlingen int4 constraint uitkomst_leerlingen_redelijk check (leerlingen between 0 and 500),
	toelichting text constraint uitkomst_toelichting_lengte check (char_length(toelichting) between 1 and 1000),
	gemaakt_op timestamptz not null,
	gemaakt_door uuid,
	constraint uitkomst_een_per_kant primary key (koppeling_id, ronde, kant),
	constraint uitkomst_telt_wat_doorging check (uitkomst = 'afgerond' or (minuten is null and leerlingen is null))
);
comment on table uitkomst is 'What each side, or staff, says of how an activity went. The last round counts.';

create table betwisting (
	koppeling_id uuid not null constraint betwisting_koppeling_bestaat references koppeling (id) on delete cascade,
	ronde int4 not null,
	sinds timestamptz not null,
	beslecht_op timestamptz,
	constraint betwisting_een_per_ronde primary key (koppeling_id, ronde)
);
comment on table betwisting is 'The two sides say something else; it waits for staff until beslecht_op.';
create index betwisting_open on betwisting (sinds, koppeling_id) where beslecht_op is null;

create function uitkomst_ronde(koppeling uuid) returns int4 language sql stable as $$
	select 1 + count(*)::int4 from geschiedenis g
	where g.koppeling_id = koppeling and g.stap = 'terugdraaien' and g.naar = 'ingepland'
$$;

create function uitkomst_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from koppeling k
	where k.id = new.koppeling_id and k.status in ('afgerond', 'geevalueerd', 'niet_verschenen')
	for no key update;
	if not found then
		raise exception 'not over yet' using errcode = '23514', constraint = 'uitkomst_na_afloop';
	end if;
	new.ronde := uitkomst_ronde(new.koppeling_id);
	return new;
end $$;
create trigger uitkomst_voor before insert on uitkomst for each row execute function uitkomst_voor();

create function uitkomst_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	anders bool;
begin
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gemaakt_op, 'uitkomst', new.koppeling_id, 'gemaakt', new.ronde, new.gemaakt_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gemaakt_op, 'uitkomst.gemeld', new.koppeling_id, new.ronde);
	if new.kant = 'medewerker' then
		update betwisting b set beslecht_op = new.gemaakt_op where b.koppeling_id = new.koppeling_id and b.beslecht_op is null;
		return null;
	end if;
	select bool_or(u.uitkomst <> new.uitkomst) and not bool_or(u.kant = 'medewerker') into anders
	from uitkomst u where u.koppeling_id = new.koppeling_id and u.ronde = new.ronde;
	if anders then
		insert into betwisting (koppeling_id, ronde, sinds) values (new.koppeling_id, new.ronde, new.gemaakt_op);
		insert into gebeurtenis (op, soort, onderwerp, versie)
		values (new.gemaakt_op, 'uitkomst.betwist', new.koppeling_id, new.ronde);
	end if;
	return null;
end $$;
create trigger uitkomst_na after insert on uitkomst for each row execute function uitkomst_na();

-- What staff turns back is no longer disputed: both may tell anew.
create function betwisting_beslecht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update betwisting b set beslecht_op = new.gewijzigd_op where b.koppeling_id = new.id and b.beslecht_op is null;
	return null;
end $$;
create trigger koppeling_betwisting after update of status on koppeling for each row
	when (old.status in ('afgerond', 'niet_verschenen') and new.status = 'ingepland') execute function betwisting_beslecht();

alter table uitkomst enable row level security;
create policy uitkomst_van_koppeling on uitkomst to schakel_dienst
	using ((select mag_alles()) or ziet_koppeling(koppeling_id));
grant select, insert on uitkomst to schakel_dienst;
alter table betwisting enable row level security;
create policy betwisting_van_koppeling on betwisting for select to schakel_dienst
	using ((select mag_alles()) or ziet_koppeling(koppeling_id));
grant select on betwisting to schakel_dienst;

alter table beoordeling
	add column nog_eens bool,
	add column toelichting text constraint beoordeling_toelichting_lengte check (char_length(toelichting) between 1 and 1000),
	add column dankwoord text constraint beoordeling_dankwoord_lengte check (char_length(dankwoord) between 1 and 500),
	add column klas_antwoorden int4 constraint beoordeling_klas_antwoorden_redelijk check (klas_antwoorden between 5 and 500),
	add column klas_leuk int4,
	add column klas_geleerd int4,
	add column klas_interesse_voor int4,
	add column klas_interesse_na int4,
	-- Of fewer than five, a number says what somebody answered.
	add constraint beoordeling_klas_volledig check (
		num_nulls(klas_antwoorden, klas_leuk, klas_geleerd, klas_interesse_voor, klas_interesse_na) in (0, 5)),
	add constraint beoordeling_klas_hoogstens_allen check (
		least(klas_leuk, klas_geleerd, klas_interesse_voor, klas_interesse_na) >= 0
		and greatest(klas_leuk, klas_geleerd, klas_interesse_voor, klas_interesse_na) <= klas_antwoorden),
	add constraint beoordeling_klas_van_school check (kant = 'school' or (klas_antwoorden is null and dankwoord is null));
comment on column beoordeling.klas_interesse_voor is 'how many of the answers said before it: technology is something for me';

create function beoordeling_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from koppeling k where k.id = new.koppeling_id and k.status in ('afgerond', 'geevalueerd') for no key update;
	if not found then
		raise exception 'not over yet' using errcode = '23514', constraint = 'beoordeling_na_afloop';
	end if;
	return new;
end $$;
create trigger beoordeling_voor before insert on beoordeling for each row execute function beoordeling_voor();
alter function beoordeling_na() security definer;
alter function beoordeling_na() set search_path = public, pg_temp;
drop trigger beoordeling_na on beoordeling;
create trigger beoordeling_na after insert or update of cijfer on beoordeling for each row execute function beoordeling_na();

drop policy beoordeling_van_systeem on beoordeling;
create policy beoordeling_van_koppeling on beoordeling to schakel_dienst
	using ((select mag_alles()) or ziet_koppeling(koppeling_id));
grant insert on beoordeling to schakel_dienst;

-- Words about how it went go with who wrote them, and with whom they are about.
create function wis_woorden_na_afloop(wie uuid, vrijwilligers uuid[]) returns void language plpgsql as $$
declare
	van_hen uuid[] := array(select k.id from koppeling k where k.vrijwilliger_id = any (vrijwilligers));
begin
	update beoordeling b set toelichting = null, dankwoord = null
	where (b.koppeling_id = any (van_hen) or (b.gewijzigd_door = wie
			and b.koppeling_id in (select u.rij from audit u where u.account_id = wie and u.tabel = 'beoordeling')))
		and (b.toelichting is not null or b.dankwoord is not null);
	update uitkomst o set toelichting = null
	where (o.koppeling_id = any (van_hen) or (o.gemaakt_door = wie
			and o.koppeling_id in (select u.rij from audit u where u.account_id = wie and u.tabel = 'uitkomst')))
		and o.toelichting is not null;
end $$;
revoke execute on function wis_woorden_na_afloop(uuid, uuid[]) from public;
create or replace function wis_persoon(wie uuid, vrijwilligers uuid[], nu timestamptz, out overgedragen int8, out beeindigd int8)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	brieven uuid[];
begin
	perform from account a where a.id = wie for update;
	select coalesce(array_agg(p.id), '{}') into brieven
	from (select p.id from post p where p.account_id = wie order by p.id for update) p;
	select w.overgedragen, w.beeindigd into overgedragen, beeindigd from wis_aanvragen(wie, nu) w;
	beeindigd := beeindigd + wis_vrijwilligers(vrijwilligers, wie, nu);
	perform wis_aanbod_van_bedrijf(wie, nu);
	perform wis_woorden_na_afloop(wie, vrijwilligers);
	-- Words that went with the steps they took for an organisation, and with weights put in force.
	update geschiedenis g set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and g.koppeling_id = u.rij and g.volgnummer = u.versie
		and g.toelichting is not null;
	update koppeling k set toelichting = null
	from audit u
	where u.account_id = wie and u.tabel = 'koppeling' and k.id = u.rij and k.versie = u.versie and k.toelichting is not null;
	update gewicht_activering g set toelichting = null where g.account_id = wie;
	-- Answers that others got about them or with their words, and that are kept for a repetition: such a repetition is refused then.
	update idempotentie i set status = null, locatie = null, etag = null, antwoord = null, ids = '{}'
	where i.ids && (vrijwilligers || wie || wis_gemaakt(wie, 'aanvraag') || wis_gemaakt(wie, 'aanbod'));
	delete from account a where a.id = wie; -- and all that hangs on it
	insert into grafsteen (account_id, vrijwilliger_ids, op, brieven) values (wie, vrijwilligers, nu, brieven)
	on conflict (account_id) do update
	set vrijwilliger_ids = excluded.vrijwilliger_ids, brieven = grafsteen.brieven || excluded.brieven;
end $$;
