-- Holds a school until the end of the transaction, to change it.
-- in: id uuid
-- out: vog_vereist bool, max_open_aanvragen int4, versie int8
-- rows: maybe
-- index: school_uniek
select s.vog_vereist, s.max_open_aanvragen, s.versie
from school s
where s.id = :id::uuid
for update
