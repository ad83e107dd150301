-- One step with many.
-- in: id uuid
-- out: id uuid, account_id uuid, stap text, reden text?, toelichting text?, aan_account_id uuid?, status text, geldig_tot_op timestamptz,
--      terug_tot_op timestamptz?, gemaakt_op timestamptz, versie int8
-- rows: maybe
-- index: bundel_uniek
select b.id, b.account_id, b.stap, b.reden, b.toelichting, b.aan_account_id, b.status, b.geldig_tot_op, b.terug_tot_op, b.gemaakt_op,
	b.versie
from bundel b
where b.id = :id::uuid
