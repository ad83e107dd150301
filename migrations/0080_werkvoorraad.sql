-- What waits for staff stands in one list, with an index for each way to look at it: proposals to decide about, approved ones that nobody
-- answered and that soon end, open requests without a proposal, and who did not turn up. Triggers keep it, so that no way of writing
-- leaves something out; only that a term is nearly over, which is a matter of time, is seen by the worker. A request, and all that comes of
-- it, may be assigned to a member of staff. Old code keeps working: it does not look.
set local lock_timeout = '5s';

create table toewijzing (
	id uuid not null constraint toewijzing_uniek primary key
		constraint toewijzing_aanvraag_bestaat references aanvraag (id),
	account_id uuid constraint toewijzing_account_bestaat references account (id) on delete set null,
	versie int8 not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
comment on column toewijzing.id is 'of the request';
comment on column toewijzing.account_id is 'who looks after it; null: nobody any more';
create index toewijzing_op_account on toewijzing (account_id, id);
create trigger toewijzing_vastleggen after insert or update on toewijzing for each row execute function leg_vast();

create table werkvoorraad (
	id uuid not null constraint werkvoorraad_uniek primary key,
	wat text not null constraint werkvoorraad_wat_bekend check (wat in ('voorstel', 'antwoord', 'weggebleven', 'aanvraag')),
	aanvraag_id uuid not null constraint werkvoorraad_aanvraag_bestaat references aanvraag (id),
	soort text not null,
	gemeente_code text,
	kring_id uuid,
	sinds_op timestamptz not null,
	eindigt_op timestamptz not null,
	toegewezen_aan uuid
);
comment on column werkvoorraad.id is 'of the koppeling, or of the aanvraag itself';
comment on column werkvoorraad.eindigt_op is 'until then it can be decided; after it nothing waits any more';
create index werkvoorraad_op_einde on werkvoorraad (eindigt_op, id);
create index werkvoorraad_op_wat on werkvoorraad (wat, eindigt_op, id);
create index werkvoorraad_op_soort on werkvoorraad (soort, eindigt_op, id);
create index werkvoorraad_op_gemeente on werkvoorraad (gemeente_code, eindigt_op, id);
create index werkvoorraad_op_kring on werkvoorraad (kring_id, eindigt_op, id);
create index werkvoorraad_op_toegewezen on werkvoorraad (toegewezen_aan, eindigt_op, id);
create index werkvoorraad_op_aanvraag on werkvoorraad (aanvraag_id);

create table weergave (
	id uuid not null constraint weergave_uniek primary key,
	account_id uuid not null constraint weergave_account_bestaat references account (id) on delete cascade,
	naam text not null constraint weergave_naam_lengte check (char_length(naam) between 1 and 100),
	gedeeld bool not null,
	wat text,
	soort text,
	gemeente_code text,
	kring_id uuid,
	toegewezen text constraint weergave_toegewezen_bekend check (toegewezen in ('mij', 'niemand')),
	wacht_dagen int4 constraint weergave_wacht_dagen_redelijk check (wacht_dagen between 1 and 365),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
comment on column weergave.gedeeld is 'for all staff, who then also change it; else for whose it is';
create unique index weergave_naam_uniek on weergave (account_id, lower(naam));
create index weergave_op_account on weergave (account_id, id);
create index weergave_gedeeld on weergave (id) where gedeeld;
create trigger weergave_vastleggen after insert or update on weergave for each row execute function leg_vast();

-- A request waits when it is open, no proposal runs for it and none is being made by itself (bijvulling), until its last day has gone.
create function werkvoorraad_aanvraag(van uuid, nu timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from aanvraag a where a.id = van and a.status = 'open')
		and not exists (select from koppeling k where k.aanvraag_id = van and koppeling_loopt(k.status))
		and not exists (select from bijvulling b where b.aanvraag_id = van and b.status = 'wacht') then
		insert into werkvoorraad as w (id, wat, aanvraag_id, soort, gemeente_code, sinds_op, eindigt_op, toegewezen_aan)
		select a.id, 'aanvraag', a.id, a.soort, s.gemeente_code, nu, (a.tot_datum + 1)::timestamp at time zone 'Europe/Amsterdam',
			t.account_id
		from aanvraag a
		join school s on s.id = a.school_id
		left join toewijzing t on t.id = a.id
		where a.id = van
		on conflict (id) do update set soort = excluded.soort, eindigt_op = excluded.eindigt_op;
	else
		delete from werkvoorraad w where w.id = van;
	end if;
end $$;

-- A koppeling waits by its state: for a decision, or to hear why somebody stayed away; after two weeks that rests.
create function werkvoorraad_zet(k koppeling, wat text, sinds timestamptz, tot timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into werkvoorraad (id, wat, aanvraag_id, soort, gemeente_code, kring_id, sinds_op, eindigt_op, toegewezen_aan)
	select k.id, werkvoorraad_zet.wat, k.aanvraag_id, k.soort, s.gemeente_code, k.kring_id, sinds, tot, t.account_id
	from school s
	left join toewijzing t on t.id = k.aanvraag_id
	where s.id = k.school_id
	on conflict (id) do nothing;
end $$;
create function koppeling_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from werkvoorraad w where w.id = new.id;
	if new.status = 'voorgesteld' then
		perform werkvoorraad_zet(new, 'voorstel', new.gewijzigd_op, new.verloopt_op);
	elsif new.status = 'niet_verschenen' then
		perform werkvoorraad_zet(new, 'weggebleven', new.gewijzigd_op, new.gewijzigd_op + interval '14 days');
	end if;
	if tg_op = 'INSERT' or koppeling_loopt(old.status) <> koppeling_loopt(new.status) then
		perform werkvoorraad_aanvraag(new.aanvraag_id, new.gewijzigd_op);
	end if;
	return null;
end $$;
create trigger koppeling_naar_werkvoorraad_nieuw after insert on koppeling for each row execute function koppeling_naar_werkvoorraad();
create trigger koppeling_naar_werkvoorraad_stap after update of status on koppeling for each row
	when (old.status is distinct from new.status) execute function koppeling_naar_werkvoorraad();

create function aanvraag_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform werkvoorraad_aanvraag(new.id, new.gewijzigd_op);
	return null;
end $$;
create trigger aanvraag_naar_werkvoorraad_nieuw after insert on aanvraag for each row
	when (new.status = 'open') execute function aanvraag_naar_werkvoorraad();
create trigger aanvraag_naar_werkvoorraad_anders after update of status, soort, tot_datum on aanvraag for each row
	when ((old.status, old.soort, old.tot_datum) is distinct from (new.status, new.soort, new.tot_datum))
	execute function aanvraag_naar_werkvoorraad();

create function bijvulling_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform werkvoorraad_aanvraag(new.aanvraag_id, new.gewijzigd_op);
	return null;
end $$;
create trigger bijvulling_naar_werkvoorraad after update of status on bijvulling for each row
	when (new.status = 'gestopt') execute function bijvulling_naar_werkvoorraad();

create function toewijzing_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update werkvoorraad w set toegewezen_aan = new.account_id where w.aanvraag_id = new.id;
	return null;
end $$;
create trigger toewijzing_naar_werkvoorraad after insert or update on toewijzing for each row execute function toewijzing_naar_werkvoorraad();

-- What waits already.
select werkvoorraad_zet(k, 'voorstel', k.gewijzigd_op, k.verloopt_op) from koppeling k where k.status = 'voorgesteld';
select werkvoorraad_zet(k, 'weggebleven', k.gewijzigd_op, k.gewijzigd_op + interval '14 days')
from koppeling k where k.status = 'niet_verschenen';
select werkvoorraad_aanvraag(a.id, a.gewijzigd_op) from aanvraag a where a.status = 'open';

alter table werkvoorraad enable row level security;
create policy werkvoorraad_van_staf_of_kring on werkvoorraad for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[kring_id], (select eigen_ids())));
create policy werkvoorraad_nieuw on werkvoorraad for insert to schakel_dienst with check ((select is_systeem()));
create policy werkvoorraad_weg on werkvoorraad for delete to schakel_dienst using ((select is_systeem()));
grant select, insert, delete on werkvoorraad to schakel_dienst;
alter table toewijzing enable row level security;
create policy toewijzing_van_staf on toewijzing to schakel_dienst using ((select mag_alles()));
grant select, insert, update on toewijzing to schakel_dienst;
alter table weergave enable row level security;
create policy weergave_van_staf on weergave to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on weergave to schakel_dienst;
