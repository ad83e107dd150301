-- Campaigns: a period with a target, to which requests of schools may belong, each with its window inside that of the campaign. Old code
-- keeps working: it knows no campaigns, and a request need not have one.
set local lock_timeout = '5s';

create table campagne (
	id uuid not null constraint campagne_uniek primary key,
	soort text not null constraint campagne_soort_bekend check (soort in ('themaweek', 'ontmoeting', 'beurs', 'wedstrijd')),
	titel text not null constraint campagne_titel_lengte check (char_length(titel) between 1 and 200),
	omschrijving text constraint campagne_omschrijving_lengte check (char_length(omschrijving) between 1 and 2000),
	van_datum date not null,
	tot_datum date not null,
	soorten text[] not null constraint campagne_hoogstens_20_soorten check (cardinality(soorten) <= 20), -- that belong; none: all
	doel int4 not null constraint campagne_doel_redelijk check (doel between 1 and 100000), -- activities agreed on
	status text not null constraint campagne_status_bekend check (status in ('actief', 'gesloten')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint campagne_periode_geldig check (van_datum <= tot_datum and tot_datum - van_datum <= 366)
);
create trigger campagne_vastleggen after insert or update on campagne for each row execute function leg_vast();
alter table campagne enable row level security;
create policy campagne_zien on campagne for select to schakel_dienst using ((select is_iemand()));
create policy campagne_nieuw on campagne for insert to schakel_dienst with check ((select mag_alles()));
create policy campagne_schrijven on campagne for update to schakel_dienst using ((select mag_alles()));
grant select, insert, update on campagne to schakel_dienst;

alter table aanvraag add column campagne_id uuid constraint aanvraag_campagne_bestaat references campagne (id);
create index aanvraag_op_campagne on aanvraag (campagne_id, id) where campagne_id is not null;

create function aanvraag_in_campagne() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if not exists (
		select from campagne c
		where c.id = new.campagne_id and c.status = 'actief'
			and new.van_datum >= c.van_datum and new.tot_datum <= c.tot_datum
			and (c.soorten = '{}' or new.soort = any (c.soorten))
		for share) then
		raise exception 'outside of the campaign' using errcode = '23514', constraint = 'aanvraag_binnen_campagne';
	end if;
	return null;
end $$;
-- Behind the change: what an upsert only proposes is no request yet.
create trigger aanvraag_in_campagne after insert on aanvraag for each row
	when (new.campagne_id is not null) execute function aanvraag_in_campagne();
create trigger aanvraag_in_campagne_weer after update on aanvraag for each row
	when (new.campagne_id is not null and ((new.campagne_id, new.van_datum, new.tot_datum, new.soort)
		is distinct from (old.campagne_id, old.van_datum, old.tot_datum, old.soort)
		or old.status = 'ingetrokken' and new.status <> 'ingetrokken')) execute function aanvraag_in_campagne();

-- The period and the types of a campaign shrink around its requests, not past them.
create function campagne_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (
		select from aanvraag a
		where a.campagne_id = new.id and a.status <> 'ingetrokken'
			and (a.van_datum < new.van_datum or a.tot_datum > new.tot_datum
				or new.soorten <> '{}' and not a.soort = any (new.soorten))) then
		raise exception 'requests lie outside' using errcode = '23514', constraint = 'campagne_om_haar_aanvragen';
	end if;
	return new;
end $$;
create trigger campagne_voor before update of van_datum, tot_datum, soorten on campagne for each row execute function campagne_voor();
