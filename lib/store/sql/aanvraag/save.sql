-- Makes a request or writes all its columns but who made it.
-- in: id uuid, school_id uuid, klas_id uuid, soort text, onderwerp text, toelichting text?,
--     themas text[], thema_vereist bool, niveau int8, taal text, groepsgrootte int4,
--     van_datum date, tot_datum date, dagdelen int4, max_afstand_m int4?,
--     online_toegestaan bool, vog_vereist bool, leeftijd_min int4?, crebo int4?, wachttijd_weken int4?, voorkeur text,
--     wens_dagdelen int4, wens_talen text[], wens_ambassadeur bool, campagne_id uuid?, status text,
--     account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: aanvraag_uniek
insert into aanvraag as a (id, school_id, klas_id, soort, onderwerp, toelichting,
	themas, thema_vereist, niveau, taal, groepsgrootte,
	van_datum, tot_datum, dagdelen, max_afstand_m, online_toegestaan, vog_vereist,
	leeftijd_min, crebo, wachttijd_weken, voorkeur, wens_dagdelen, wens_talen, wens_ambassadeur,
	campagne_id, status,
	versie, gemaakt_op, gemaakt_door, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :school_id::uuid, :klas_id::uuid, :soort::text, :onderwerp::text, :toelichting::text,
	:themas::text[], :thema_vereist::bool, :niveau::int8, :taal::text, :groepsgrootte::int4,
	:van_datum::date, :tot_datum::date, :dagdelen::int4, :max_afstand_m::int4,
	:online_toegestaan::bool, :vog_vereist::bool,
	:leeftijd_min::int4, :crebo::int4, :wachttijd_weken::int4, :voorkeur::text,
	:wens_dagdelen::int4, :wens_talen::text[], :wens_ambassadeur::bool, :campagne_id::uuid, :status::text,
	1, :nu::timestamptz, :account_id::uuid, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	klas_id = excluded.klas_id,
	soort = excluded.soort,
	onderwerp = excluded.onderwerp,
	toelichting = excluded.toelichting,
	themas = excluded.themas,
	thema_vereist = excluded.thema_vereist,
	niveau = excluded.niveau,
	taal = excluded.taal,
	groepsgrootte = excluded.groepsgrootte,
	van_datum = excluded.van_datum,
	tot_datum = excluded.tot_datum,
	dagdelen = excluded.dagdelen,
	max_afstand_m = excluded.max_afstand_m,
	online_toegestaan = excluded.online_toegestaan,
	vog_vereist = excluded.vog_vereist,
	leeftijd_min = excluded.leeftijd_min,
	crebo = excluded.crebo,
	wachttijd_weken = excluded.wachttijd_weken,
	voorkeur = excluded.voorkeur,
	wens_dagdelen = excluded.wens_dagdelen,
	wens_talen = excluded.wens_talen,
	wens_ambassadeur = excluded.wens_ambassadeur,
	campagne_id = excluded.campagne_id,
	status = excluded.status,
	versie = a.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning a.versie
