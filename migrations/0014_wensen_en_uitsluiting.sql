-- What the engine weighs besides topic, time and place: who does not want whom, who may train for what, how old a group is,
-- and what a school would like. Old code keeps working: every new column has a default, the tables are new.
set local lock_timeout = '5s';

-- One side has excluded the other, from a day on and until another. Either side has its own, and only that one.
create table veto (
	id uuid not null constraint veto_uniek primary key,
	school_id uuid not null constraint veto_school_bestaat references school (id),
	bedrijf_id uuid constraint veto_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint veto_vrijwilliger_bestaat references vrijwilliger (id),
	kant text not null constraint veto_kant_bekend check (kant in ('school', 'aanbieder')), -- who asked for it
	reden text not null constraint veto_reden_bekend references reden (code),
	van_datum date not null,
	eind_datum date, -- the first day on which it holds no more
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint veto_precies_een_aanbieder check ((bedrijf_id is null) <> (vrijwilliger_id is null)),
	constraint veto_van_voor_eind check (van_datum <= eind_datum),
	constraint veto_een_tegelijk exclude using gist (school_id with =, coalesce(bedrijf_id, vrijwilliger_id) with =,
		kant with =, daterange(van_datum, eind_datum) with &&)
);
create index veto_op_bedrijf on veto (bedrijf_id, id);
create index veto_op_vrijwilliger on veto (vrijwilliger_id, id);
create trigger veto_vastleggen after insert or update on veto for each row execute function leg_vast();

-- Holds at the proposal, whatever the engine saw. After koppeling_voor, which holds request and volunteer.
create function koppeling_voor_veto() returns trigger language plpgsql as $$
declare
	dag date := (new.gemaakt_op at time zone 'Europe/Amsterdam')::date;
begin
	if exists (select from veto w
		where w.school_id = new.school_id
			and (w.bedrijf_id = new.bedrijf_id or w.vrijwilliger_id = new.vrijwilliger_id)
			and w.van_datum <= dag and (w.eind_datum is null or w.eind_datum > dag)) then
		raise exception 'one side excluded the other' using errcode = '23514', constraint = 'koppeling_zonder_veto';
	end if;
	return new;
end $$;
create trigger koppeling_voor_veto before insert on koppeling for each row execute function koppeling_voor_veto();

-- A company may train for a qualification (crebo) of the vocational colleges until a day, itself included.
create table erkenning (
	id uuid not null constraint erkenning_uniek primary key,
	bedrijf_id uuid not null constraint erkenning_bedrijf_bestaat references bedrijf (id),
	crebo int4 not null constraint erkenning_crebo_vijf_cijfers check (crebo between 10000 and 99999),
	geldig_tot_datum date not null,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint erkenning_een_per_crebo unique (bedrijf_id, crebo)
);
create index erkenning_op_bedrijf on erkenning (bedrijf_id, id);
create trigger erkenning_vastleggen after insert or update on erkenning for each row execute function leg_vast();

alter table aanvraag
	add column leeftijd_min int4 constraint aanvraag_leeftijd_min_redelijk check (leeftijd_min between 3 and 99),
	add column crebo int4 constraint aanvraag_crebo_vijf_cijfers check (crebo between 10000 and 99999),
	add column wachttijd_weken int4 constraint aanvraag_wachttijd_redelijk check (wachttijd_weken between 1 and 104),
	add column voorkeur text not null default 'geen'
		constraint aanvraag_voorkeur_bekend check (voorkeur in ('geen', 'vertrouwd', 'nieuw')),
	add column wens_dagdelen int4 not null default 0
		constraint aanvraag_wens_dagdelen_bekend check (wens_dagdelen between 0 and 32767),
	add column wens_talen text[] not null default '{}'
		constraint aanvraag_wens_talen_bekend check (wens_talen <@ array['nl', 'en', 'de', 'fr']),
	add column wens_ambassadeur bool not null default false;
comment on column aanvraag.leeftijd_min is 'age of the youngest of the group, in years';

alter table aanbod
	add column leeftijd_min int4 constraint aanbod_leeftijd_min_redelijk check (leeftijd_min between 3 and 99);

-- Of an ambassador's age a band says enough to judge how near it is to a class.
alter table vrijwilliger
	add column opleiding int8 not null default 0, -- set of levels that the person did or does, bits as in lib/domain/niveau.h
	add column leeftijdsgroep text constraint vrijwilliger_leeftijdsgroep_bekend
		check (leeftijdsgroep in ('tot-20', '20-24', '25-29', '30-39', 'vanaf-40'));
