-- Saved searches: what a member looks for among the offers (a school) or among the open requests (who offers), and what of that came since,
-- so that a letter can tell of it. What is new is read from the outbox, from a place that is kept. Old code keeps working: it knows of none.
set local lock_timeout = '5s';

-- How far whoever works through the outbox is, over all processes: all events up to and including this one are done.
create table volgplaats (
	naam text not null constraint volgplaats_uniek primary key,
	transactie int8 not null,
	volgnummer int8 not null
);
alter table volgplaats enable row level security;
create policy volgplaats_van_systeem on volgplaats to schakel_dienst using ((select is_systeem()));
grant select, update on volgplaats to schakel_dienst;
insert into volgplaats (naam, transactie, volgnummer) values ('zoekopdracht', pg_snapshot_xmin(pg_current_snapshot())::text::int8, 0);

create table zoekopdracht (
	id uuid not null constraint zoekopdracht_uniek primary key,
	account_id uuid not null constraint zoekopdracht_account_bestaat references account (id) on delete cascade,
	lid_id uuid not null constraint zoekopdracht_lid_bestaat references lid (id) on delete cascade,
	naam text not null constraint zoekopdracht_naam_lengte check (char_length(naam) between 1 and 100),
	wat text not null constraint zoekopdracht_wat_bekend check (wat in ('aanbod', 'aanvraag')),
	soort text,
	themas text[] not null constraint zoekopdracht_hoogstens_10_themas check (cardinality(themas) <= 10), -- any of these, or below it
	niveau int8 constraint zoekopdracht_hoogstens_een_niveau check (niveau > 0 and (niveau & (niveau - 1)) = 0),
	gemeente_code text,
	afstand_km int4 constraint zoekopdracht_afstand_redelijk check (afstand_km between 5 and 400),
	van_datum date, -- possible on some day from this one …
	tot_datum date, -- … to this one
	gemaakt_op timestamptz not null,
	gebruikt_op timestamptz not null, -- made, or its owner looked at what it found
	constraint zoekopdracht_van_voor_tot check (van_datum <= tot_datum),
	constraint zoekopdracht_afstand_van_school check (afstand_km is null or wat = 'aanbod')
);
comment on column zoekopdracht.afstand_km is 'from the school that looks; not so short that it shows where one person lives';
create unique index zoekopdracht_naam_uniek on zoekopdracht (account_id, lower(naam));
create index zoekopdracht_op_account on zoekopdracht (account_id, id);
create index zoekopdracht_op_lid on zoekopdracht (lid_id);
create index zoekopdracht_op_soort on zoekopdracht (wat, soort);
create index zoekopdracht_op_gebruik on zoekopdracht (gebruikt_op);
alter table zoekopdracht enable row level security;
create policy zoekopdracht_zelf on zoekopdracht to schakel_dienst
	using ((select is_systeem()) or is_eigen(array[account_id], (select eigen_ids())));
grant select, insert, update, delete on zoekopdracht to schakel_dienst;

-- Once for each person, whichever of their searches found it first: so nobody is told twice of one thing.
create table zoektreffer (
	account_id uuid not null constraint zoektreffer_account_bestaat references account (id) on delete cascade,
	ding_id uuid not null, -- an offer or a request
	nummer int8 generated always as identity,
	zoekopdracht_id uuid constraint zoektreffer_zoekopdracht_bestaat references zoekopdracht (id) on delete set null,
	gevonden_op timestamptz not null,
	gemeld_op timestamptz, -- a letter told of it, or had nobody to go to
	constraint zoektreffer_een_per_persoon primary key (account_id, ding_id)
);
create index zoektreffer_in_volgorde on zoektreffer (account_id, nummer);
create index zoektreffer_op_zoekopdracht on zoektreffer (zoekopdracht_id);
create index zoektreffer_te_melden on zoektreffer (account_id, gevonden_op) where gemeld_op is null;
create index zoektreffer_gemeld on zoektreffer (account_id, gemeld_op) where gemeld_op is not null;
create index zoektreffer_van_niemand on zoektreffer (gevonden_op) where zoekopdracht_id is null;
alter table zoektreffer enable row level security;
create policy zoektreffer_zelf on zoektreffer to schakel_dienst
	using ((select is_systeem()) or is_eigen(array[account_id], (select eigen_ids())));
grant select, insert, update, delete on zoektreffer to schakel_dienst;
