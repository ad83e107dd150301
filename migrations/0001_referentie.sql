-- Reference data that is imported or shipped: municipalities, postcodes, holidays, topics, and where each row came from.
-- First migration: there is no older code.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create table gemeente (
	code text not null constraint gemeente_uniek primary key
		constraint gemeente_code_vier_cijfers check (code ~ '^[0-9]{4}$'),
	naam text not null constraint gemeente_naam_lengte check (char_length(naam) between 1 and 100),
	zoeknaam text not null,
	vakantieregio text constraint gemeente_vakantieregio_bekend
		check (vakantieregio in ('noord', 'midden', 'zuid')),
	grens jsonb, -- GeoJSON geometry, WGS84
	gesloten_op date
);
create index gemeente_op_zoeknaam on gemeente (zoeknaam);
comment on table gemeente is 'Gemeenten; code is de CBS-code zonder GM.';

create table postcode (
	pc4 text not null constraint postcode_pc4_vier_cijfers check (pc4 ~ '^[1-9][0-9]{3}$'),
	gemeente_code text not null constraint postcode_gemeente_code check (gemeente_code ~ '^[0-9]{4}$'),
	plaats text not null,
	rd_x int4 not null,
	rd_y int4 not null,
	gesloten_op date,
	constraint postcode_uniek primary key (pc4, gemeente_code, plaats)
);
comment on column postcode.rd_x is 'metres, EPSG:28992';

create table vakantie (
	bron_id uuid not null constraint vakantie_uniek primary key,
	soort text not null constraint vakantie_soort_bekend check (soort in ('schoolvakantie', 'feestdag')),
	naam text not null,
	regios text[] not null constraint vakantie_regios_bekend
		check (regios <@ array['noord', 'midden', 'zuid']),
	van_datum date not null,
	tot_datum date not null, -- inclusive
	gesloten_op date,
	constraint vakantie_van_voor_tot check (van_datum <= tot_datum)
);
create index vakantie_op_datum on vakantie (van_datum, tot_datum);

create table thema (
	code text not null constraint thema_uniek primary key
		constraint thema_code_vorm check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
	ouder text constraint thema_ouder_bestaat references thema (code),
	naam_nl text not null,
	naam_en text not null
);
comment on table thema is 'Taxonomy of topics: worlds (no parent), fields, topics.';

-- One row per thing that a source lists: what it said last (hash), and since when it no longer does.
create table herkomst (
	bron text not null constraint herkomst_bron_vorm check (bron ~ '^[a-z][a-z0-9-]{1,39}$'),
	sleutel text not null,
	doel uuid,                -- the school or company it describes, when that has an id of ours
	vingerafdruk bytea not null,
	gezien_op timestamptz not null,
	gesloten_op date,
	constraint herkomst_uniek primary key (bron, sleutel)
);
create index herkomst_op_doel on herkomst (doel);
