-- Plans of a season or a campaign: made by a worker for many open requests at once, looked at and compared by staff, and then published:
-- only that makes proposals, each by itself, and nobody was bound before. What a plan was made of is kept with it, so that it can be made again
-- to the same bytes. Old code keeps working: the tables are new.
set local lock_timeout = '5s';

create table planning (
	id uuid not null constraint planning_uniek primary key,
	titel text not null constraint planning_titel_lengte check (char_length(titel) between 1 and 200),
	soort text not null constraint planning_soort_bekend references activiteitsoort (code),
	campagne_id uuid constraint planning_campagne_bestaat references campagne (id),
	gemeente_code text constraint planning_gemeente_bestaat references gemeente (code),
	gewicht_id uuid not null constraint planning_gewicht_bestaat references gewicht_versie (id),
	spreiding int4 not null constraint planning_spreiding_in_honderdsten check (spreiding between 0 and 100),
	loting int8 not null constraint planning_loting_positief check (loting between 0 and 9007199254740991),
	status text not null constraint planning_status_bekend
		check (status in ('bezig', 'klaar', 'mislukt', 'gestopt', 'publiceert', 'gepubliceerd', 'ingetrokken')),
	fout text, -- the code of why it failed
	poging int4 not null, -- counts the workers that began; only the last one may write
	gezien_op timestamptz, -- the last that was heard of that worker; null: nobody began
	vandaag date, -- the plan begins the day after
	aanvragen int4, -- that were open when it began
	gedaan int4 not null, -- of these, collected
	invoer bytea, -- what the engine was given
	afdruk text generated always as (encode(sha256(invoer), 'hex')) stored,
	programma text, -- the version that made it
	uitkomst jsonb,
	na_nr int4 not null, -- while it is published: behind which placing
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint planning_uitkomst_als_klaar
		check ((status in ('klaar', 'publiceert', 'gepubliceerd', 'ingetrokken')) = (uitkomst is not null and invoer is not null)),
	constraint planning_fout_als_mislukt check ((status = 'mislukt') = (fout is not null)),
	constraint planning_telt check (gedaan >= 0 and poging >= 0 and aanvragen >= 0 and na_nr >= 0)
);
create index planning_loopt on planning (id) where status in ('bezig', 'publiceert');
create index planning_op_tijd on planning (gemaakt_op);
create trigger planning_gemaakt after insert on planning for each row execute function leg_vast();
create trigger planning_stap after update on planning for each row when (old.status <> new.status) execute function leg_vast();

-- What staff wants of it beforehand: this offer for this request, or never.
create table planning_eis (
	planning_id uuid not null constraint planning_eis_van_planning references planning (id) on delete cascade,
	aanvraag_id uuid not null constraint planning_eis_aanvraag_bestaat references aanvraag (id) on delete cascade,
	aanbod_id uuid not null constraint planning_eis_aanbod_bestaat references aanbod (id) on delete cascade,
	vast bool not null,
	constraint planning_eis_uniek primary key (planning_id, aanvraag_id, aanbod_id)
);
create index planning_eis_op_aanvraag on planning_eis (aanvraag_id);
create index planning_eis_op_aanbod on planning_eis (aanbod_id);

-- Who goes where and when, in the order in which it is published; without an offer: nobody, and why.
create table inzet (
	planning_id uuid not null constraint inzet_van_planning references planning (id) on delete cascade,
	nr int4 not null constraint inzet_nr_telt check (nr >= 1),
	aanvraag_id uuid not null constraint inzet_aanvraag_bestaat references aanvraag (id) on delete cascade,
	aanbod_id uuid constraint inzet_aanbod_bestaat references aanbod (id) on delete cascade,
	datum date,
	dagdeel text constraint inzet_dagdeel_bekend check (dagdeel in ('ochtend', 'middag', 'avond')),
	score int4 constraint inzet_score_geldig check (score between 0 and 100000),
	plaats int4 constraint inzet_plaats_telt check (plaats >= 1), -- of the offer among those that the request has
	alternatieven uuid[] not null constraint inzet_hoogstens_3_alternatieven check (cardinality(alternatieven) <= 3),
	factoren jsonb,
	reden text constraint inzet_reden_bekend check (reden in ('niemand', 'schaars')), -- why nobody
	status text not null constraint inzet_status_bekend check (status in ('gepland', 'onvervuld', 'voorgesteld', 'geweigerd', 'ingetrokken')),
	koppeling_id uuid constraint inzet_koppeling_bestaat references koppeling (id) on delete cascade,
	code text, -- why it could not be proposed
	constraint inzet_uniek primary key (planning_id, nr),
	constraint inzet_een_per_aanvraag unique (planning_id, aanvraag_id),
	constraint inzet_heel check (
		(aanbod_id is null) = (datum is null) and (aanbod_id is null) = (dagdeel is null) and (aanbod_id is null) = (score is null)
		and (aanbod_id is null) = (factoren is null) and (aanbod_id is null) = (reden is not null)
		and (aanbod_id is null) = (status = 'onvervuld') and (aanbod_id is null) = (plaats is null)),
	constraint inzet_koppeling_als_voorgesteld check ((koppeling_id is not null) = (status in ('voorgesteld', 'ingetrokken'))),
	constraint inzet_code_als_geweigerd check ((code is not null) = (status = 'geweigerd'))
);
create index inzet_op_aanvraag on inzet (aanvraag_id);
create index inzet_op_aanbod on inzet (aanbod_id);
create unique index inzet_op_koppeling on inzet (koppeling_id);

alter table planning enable row level security;
create policy planning_van_staf on planning to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on planning to schakel_dienst;
alter table planning_eis enable row level security;
create policy planning_eis_van_staf on planning_eis to schakel_dienst using ((select mag_alles()));
grant select, insert on planning_eis to schakel_dienst;
alter table inzet enable row level security;
create policy inzet_van_staf on inzet to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on inzet to schakel_dienst;

-- Of who wants to be erased goes why they were chosen; that somebody was, stands with the request.
create function vrijwilliger_wist_inzetten() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update inzet i set factoren = '[]'
	where i.aanbod_id in (select o.id from aanbod o where o.vrijwilliger_id = new.id) and i.factoren <> '[]';
	return null;
end $$;
create trigger vrijwilliger_wist_inzetten after update of gewist_op on vrijwilliger for each row
	when (new.gewist_op is not null and old.gewist_op is null) execute function vrijwilliger_wist_inzetten();
