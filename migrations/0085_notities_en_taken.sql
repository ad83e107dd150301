-- What staff writes down about a request or one of its matches, for each other: notes, and tasks with an owner and a day. They go with who
-- wrote them, with whom the request was about when that person is erased, and two years later by themselves. Old code keeps working.
set local lock_timeout = '5s';

create table notitie (
	id uuid not null constraint notitie_uniek primary key,
	aanvraag_id uuid not null constraint notitie_aanvraag_bestaat references aanvraag (id) on delete cascade,
	koppeling_id uuid constraint notitie_koppeling_bestaat references koppeling (id) on delete cascade,
	account_id uuid not null constraint notitie_account_bestaat references account (id) on delete cascade,
	tekst text not null constraint notitie_tekst_lengte check (char_length(tekst) between 1 and 2000),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
create index notitie_op_aanvraag on notitie (aanvraag_id, id);
create index notitie_op_account on notitie (account_id, id);
create index notitie_op_tijd on notitie (gemaakt_op);
create trigger notitie_vastleggen after insert or update on notitie for each row execute function leg_vast();

create table taak (
	id uuid not null constraint taak_uniek primary key,
	aanvraag_id uuid not null constraint taak_aanvraag_bestaat references aanvraag (id) on delete cascade,
	koppeling_id uuid constraint taak_koppeling_bestaat references koppeling (id) on delete cascade,
	account_id uuid not null constraint taak_account_bestaat references account (id) on delete cascade,
	eigenaar_id uuid constraint taak_eigenaar_bestaat references account (id) on delete set null,
	tekst text not null constraint taak_tekst_lengte check (char_length(tekst) between 1 and 500),
	voor_datum date,
	klaar_op timestamptz,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
comment on column taak.account_id is 'who wrote it';
comment on column taak.eigenaar_id is 'who does it; null: nobody yet';
create index taak_op_aanvraag on taak (aanvraag_id, id);
create index taak_op_account on taak (account_id, id);
create index taak_op_eigenaar on taak (eigenaar_id, id);
create index taak_open on taak (id) where klaar_op is null;
create index taak_open_van on taak (eigenaar_id, id) where klaar_op is null;
create index taak_open_van_niemand on taak (id) where klaar_op is null and eigenaar_id is null;
create index taak_klaar on taak (klaar_op) where klaar_op is not null;
create trigger taak_vastleggen after insert or update on taak for each row execute function leg_vast();

-- A match that is named is one of the request.
create function van_zelfde_aanvraag() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if new.koppeling_id is not null
		and not exists (select from koppeling k where k.id = new.koppeling_id and k.aanvraag_id = new.aanvraag_id) then
		raise exception 'a match of another request' using errcode = '23514', constraint = 'koppeling_van_deze_aanvraag';
	end if;
	return new;
end $$;
create trigger notitie_van_zelfde_aanvraag before insert or update of aanvraag_id, koppeling_id on notitie
	for each row execute function van_zelfde_aanvraag();
create trigger taak_van_zelfde_aanvraag before insert or update of aanvraag_id, koppeling_id on taak
	for each row execute function van_zelfde_aanvraag();

-- Who is erased may be named in them.
create function vergeet_notities(aanvragen uuid[]) returns void language sql as $$
	delete from notitie n where n.aanvraag_id = any (aanvragen);
	delete from taak t where t.aanvraag_id = any (aanvragen);
$$;
create function vrijwilliger_wist_notities() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform vergeet_notities(array(select k.aanvraag_id from koppeling k where k.vrijwilliger_id = new.id));
	return null;
end $$;
create trigger vrijwilliger_wist_notities after update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null) execute function vrijwilliger_wist_notities();
create function aanvraag_wist_notities() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform vergeet_notities(array[new.id]);
	return null;
end $$;
create trigger aanvraag_wist_notities after update of onderwerp on aanvraag for each row
	when (new.onderwerp = 'Gewist' and old.onderwerp <> 'Gewist') execute function aanvraag_wist_notities();
revoke execute on function vergeet_notities(uuid[]) from public;

alter table notitie enable row level security;
create policy notitie_van_staf on notitie to schakel_dienst using ((select mag_alles()));
grant select, insert, delete on notitie to schakel_dienst;
alter table taak enable row level security;
create policy taak_van_staf on taak to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on taak to schakel_dienst;
