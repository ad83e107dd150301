-- What staff decides before the engine weighs a request: this offer first (voorrang), or never this offer, person or company (verbod). Both
-- say why, are withdrawn and not changed, and stay to be counted. A veto is something else: of a side, and for all of its requests.
-- Old code keeps working: it does not look, and the database refuses a match that was ruled out.
set local lock_timeout = '5s';

create table ingreep (
	id uuid not null constraint ingreep_uniek primary key,
	aanvraag_id uuid not null constraint ingreep_aanvraag_bestaat references aanvraag (id) on delete cascade,
	soort text not null constraint ingreep_soort_bekend check (soort in ('voorrang', 'verbod')),
	aanbod_id uuid constraint ingreep_aanbod_bestaat references aanbod (id),
	vrijwilliger_id uuid constraint ingreep_vrijwilliger_bestaat references vrijwilliger (id),
	bedrijf_id uuid constraint ingreep_bedrijf_bestaat references bedrijf (id),
	wie uuid generated always as (coalesce(aanbod_id, vrijwilliger_id, bedrijf_id)) stored,
	reden text not null constraint ingreep_reden_bekend references reden (code),
	toelichting text constraint ingreep_toelichting_lengte check (char_length(toelichting) between 1 and 1000),
	ingetrokken_op timestamptz,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint ingreep_noemt_een check (num_nonnulls(aanbod_id, vrijwilliger_id, bedrijf_id) = 1),
	constraint ingreep_voorrang_voor_aanbod check (soort <> 'voorrang' or aanbod_id is not null)
);
comment on column ingreep.wie is 'the offer, the person or the company that it is about';
comment on column ingreep.toelichting is 'for staff: no side is told why';
create unique index ingreep_een_tegelijk on ingreep (aanvraag_id, wie) where ingetrokken_op is null;
create unique index ingreep_een_voorrang on ingreep (aanvraag_id) where ingetrokken_op is null and soort = 'voorrang';
create index ingreep_op_aanvraag on ingreep (aanvraag_id, id);
create index ingreep_op_wie on ingreep (wie);
create index ingreep_op_tijd on ingreep (gemaakt_op);
create trigger ingreep_vastleggen after insert or update of ingetrokken_op on ingreep for each row execute function leg_vast();

-- Whoever proposes holds the request too: what is ruled out at the same moment waits, and is seen.
create function ingreep_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from aanvraag a where a.id = new.aanvraag_id for no key update;
	if (select count(*) from ingreep i where i.aanvraag_id = new.aanvraag_id and i.ingetrokken_op is null) >= 100 then
		raise exception 'that many for one request' using errcode = '23514', constraint = 'ingreep_hoogstens_100_per_aanvraag';
	end if;
	return new;
end $$;
create trigger ingreep_voor before insert on ingreep for each row execute function ingreep_voor();

create function koppeling_voor_verbod() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from ingreep i
		where i.aanvraag_id = new.aanvraag_id and i.ingetrokken_op is null and i.soort = 'verbod'
			and i.wie in (new.aanbod_id, new.vrijwilliger_id, new.bedrijf_id)) then
		raise exception 'staff ruled this out' using errcode = '23514', constraint = 'koppeling_zonder_verbod';
	end if;
	return new;
end $$;
create trigger koppeling_voor_verbod before insert on koppeling for each row execute function koppeling_voor_verbod();
create trigger koppeling_voor_verbod_weer before update of status on koppeling for each row
	when (koppeling_loopt(new.status) and not koppeling_loopt(old.status)) execute function koppeling_voor_verbod();

-- Who is erased is named in none, nor in the words of one.
create function vrijwilliger_wist_ingrepen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from ingreep i
	where i.wie = new.id or i.wie = any (array(select a.id from aanbod a where a.vrijwilliger_id = new.id));
	update ingreep i set toelichting = null
	where i.toelichting is not null
		and i.aanvraag_id = any (array(select k.aanvraag_id from koppeling k where k.vrijwilliger_id = new.id));
	return null;
end $$;
create trigger vrijwilliger_wist_ingrepen after update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null) execute function vrijwilliger_wist_ingrepen();
create function aanvraag_wist_ingrepen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update ingreep i set toelichting = null where i.aanvraag_id = new.id and i.toelichting is not null;
	return null;
end $$;
create trigger aanvraag_wist_ingrepen after update of onderwerp on aanvraag for each row
	when (new.onderwerp = 'Gewist' and old.onderwerp <> 'Gewist') execute function aanvraag_wist_ingrepen();

alter table ingreep enable row level security;
create policy ingreep_van_staf on ingreep to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on ingreep to schakel_dienst;
