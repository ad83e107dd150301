-- Who takes which place at the events of the region; once, while the place is still to come.
-- in: demo text, nu timestamptz
-- rows: none
-- index: plek_uniek, inschrijving_uniek
insert into inschrijving (id, plek_id, school_id, klas_id, bedrijf_id, vrijwilliger_id, aantal, status, versie, gemaakt_op, gewijzigd_op)
select x.id, x.plek_id, x.school_id, x.klas_id, x.bedrijf_id, x.vrijwilliger_id, x.aantal, 'gevraagd', 1, :nu::timestamptz, :nu::timestamptz
from jsonb_to_recordset(:demo::text::jsonb -> 'inschrijvingen')
	as x (id uuid, plek_id uuid, school_id uuid, klas_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, aantal int4)
join plek p on p.id = x.plek_id
where p.status = 'actief' and p.van_op > :nu::timestamptz
	and not exists (select from inschrijving e where e.id = x.id)
