-- Takes places: confirmed at once, or asked when somebody wants to say yes first. A class comes as a whole when nobody says how many.
-- in: id uuid, plek_id uuid, school_id uuid?, klas_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, aantal int4?, account_id uuid, nu timestamptz
-- out: status text
-- rows: one
-- index: klas_jaar_uniek, plek_uniek
insert into inschrijving as i (id, plek_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, aantal, status,
	versie, gemaakt_op, gewijzigd_op, gewijzigd_door, gemaakt_door)
values (:id::uuid, :plek_id::uuid, :school_id::uuid, :klas_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, 
	coalesce(:aantal::int4, (
		select j.groepsgrootte
		from klas_jaar j
		join plek p on p.id = :plek_id::uuid
		where j.klas_id = :klas_id::uuid and j.schooljaar <= schooljaar((p.van_op at time zone 'Europe/Amsterdam')::date)
		order by j.schooljaar desc
		limit 1), 1), 'gevraagd',
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid, :account_id::uuid)
returning i.status
