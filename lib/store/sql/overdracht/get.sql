-- What somebody leaves behind, and how far it is.
-- in: id uuid
-- out: id uuid, van_account_id uuid?, naar_account_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, reden text?, sluiten bool, status text,
--      geldig_tot_op timestamptz, toewijzingen int4, taken int4, aanbod int4, koppelingen int4, boekingen int4, gedaan int4, mislukt int4, leden_terug int4, gemaakt_op timestamptz,
--      versie int8
-- rows: maybe
-- index: overdracht_uniek
select o.id, o.van_account_id, o.naar_account_id, o.bedrijf_id, o.vrijwilliger_id, o.reden, o.sluiten, o.status, o.geldig_tot_op, o.toewijzingen,
	o.taken, o.aanbod, o.koppelingen, o.boekingen, o.gedaan, o.mislukt, o.leden_terug, o.gemaakt_op, o.versie
from overdracht o
where o.id = :id::uuid
