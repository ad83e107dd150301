-- For which courses (crebo) the invented companies are accredited, for two years from today.
-- in: demo text, vandaag date, nu timestamptz
-- rows: none
insert into erkenning (id, bedrijf_id, crebo, geldig_tot_datum, versie, gemaakt_op, gewijzigd_op)
select x.id, x.bedrijf_id, x.crebo, :vandaag::date + 730, 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'erkenningen') as x (id uuid, bedrijf_id uuid, crebo int4)
on conflict do nothing
