-- The classes of the open requests.
-- in: demo text, nu timestamptz
-- rows: none
insert into klas (id, school_id, naam, gemaakt_op)
select x.klas_id, x.school_id, x.klas, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'aanvragen') as x (klas_id uuid, school_id uuid, klas text)
on conflict do nothing
