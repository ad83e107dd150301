-- Makes a facility or writes all its columns but whose it is.
-- in: id uuid, school_id uuid?, bedrijf_id uuid?, kring_id uuid?, soort text, titel text, omschrijving text?, voorwaarden text?,
--     plaats text, eenheid text, capaciteit int4, dagdelen int4, van_datum date, tot_datum date?, uitzonderingen int4[], extra int4[],
--     open_voor text[], goedkeuring bool, status text, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into faciliteit as f (id, school_id, bedrijf_id, kring_id, soort, titel, omschrijving, voorwaarden,
	plaats, eenheid, capaciteit, dagdelen, van_datum, tot_datum, uitzonderingen, extra,
	open_voor, goedkeuring, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :school_id::uuid, :bedrijf_id::uuid, :kring_id::uuid, :soort::text, :titel::text, :omschrijving::text,
	:voorwaarden::text, :plaats::text, :eenheid::text, :capaciteit::int4, :dagdelen::int4, :van_datum::date, :tot_datum::date,
	:uitzonderingen::int4[], :extra::int4[], :open_voor::text[], :goedkeuring::bool, :status::text,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	kring_id = excluded.kring_id,
	soort = excluded.soort,
	titel = excluded.titel,
	omschrijving = excluded.omschrijving,
	voorwaarden = excluded.voorwaarden,
	plaats = excluded.plaats,
	eenheid = excluded.eenheid,
	capaciteit = excluded.capaciteit,
	dagdelen = excluded.dagdelen,
	van_datum = excluded.van_datum,
	tot_datum = excluded.tot_datum,
	uitzonderingen = excluded.uitzonderingen,
	extra = excluded.extra,
	open_voor = excluded.open_voor,
	goedkeuring = excluded.goedkeuring,
	status = excluded.status,
	versie = f.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning f.versie
