-- Schools, companies, circles, volunteers, and the accounts that act for them. First release: no older code.

create table kring (
	id uuid not null constraint kring_uniek primary key,
	naam text not null constraint kring_naam_lengte check (char_length(naam) between 1 and 200),
	omschrijving text constraint kring_omschrijving_lengte check (char_length(omschrijving) <= 2000),
	gemeenten text[] not null constraint kring_hoogstens_100_gemeenten check (cardinality(gemeenten) <= 100),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
create unique index kring_naam_uniek on kring (lower(naam));

create table school (
	id uuid not null constraint school_uniek primary key,
	vestigingscode text not null constraint school_vestigingscode_uniek unique
		constraint school_vestigingscode_vorm check (vestigingscode ~ '^[0-9A-Z]{4}[0-9]{2}$'),
	naam text not null constraint school_naam_lengte check (char_length(naam) between 1 and 200),
	soort text not null constraint school_soort_bekend check (soort in ('po', 'vo', 'so', 'mbo')),
	straat text, huisnummer int4, toevoeging text,
	postcode text constraint school_postcode_vorm check (postcode ~ '^[1-9][0-9]{3}[A-Z]{2}$'),
	plaats text,
	gemeente_code text constraint school_gemeente_code check (gemeente_code ~ '^[0-9]{4}$'),
	vakantieregio text constraint school_vakantieregio_bekend check (vakantieregio in ('noord', 'midden', 'zuid')),
	denominatie text,
	telefoon text, -- E.164
	website text,
	leerlingen int4 constraint school_leerlingen_niet_negatief check (leerlingen >= 0),
	niveaus int8 not null,    -- set of levels, bits as in lib/domain/niveau.h
	rd_x int4, rd_y int4,     -- metres, EPSG:28992
	vog_vereist bool not null default false,
	zoektekst text not null,  -- folded name and place
	bron text not null,       -- the source that owns the row: 'duo-po', 'duo-geo', 'demo', …
	gesloten_op date,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
create index school_op_naam on school (naam, id) where gesloten_op is null;
create index school_op_gemeente on school (gemeente_code, naam, id) where gesloten_op is null;
create index school_op_zoektekst on school using gin (zoektekst gin_trgm_ops);

create table school_opleiding (
	school_id uuid not null constraint school_opleiding_school_bestaat references school (id),
	onderwijstype text not null,
	sector text not null,
	afdeling text not null,
	elementcode text not null,
	leerlingen int4 not null constraint school_opleiding_niet_negatief check (leerlingen >= 0),
	gesloten_op date,
	constraint school_opleiding_uniek primary key (school_id, elementcode, onderwijstype, sector, afdeling)
);

create table bedrijf (
	id uuid not null constraint bedrijf_uniek primary key,
	naam text not null constraint bedrijf_naam_lengte check (char_length(naam) between 1 and 200),
	handelsnaam text,
	kvk_nummer text constraint bedrijf_kvk_nummer_vorm check (kvk_nummer ~ '^[0-9]{8}$'),
	kring_id uuid constraint bedrijf_kring_bestaat references kring (id),
	straat text, huisnummer int4, toevoeging text,
	postcode text constraint bedrijf_postcode_vorm check (postcode ~ '^[1-9][0-9]{3}[A-Z]{2}$'),
	plaats text,
	gemeente_code text constraint bedrijf_gemeente_code check (gemeente_code ~ '^[0-9]{4}$'),
	website text,
	telefoon text,
	branche text,
	rd_x int4, rd_y int4,
	max_per_week int4 constraint bedrijf_max_per_week_redelijk check (max_per_week between 1 and 1000),
	max_per_schooljaar int4 constraint bedrijf_max_per_schooljaar_redelijk check (max_per_schooljaar between 1 and 10000),
	zoektekst text not null,
	bron text not null,
	gesloten_op date,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid
);
create index bedrijf_op_id on bedrijf (id) where gesloten_op is null;
create index bedrijf_op_kring on bedrijf (kring_id, id);
create index bedrijf_op_zoektekst on bedrijf using gin (zoektekst gin_trgm_ops);

create table vrijwilliger (
	id uuid not null constraint vrijwilliger_uniek primary key,
	naam text not null constraint vrijwilliger_naam_lengte check (char_length(naam) between 1 and 200),
	email text not null constraint vrijwilliger_email_lengte check (char_length(email) between 3 and 254),
	telefoon text,
	bedrijf_id uuid constraint vrijwilliger_bedrijf_bestaat references bedrijf (id),
	kring_id uuid constraint vrijwilliger_kring_bestaat references kring (id),
	postcode text constraint vrijwilliger_postcode_vorm check (postcode ~ '^[1-9][0-9]{3}[A-Z]{2}$'),
	rd_x int4, rd_y int4,
	ambassadeur bool not null,
	vog_gezien_datum date,
	vog_gezien_door uuid,
	vog_geldig_tot_datum date,
	gepauzeerd_tot_datum date,
	max_per_week int4 constraint vrijwilliger_max_per_week_redelijk check (max_per_week between 1 and 20),
	max_per_schooljaar int4 constraint vrijwilliger_max_per_schooljaar_redelijk check (max_per_schooljaar between 1 and 400),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint vrijwilliger_vog_volledig check ((vog_gezien_datum is null) = (vog_geldig_tot_datum is null)),
	constraint vrijwilliger_vog_geldig_na_gezien check (vog_geldig_tot_datum >= vog_gezien_datum)
);
create unique index vrijwilliger_email_uniek on vrijwilliger (lower(email));
create index vrijwilliger_op_bedrijf on vrijwilliger (bedrijf_id, id);

create table account (
	id uuid not null constraint account_uniek primary key,
	email text not null constraint account_email_lengte check (char_length(email) between 3 and 254),
	naam text not null constraint account_naam_lengte check (char_length(naam) between 1 and 200),
	rol text not null constraint account_rol_bekend check (rol in ('school', 'bedrijf', 'vrijwilliger', 'medewerker')),
	school_id uuid constraint account_school_bestaat references school (id),
	bedrijf_id uuid constraint account_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint account_vrijwilliger_bestaat references vrijwilliger (id),
	wachtwoord text not null, -- Argon2id, in libsodium's string form
	actief bool not null,
	gemaakt_op timestamptz not null,
	constraint account_rol_past_bij_organisatie check (
		(rol = 'school') = (school_id is not null)
		and (rol = 'bedrijf') = (bedrijf_id is not null)
		and (rol = 'vrijwilliger') = (vrijwilliger_id is not null))
);
create unique index account_email_uniek on account (lower(email));

create table sessie (
	token_hash bytea not null constraint sessie_uniek primary key
		constraint sessie_token_hash_32_bytes check (octet_length(token_hash) = 32),
	account_id uuid not null constraint sessie_account_bestaat references account (id) on delete cascade,
	gemaakt_op timestamptz not null,
	verloopt_op timestamptz not null
);
create index sessie_op_verloop on sessie (verloopt_op);
create index sessie_op_account on sessie (account_id);

-- The first answer to a request with an Idempotency-Key, written in the transaction of its effect.
create table idempotentie (
	account_id uuid not null constraint idempotentie_account_bestaat references account (id) on delete cascade,
	operatie text not null,
	sleutel text not null constraint idempotentie_sleutel_lengte check (char_length(sleutel) between 1 and 255),
	vingerafdruk bytea not null,
	status int4,      -- null only inside the transaction that works on it
	locatie text,
	etag text,
	antwoord text,
	gemaakt_op timestamptz not null,
	constraint idempotentie_sleutel_uniek primary key (account_id, operatie, sleutel)
);
create index idempotentie_op_gemaakt on idempotentie (gemaakt_op);
