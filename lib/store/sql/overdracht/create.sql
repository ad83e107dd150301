-- What somebody leaves behind, and to whom it goes or why it ends; not carried out yet. No row when who would take it over is of no staff.
-- in: id uuid, van_account_id uuid?, naar_account_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, reden text?, sluiten bool, geldig_tot_op timestamptz,
--     toewijzingen int4, taken int4, aanbod int4, koppelingen int4, boekingen int4, account_id uuid, nu timestamptz
-- out: versie int8
-- rows: maybe
-- index: lid_op_account
insert into overdracht as o (id, van_account_id, naar_account_id, bedrijf_id, vrijwilliger_id, reden, sluiten, status, geldig_tot_op, toewijzingen,
	taken, aanbod, koppelingen, boekingen, gedaan, mislukt, deel, na_id, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
select :id::uuid, :van_account_id::uuid, :naar_account_id::uuid, :bedrijf_id::uuid, :vrijwilliger_id::uuid, :reden::text, :sluiten::bool, 'voorbeeld',
	:geldig_tot_op::timestamptz, :toewijzingen::int4, :taken::int4, :aanbod::int4, :koppelingen::int4, :boekingen::int4, 0, 0,
	case when :van_account_id::uuid is null then 'aanbod' else 'toewijzing' end, '00000000-0000-0000-0000-000000000000', 1, :nu::timestamptz,
	:nu::timestamptz, :account_id::uuid
where :naar_account_id::uuid is null or exists (
	select from lid l
	where l.account_id = :naar_account_id::uuid and l.rol in ('medewerker', 'beheerder') and l.status = 'actief')
returning o.versie
