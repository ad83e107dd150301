-- Makes a company or writes all its columns but the school that it is. Place and municipality follow a new postcode.
-- in: id uuid, naam text, handelsnaam text?, kvk_nummer text?, kring_id uuid?, school_id uuid?,
--     straat text?, huisnummer int4?, toevoeging text?, postcode text?, plaats text?,
--     website text?, telefoon bytea?, branche text?, max_per_week int4?, max_per_schooljaar int4?, max_voorstellen_per_week int4,
--     zoektekst text, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: bedrijf_uniek, postcode_uniek
with plek as (
	select p.gemeente_code, p.rd_x, p.rd_y
	from postcode p
	where p.pc4 = left(:postcode::text, 4) and p.gesloten_op is null
	order by lower(p.plaats) = lower(coalesce(:plaats::text, '')) desc, p.gemeente_code, p.plaats
	limit 1
)
insert into bedrijf as b (id, naam, handelsnaam, kvk_nummer, kring_id, school_id,
	straat, huisnummer, toevoeging, postcode, plaats, gemeente_code, rd_x, rd_y,
	website, telefoon, branche, max_per_week, max_per_schooljaar, max_voorstellen_per_week,
	zoektekst, bron, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :naam::text, :handelsnaam::text, :kvk_nummer::text, :kring_id::uuid, :school_id::uuid,
	:straat::text, :huisnummer::int4, :toevoeging::text, :postcode::text, :plaats::text,
	(select k.gemeente_code from plek k), (select k.rd_x from plek k), (select k.rd_y from plek k),
	:website::text, :telefoon::bytea, :branche::text, :max_per_week::int4, :max_per_schooljaar::int4,
	:max_voorstellen_per_week::int4,
	:zoektekst::text, 'portaal', 1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	naam = excluded.naam,
	handelsnaam = excluded.handelsnaam,
	kvk_nummer = excluded.kvk_nummer,
	kring_id = excluded.kring_id,
	straat = excluded.straat,
	huisnummer = excluded.huisnummer,
	toevoeging = excluded.toevoeging,
	postcode = excluded.postcode,
	plaats = excluded.plaats,
	-- A source may know the place better than the postcode does: keep what is still true.
	gemeente_code = case when b.postcode is not distinct from excluded.postcode
		then b.gemeente_code else excluded.gemeente_code end,
	rd_x = case when b.postcode is not distinct from excluded.postcode then b.rd_x else excluded.rd_x end,
	rd_y = case when b.postcode is not distinct from excluded.postcode then b.rd_y else excluded.rd_y end,
	website = excluded.website,
	telefoon = excluded.telefoon,
	branche = excluded.branche,
	max_per_week = excluded.max_per_week,
	max_per_schooljaar = excluded.max_per_schooljaar,
	max_voorstellen_per_week = excluded.max_voorstellen_per_week,
	zoektekst = excluded.zoektekst,
	versie = b.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning b.versie
