-- The saved searches of an account, the oldest first; the one that is asked, or all.
-- in: account_id uuid, id uuid?
-- out: id uuid, lid_id uuid, naam text, wat text, soort text?, themas text[], niveau int8?, gemeente_code text?, afstand_km int4?, van_datum date?,
--      tot_datum date?, gebruikt_op timestamptz
-- rows: many
-- index: zoekopdracht_op_account
select z.id, z.lid_id, z.naam, z.wat, z.soort, z.themas, z.niveau, z.gemeente_code, z.afstand_km, z.van_datum, z.tot_datum, z.gebruikt_op
from zoekopdracht z
where z.account_id = :account_id::uuid
	and (:id::uuid is null or z.id = :id::uuid)
order by z.id
limit 100
