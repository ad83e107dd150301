-- The next one that runs, behind what failed, for the worker that asks; what another one has in hand is left out.
-- in: na_overdracht_id uuid
-- out: id uuid, van_account_id uuid?, naar_account_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, reden text?, deel text, na_id uuid,
--      door uuid?
-- rows: maybe
-- index: overdracht_loopt
select o.id, o.van_account_id, o.naar_account_id, o.bedrijf_id, o.vrijwilliger_id, o.reden, o.deel, o.na_id, o.gewijzigd_door as door
from overdracht o
where o.status = 'loopt' and o.id > :na_overdracht_id::uuid
order by o.id
limit 1
for update skip locked
