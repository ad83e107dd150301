-- The words of now for one use that asks consent, in Dutch or English, and what an account said to them or to earlier ones.
-- in: account_id uuid, taal text, doel text
-- out: doel text, versie int4, vanaf_datum date, tekst text, gegeven_versie int4?, gegeven_op timestamptz?
-- rows: one
-- index: akkoord_een_per_doel
select t.doel, t.versie, t.vanaf_datum, case :taal::text when 'en' then t.tekst_en else t.tekst_nl end as tekst,
	k.versie as gegeven_versie, k.gegeven_op
from akkoordtekst t
left join akkoord k on k.account_id = :account_id::uuid and k.doel = t.doel and k.ingetrokken_op is null
where t.doel = :doel::text
	and t.versie = (select max(n.versie) from akkoordtekst n where n.doel = t.doel)
