-- The account itself, for its owner.
-- in: id uuid
-- out: id uuid, email text, naam text, rol text, school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?
-- rows: maybe
-- index: account_uniek
select a.id, a.email, a.naam, a.rol, a.school_id, a.bedrijf_id, a.vrijwilliger_id
from account a
where a.id = :id::uuid
