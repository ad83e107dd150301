-- Makes an offer or writes all its columns.
-- in: id uuid, bedrijf_id uuid?, vrijwilliger_id uuid?, soort text, titel text, omschrijving text?,
--     themas text[], niveaus int8, talen text[], online bool, reisafstand_m int4?,
--     groep_min int4, groep_max int4, leeftijd_min int4?, leerlingen_per_begeleider int4?, traploos bool, bescherming text[], plaatsen int4, dagdelen int4, van_datum date, tot_datum date?,
--     uitzonderingen int4[], lespakket_id uuid?, status text, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: aanbod_uniek
insert into aanbod as o (id, bedrijf_id, vrijwilliger_id, soort, titel, omschrijving,
	themas, niveaus, talen, online, reisafstand_m,
	groep_min, groep_max, leeftijd_min, leerlingen_per_begeleider, traploos, bescherming, plaatsen, dagdelen, van_datum, tot_datum,
	uitzonderingen, lespakket_id, status, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :soort::text, :titel::text, :omschrijving::text,
	:themas::text[], :niveaus::int8, :talen::text[], :online::bool, :reisafstand_m::int4,
	:groep_min::int4, :groep_max::int4, :leeftijd_min::int4, :leerlingen_per_begeleider::int4, :traploos::bool, :bescherming::text[],
	:plaatsen::int4, :dagdelen::int4, :van_datum::date, :tot_datum::date,
	:uitzonderingen::int4[], :lespakket_id::uuid, :status::text, 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	bedrijf_id = excluded.bedrijf_id,
	vrijwilliger_id = excluded.vrijwilliger_id,
	soort = excluded.soort,
	titel = excluded.titel,
	omschrijving = excluded.omschrijving,
	themas = excluded.themas,
	niveaus = excluded.niveaus,
	talen = excluded.talen,
	online = excluded.online,
	reisafstand_m = excluded.reisafstand_m,
	groep_min = excluded.groep_min,
	groep_max = excluded.groep_max,
	leeftijd_min = excluded.leeftijd_min,
	leerlingen_per_begeleider = excluded.leerlingen_per_begeleider,
	traploos = excluded.traploos,
	bescherming = excluded.bescherming,
	plaatsen = excluded.plaatsen,
	dagdelen = excluded.dagdelen,
	van_datum = excluded.van_datum,
	tot_datum = excluded.tot_datum,
	uitzonderingen = excluded.uitzonderingen,
	lespakket_id = excluded.lespakket_id,
	status = excluded.status,
	versie = o.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning o.versie
