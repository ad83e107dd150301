-- The school of a vestigingscode, to hang an account on.
-- in: vestigingscode text
-- out: id uuid
-- rows: maybe
-- index: school_vestigingscode_uniek
select s.id
from school s
where s.vestigingscode = upper(:vestigingscode::text)
