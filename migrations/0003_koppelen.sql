-- Requests, offers and matches, with the rules that must hold whatever the program does. First release: no older code.

create table klas (
	id uuid not null constraint klas_uniek primary key,
	school_id uuid not null constraint klas_school_bestaat references school (id),
	naam text not null constraint klas_naam_lengte check (char_length(naam) between 1 and 60),
	gemaakt_op timestamptz not null
);
create unique index klas_naam_uniek_per_school on klas (school_id, lower(naam));

create table aanvraag (
	id uuid not null constraint aanvraag_uniek primary key,
	school_id uuid not null constraint aanvraag_school_bestaat references school (id),
	klas_id uuid not null constraint aanvraag_klas_bestaat references klas (id),
	soort text not null constraint aanvraag_soort_bekend
		check (soort in ('gastles', 'bedrijfsbezoek', 'praktijkinstructie', 'workshop')),
	onderwerp text not null constraint aanvraag_onderwerp_lengte check (char_length(onderwerp) between 1 and 200),
	toelichting text constraint aanvraag_toelichting_lengte check (char_length(toelichting) <= 2000),
	themas text[] not null constraint aanvraag_hoogstens_10_themas check (cardinality(themas) <= 10),
	thema_vereist bool not null,
	niveau int8 not null constraint aanvraag_precies_een_niveau
		check (niveau > 0 and (niveau & (niveau - 1)) = 0), -- one bit of lib/domain/niveau.h
	taal text not null constraint aanvraag_taal_bekend check (taal in ('nl', 'en', 'de', 'fr')),
	groepsgrootte int4 not null constraint aanvraag_groepsgrootte_redelijk check (groepsgrootte between 1 and 500),
	van_datum date not null,
	tot_datum date not null,
	dagdelen int4 not null constraint aanvraag_dagdelen_gekozen check (dagdelen between 1 and 32767), -- Monday–Friday × 3
	max_afstand_m int4 constraint aanvraag_max_afstand_redelijk check (max_afstand_m between 1 and 400000),
	online_toegestaan bool not null,
	vog_vereist bool not null,
	status text not null constraint aanvraag_status_bekend
		check (status in ('concept', 'open', 'gekoppeld', 'ingetrokken')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint aanvraag_venster_geldig check (van_datum <= tot_datum and tot_datum - van_datum <= 366)
);
create index aanvraag_op_school on aanvraag (school_id, id);
create index aanvraag_op_status on aanvraag (status, id);
create index aanvraag_op_klas on aanvraag (klas_id);

create table aanbod (
	id uuid not null constraint aanbod_uniek primary key,
	bedrijf_id uuid constraint aanbod_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint aanbod_vrijwilliger_bestaat references vrijwilliger (id),
	soort text not null constraint aanbod_soort_bekend
		check (soort in ('gastles', 'bedrijfsbezoek', 'praktijkinstructie', 'workshop')),
	titel text not null constraint aanbod_titel_lengte check (char_length(titel) between 1 and 200),
	omschrijving text constraint aanbod_omschrijving_lengte check (char_length(omschrijving) <= 2000),
	themas text[] not null constraint aanbod_hoogstens_10_themas check (cardinality(themas) <= 10),
	niveaus int8 not null constraint aanbod_niveaus_gekozen check (niveaus > 0),
	talen text[] not null constraint aanbod_talen_bekend
		check (cardinality(talen) > 0 and talen <@ array['nl', 'en', 'de', 'fr']),
	online bool not null,
	reisafstand_m int4 constraint aanbod_reisafstand_redelijk check (reisafstand_m between 1 and 400000),
	groep_min int4 not null,
	groep_max int4 not null,
	plaatsen int4 not null constraint aanbod_plaatsen_redelijk check (plaatsen between 1 and 100), -- groups per half-day
	dagdelen int4 not null constraint aanbod_dagdelen_gekozen check (dagdelen between 1 and 32767),
	van_datum date not null,
	tot_datum date,
	uitzonderingen int4[] not null constraint aanbod_hoogstens_1200_uitzonderingen
		check (cardinality(uitzonderingen) <= 1200), -- half-days: days since 1970 × 3 + dagdeel
	status text not null constraint aanbod_status_bekend check (status in ('actief', 'gepauzeerd', 'gesloten')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint aanbod_heeft_aanbieder check (bedrijf_id is not null or vrijwilliger_id is not null),
	constraint aanbod_groep_min_tot_max check (groep_min between 1 and groep_max and groep_max <= 500),
	constraint aanbod_van_voor_tot check (van_datum <= tot_datum)
);
create index aanbod_op_soort on aanbod (soort, id) where status <> 'gesloten';
create index aanbod_op_bedrijf on aanbod (bedrijf_id, id);
create index aanbod_op_vrijwilliger on aanbod (vrijwilliger_id, id);

-- Who may take which step: the same table as lib/domain/toestand.c (a test compares them).
create table toestand_stap (
	van text not null,
	naar text not null,
	rol text not null,
	reden_nodig bool not null,
	constraint toestand_stap_uniek primary key (van, naar, rol)
);

create table reden (
	code text not null constraint reden_uniek primary key
);

create table gewicht (
	soort text not null,
	versie int4 not null,
	thema int4 not null, niveau int4 not null, datum int4 not null, reis int4 not null,
	kring int4 not null, belasting int4 not null, behoefte int4 not null,
	actief bool not null,
	constraint gewicht_uniek primary key (soort, versie),
	constraint gewicht_niet_negatief check (least(thema, niveau, datum, reis, kring, belasting, behoefte) >= 0),
	constraint gewicht_som_is_1000 check (thema + niveau + datum + reis + kring + belasting + behoefte = 1000)
);
create unique index gewicht_een_actief_per_soort on gewicht (soort) where actief;

-- States in which a match takes up its people, its class and its place.
create function koppeling_loopt(status text) returns bool language sql immutable parallel safe
	return status in ('voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland', 'afgerond', 'geevalueerd');

create function dagdeel_tijdvak(datum date, dagdeel text) returns tstzrange language sql immutable parallel safe
	return tstzrange(
		(datum + case dagdeel when 'ochtend' then time '08:30' when 'middag' then time '12:30' else time '19:00' end)
			at time zone 'Europe/Amsterdam',
		(datum + case dagdeel when 'ochtend' then time '12:00' when 'middag' then time '16:00' else time '21:30' end)
			at time zone 'Europe/Amsterdam');

create table koppeling (
	id uuid not null constraint koppeling_uniek primary key,
	aanvraag_id uuid not null constraint koppeling_aanvraag_bestaat references aanvraag (id),
	aanbod_id uuid not null constraint koppeling_aanbod_bestaat references aanbod (id),
	school_id uuid not null constraint koppeling_school_bestaat references school (id),
	klas_id uuid not null constraint koppeling_klas_bestaat references klas (id),
	bedrijf_id uuid constraint koppeling_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint koppeling_vrijwilliger_bestaat references vrijwilliger (id),
	datum date not null,
	dagdeel text not null constraint koppeling_dagdeel_bekend check (dagdeel in ('ochtend', 'middag', 'avond')),
	tijdvak tstzrange not null generated always as (dagdeel_tijdvak(datum, dagdeel)) stored,
	status text not null,
	score int4 not null constraint koppeling_score_bereik check (score between 0 and 100000),
	factoren jsonb not null,      -- per factor: value, weight, contribution, sentences
	alternatieven jsonb not null, -- the next best offers at the time of the proposal
	gewicht_versie int4 not null,
	school_bevestigd_op timestamptz,
	aanbieder_bevestigd_op timestamptz,
	reden text constraint koppeling_reden_bekend references reden (code),
	toelichting text constraint koppeling_toelichting_lengte check (char_length(toelichting) <= 1000),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	gewijzigd_rol text not null,
	constraint koppeling_bevestigd_door_beide check (
		status not in ('bevestigd', 'ingepland', 'afgerond', 'geevalueerd', 'niet_verschenen')
		or (school_bevestigd_op is not null and aanbieder_bevestigd_op is not null)),
	constraint vrijwilliger_niet_dubbel_geboekt
		exclude using gist (vrijwilliger_id with =, tijdvak with &&)
		where (vrijwilliger_id is not null and koppeling_loopt(status)),
	constraint klas_niet_dubbel_geboekt
		exclude using gist (klas_id with =, tijdvak with &&) where (koppeling_loopt(status))
);
create unique index koppeling_een_lopende_per_aanvraag on koppeling (aanvraag_id) where koppeling_loopt(status);
create index koppeling_op_aanvraag on koppeling (aanvraag_id, id);
create index koppeling_op_school on koppeling (school_id, id);
create index koppeling_op_bedrijf on koppeling (bedrijf_id, id);
create index koppeling_op_vrijwilliger on koppeling (vrijwilliger_id, id);
create index koppeling_op_aanbod on koppeling (aanbod_id, datum);
create index koppeling_op_klas on koppeling (klas_id, datum);
create index koppeling_op_status on koppeling (status, id);
create index koppeling_agenda on koppeling (datum, id) where status in ('ingepland', 'afgerond', 'geevalueerd');

-- Counted capacity. A counter with a CHECK cannot be over-filled by any interleaving; check-then-insert can.
create table bezetting (
	houder uuid not null, -- the aanbod (tijdvak), or the vrijwilliger or bedrijf (week, schooljaar)
	soort text not null constraint bezetting_soort_bekend check (soort in ('tijdvak', 'week', 'schooljaar')),
	periode int4 not null, -- half-day (days since 1970 × 3 + dagdeel), ISO year × 100 + week, or first year of the school year
	bezet int4 not null constraint bezetting_niet_negatief check (bezet >= 0),
	maximum int4,
	constraint bezetting_uniek primary key (houder, soort, periode),
	constraint plaatsen_niet_vol check (soort <> 'tijdvak' or bezet <= maximum),
	constraint maximum_per_week_niet_bereikt check (soort <> 'week' or bezet <= maximum),
	constraint maximum_per_schooljaar_niet_bereikt check (soort <> 'schooljaar' or bezet <= maximum)
);
