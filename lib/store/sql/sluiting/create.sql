-- Days on which a school, a company or a volunteer is closed. No row when there are forty to come already.
-- in: id uuid, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, houder uuid, van_datum date, tot_datum date, reden text, vandaag date,
--     account_id uuid, nu timestamptz
-- out: id uuid
-- rows: maybe
-- index: sluiting_op_dag
insert into sluiting as w (id, school_id, bedrijf_id, vrijwilliger_id, van_datum, tot_datum, reden, versie, gemaakt_op, gewijzigd_op,
	gewijzigd_door)
select :id::uuid, :school_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :van_datum::date, :tot_datum::date, :reden::text, 1,
	:nu::timestamptz, :nu::timestamptz, :account_id::uuid
where (
	select count(*) from sluiting n
	where n.houder = :houder::uuid
		and n.ingetrokken_op is null
		and n.tot_datum >= :vandaag::date) < 40
returning w.id
