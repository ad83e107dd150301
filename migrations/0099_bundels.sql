-- Staff takes one step with many things of the werkvoorraad at once: first a preview that says of each whether it may, then just that, and
-- for ten minutes it can be taken back. What goes to others waits so long: letters and refills carry the moment from which they may go, so
-- nothing has to be called back. Old code keeps working: it makes none.
set local lock_timeout = '5s';

create table bundel (
	id uuid not null constraint bundel_uniek primary key,
	account_id uuid not null constraint bundel_account_bestaat references account (id) on delete cascade,
	stap text not null constraint bundel_stap_bekend check (stap in ('goedkeuren', 'afwijzen', 'toewijzen')),
	reden text constraint bundel_reden_bekend references reden (code),
	toelichting text constraint bundel_toelichting_lengte check (char_length(toelichting) between 1 and 1000),
	aan_account_id uuid constraint bundel_aan_account_bestaat references account (id) on delete set null,
	status text not null constraint bundel_status_bekend check (status in ('voorbeeld', 'uitgevoerd', 'teruggedraaid')),
	geldig_tot_op timestamptz not null,
	terug_tot_op timestamptz,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint bundel_terug_na_uitvoering check ((status = 'voorbeeld') = (terug_tot_op is null))
);
comment on column bundel.aan_account_id is 'to whom it is assigned; null: to nobody';
comment on column bundel.geldig_tot_op is 'the preview can be carried out until then';
comment on column bundel.terug_tot_op is 'what was done can be taken back until then; letters and refills wait for it';
create index bundel_op_account on bundel (account_id, id);
create index bundel_op_tijd on bundel (gemaakt_op);
create trigger bundel_vastleggen after insert or update on bundel for each row execute function leg_vast();

create table bundel_regel (
	bundel_id uuid not null constraint bundel_regel_bundel_bestaat references bundel (id) on delete cascade,
	volgnummer int4 not null,
	ding_id uuid not null,
	aanvraag_id uuid not null constraint bundel_regel_aanvraag_bestaat references aanvraag (id) on delete cascade,
	status text not null constraint bundel_regel_status_bekend check (
		status in ('kan', 'kan_niet', 'gedaan', 'niet_gedaan', 'teruggedraaid', 'niet_teruggedraaid')),
	code text,
	uitleg text,
	versie int8 not null,
	post_id uuid,
	vorige_account_id uuid constraint bundel_regel_vorige_account_bestaat references account (id) on delete set null,
	constraint bundel_regel_uniek primary key (bundel_id, volgnummer),
	constraint bundel_regel_een_keer unique (ding_id, bundel_id)
);
comment on column bundel_regel.ding_id is 'of the werkvoorraad: a koppeling, or an aanvraag';
comment on column bundel_regel.versie is 'of the koppeling (or the toewijzing; 0: none) as it was seen last by the bundel';
comment on column bundel_regel.code is 'why not; goes with uitleg';
create index bundel_regel_op_aanvraag on bundel_regel (aanvraag_id);

alter table bundel enable row level security;
create policy bundel_van_staf on bundel to schakel_dienst using ((select mag_alles()));
alter table bundel_regel enable row level security;
create policy bundel_regel_van_staf on bundel_regel to schakel_dienst using ((select mag_alles()));
grant select, insert, update, delete on bundel to schakel_dienst;
grant select, insert, update on bundel_regel to schakel_dienst;
