-- Makes a version of a kit, for everybody from now on.
-- in: id uuid, pakket_id uuid, nummer int4, school_id uuid?, bedrijf_id uuid?, titel text, omschrijving text, niveaus int8, themas text[],
--     duur_minuten int4, materiaal text[], links text[], zoektekst text, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
insert into lespakket as p (id, pakket_id, nummer, school_id, bedrijf_id, titel, omschrijving, niveaus, themas,
	duur_minuten, materiaal, links, zoektekst, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :pakket_id::uuid, :nummer::int4, :school_id::uuid, :bedrijf_id::uuid, :titel::text, :omschrijving::text,
	:niveaus::int8, :themas::text[], :duur_minuten::int4, :materiaal::text[], :links::text[], :zoektekst::text,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
returning p.versie
