-- Makes a volunteer or writes all its columns. The place is that of the postcode.
-- in: id uuid, naam text, taal text, email bytea, vinders uuid[], telefoon bytea?, bedrijf_id uuid?, kring_id uuid?,
--     postcode text?, ambassadeur bool, opleiding int8, leeftijdsgroep text?, vog_gezien_datum date?, vog_gezien_door uuid?,
--     vog_geldig_tot_datum date?, gepauzeerd_tot_datum date?,
--     max_per_week int4?, max_per_schooljaar int4?, dagdelen int4, reisbuffer_minuten int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: vrijwilliger_uniek, postcode_uniek
with plek as (
	select p.rd_x, p.rd_y
	from postcode p
	where p.pc4 = left(:postcode::text, 4) and p.gesloten_op is null
	order by p.gemeente_code, p.plaats
	limit 1
)
insert into vrijwilliger as w (id, naam, taal, email, email_vinders, telefoon, bedrijf_id, kring_id,
	postcode, rd_x, rd_y, ambassadeur, opleiding, leeftijdsgroep, vog_gezien_datum, vog_gezien_door,
	vog_geldig_tot_datum, gepauzeerd_tot_datum, max_per_week, max_per_schooljaar, dagdelen, reisbuffer_minuten,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:id::uuid, :naam::text, :taal::text, :email::bytea, :vinders::uuid[], :telefoon::bytea, :bedrijf_id::uuid, :kring_id::uuid,
	:postcode::text, (select k.rd_x from plek k), (select k.rd_y from plek k),
	:ambassadeur::bool, :opleiding::int8, :leeftijdsgroep::text, :vog_gezien_datum::date, :vog_gezien_door::uuid,
	:vog_geldig_tot_datum::date, :gepauzeerd_tot_datum::date, :max_per_week::int4, :max_per_schooljaar::int4, :dagdelen::int4, :reisbuffer_minuten::int4,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (id) do update set
	naam = excluded.naam,
	taal = excluded.taal,
	email = excluded.email,
	email_vinders = excluded.email_vinders,
	telefoon = excluded.telefoon,
	bedrijf_id = excluded.bedrijf_id,
	kring_id = excluded.kring_id,
	postcode = excluded.postcode,
	rd_x = case when w.postcode is not distinct from excluded.postcode then w.rd_x else excluded.rd_x end,
	rd_y = case when w.postcode is not distinct from excluded.postcode then w.rd_y else excluded.rd_y end,
	ambassadeur = excluded.ambassadeur,
	opleiding = excluded.opleiding,
	leeftijdsgroep = excluded.leeftijdsgroep,
	vog_gezien_datum = excluded.vog_gezien_datum,
	vog_gezien_door = excluded.vog_gezien_door,
	vog_geldig_tot_datum = excluded.vog_geldig_tot_datum,
	gepauzeerd_tot_datum = excluded.gepauzeerd_tot_datum,
	max_per_week = excluded.max_per_week,
	max_per_schooljaar = excluded.max_per_schooljaar,
	dagdelen = excluded.dagdelen,
	reisbuffer_minuten = excluded.reisbuffer_minuten,
	versie = w.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning w.versie
