-- The open requests, with windows counted from today.
-- in: demo text, niveau_codes text[], vandaag date, nu timestamptz
-- rows: none
-- index: school_uniek
insert into aanvraag (id, school_id, klas_id, soort, onderwerp, leerdoel, voorkennis, vervolg, themas, thema_vereist, niveau, taal, groepsgrootte, van_datum,
	tot_datum, dagdelen, max_afstand_m, online_toegestaan, vog_vereist, optie_van, optie_tot, optie_dagdelen, campagne_id, wacht_sinds, status, versie, gemaakt_op,
	gewijzigd_op)
select x.id, x.school_id, x.klas_id, x.soort, x.onderwerp, x.leerdoel, x.voorkennis, x.vervolg, array(select jsonb_array_elements_text(x.themas)),
	x.thema_vereist, 1::int8 << (array_position(:niveau_codes::text[], x.niveau) - 1), 'nl', x.groepsgrootte,
	:vandaag::date + x.van_over_dagen, :vandaag::date + x.tot_over_dagen, 14043, -- every school morning and afternoon
	x.max_afstand_m, false, s.vog_vereist,
	array(select :vandaag::date + x.van_over_dagen from unnest(x.keuzes)), -- each choice: these half-days, in the whole window
	array(select :vandaag::date + x.tot_over_dagen from unnest(x.keuzes)), coalesce(x.keuzes, '{}'), x.campagne_id, case when x.wachtlijst then :nu::timestamptz end, 'open', 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'aanvragen')
	as x (id uuid, campagne_id uuid, wachtlijst bool, school_id uuid, klas_id uuid, soort text, onderwerp text, leerdoel text, voorkennis text, vervolg text, keuzes int4[], themas jsonb, thema_vereist bool, niveau text,
		groepsgrootte int4, max_afstand_m int4, van_over_dagen int4, tot_over_dagen int4)
join school s on s.id = x.school_id
on conflict do nothing
