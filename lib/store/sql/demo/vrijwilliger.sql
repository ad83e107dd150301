-- The invented volunteers, with what reaches them sealed (`contact`, by id); how long a VOG holds is counted from today.
-- in: demo text, contact text, niveau_codes text[], vandaag date, nu timestamptz
-- rows: none
insert into vrijwilliger (id, naam, email, email_vinders, telefoon, bedrijf_id, kring_id, rd_x, rd_y, ambassadeur, opleiding, leeftijdsgroep, vog_gezien_datum,
	vog_geldig_tot_datum, max_per_week, max_per_schooljaar, versie, gemaakt_op, gewijzigd_op)
select x.id, x.naam, decode(c.email, 'hex'), c.vinders, decode(c.telefoon, 'hex'), x.bedrijf_id, x.kring_id, x.rd_x, x.rd_y, x.ambassadeur,
	coalesce((select bit_or(1::int8 << (array_position(:niveau_codes::text[], c) - 1)) from jsonb_array_elements_text(x.opleiding) c), 0),
	x.leeftijdsgroep,
	case when x.vog_geldig_dagen is not null then :vandaag::date - 700 end,
	:vandaag::date + x.vog_geldig_dagen, x.max_per_week, x.max_per_schooljaar, 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'vrijwilligers')
	as x (id uuid, naam text, bedrijf_id uuid, kring_id uuid, rd_x int4, rd_y int4,
		ambassadeur bool, opleiding jsonb, leeftijdsgroep text, vog_geldig_dagen int4, max_per_week int4, max_per_schooljaar int4)
join jsonb_to_recordset(:contact::text::jsonb) as c (id uuid, email text, vinders uuid[], telefoon text) on c.id = x.id
on conflict do nothing
