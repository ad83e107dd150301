-- Who leaves leaves work behind. Of a member of staff the requests it looks after and the tasks it has go to a colleague; of a company or
-- a volunteer the offers are closed and what is still to come is called off, after which refilling goes on by itself. First a preview of
-- how much it is, then the worker does it in batches: a row says how far it is, so that it goes on wherever a process died. Old code keeps
-- working: it makes none.
set local lock_timeout = '5s';

create table overdracht (
	id uuid not null constraint overdracht_uniek primary key,
	van_account_id uuid constraint overdracht_van_account_bestaat references account (id) on delete cascade,
	naar_account_id uuid constraint overdracht_naar_account_bestaat references account (id) on delete cascade,
	bedrijf_id uuid constraint overdracht_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint overdracht_vrijwilliger_bestaat references vrijwilliger (id),
	wie uuid generated always as (coalesce(van_account_id, bedrijf_id, vrijwilliger_id)) stored,
	reden text constraint overdracht_reden_bekend references reden (code),
	status text not null constraint overdracht_status_bekend check (status in ('voorbeeld', 'loopt', 'klaar')),
	geldig_tot_op timestamptz not null,
	toewijzingen int4 not null,
	taken int4 not null,
	aanbod int4 not null,
	koppelingen int4 not null,
	gedaan int4 not null,
	mislukt int4 not null,
	deel text not null constraint overdracht_deel_bekend check (deel in ('toewijzing', 'taak', 'aanbod', 'koppeling')),
	na_id uuid not null,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint overdracht_van_een check (num_nonnulls(van_account_id, bedrijf_id, vrijwilliger_id) = 1),
	constraint overdracht_naar_bij_medewerker check ((van_account_id is null) = (naar_account_id is null)),
	constraint overdracht_naar_een_ander check (naar_account_id <> van_account_id),
	constraint overdracht_reden_bij_vertrek check ((van_account_id is null) = (reden is not null))
);
comment on column overdracht.wie is 'who leaves';
comment on column overdracht.toewijzingen is 'this, and the three that follow: how many there were when it was looked at';
comment on column overdracht.deel is 'what the worker is at; na_id: behind which match';
comment on column overdracht.gewijzigd_door is 'while it runs: who had it carried out';
create index overdracht_loopt on overdracht (id) where status = 'loopt';
create index overdracht_op_tijd on overdracht (gemaakt_op);
create index overdracht_op_wie on overdracht (wie);
create trigger overdracht_vastleggen after insert on overdracht for each row execute function leg_vast();
create trigger overdracht_vastleggen_stap after update of status on overdracht for each row
	when (old.status <> new.status) execute function leg_vast();

alter table overdracht enable row level security;
create policy overdracht_van_staf on overdracht to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on overdracht to schakel_dienst;
