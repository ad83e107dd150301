-- A saved search of the member that makes it. No row when the account has ten already; it is held (account/lock.sql), so that two
-- at once are counted one after the other.
-- in: id uuid, account_id uuid, lid_id uuid, naam text, wat text, soort text?, themas text[], niveau int8?, gemeente_code text?, afstand_km int4?,
--     van_datum date?, tot_datum date?, nu timestamptz
-- out: id uuid
-- rows: maybe
-- index: account_uniek, zoekopdracht_op_account
insert into zoekopdracht (id, account_id, lid_id, naam, wat, soort, themas, niveau, gemeente_code, afstand_km, van_datum, tot_datum, gemaakt_op,
	gebruikt_op)
select :id::uuid, a.id, :lid_id::uuid, :naam::text, :wat::text, :soort::text, :themas::text[], :niveau::int8, :gemeente_code::text,
	:afstand_km::int4, :van_datum::date, :tot_datum::date, :nu::timestamptz, :nu::timestamptz
from account a
where a.id = :account_id::uuid
	and (select count(*) from zoekopdracht z where z.account_id = :account_id::uuid) < 10
returning id
