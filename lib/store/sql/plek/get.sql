-- Places by id, by time, with how many pupils want each of them first, second and third.
-- in: ids uuid[]
-- out: id uuid, campagne_id uuid, soort text, titel text, plaats text?, bedrijf_id uuid?, van_op timestamptz, tot_op timestamptz, capaciteit int4,
--      bezet int4, goedkeuring bool, status text, reden text?, versie int8, eerste int4, tweede int4, derde int4
-- as: systeem: figures of all schools together, which name nobody
-- rows: many
-- index: plek_uniek, plekwens_op_plek
select p.id, p.campagne_id, p.soort, p.titel, p.plaats, p.bedrijf_id, p.van_op, p.tot_op, p.capaciteit,
	p.bezet, p.goedkeuring, p.status, p.reden, p.versie, w.eerste, w.tweede, w.derde
from plek p
cross join lateral (
	select coalesce(sum(x.eerste), 0)::int4 as eerste, coalesce(sum(x.tweede), 0)::int4 as tweede, coalesce(sum(x.derde), 0)::int4 as derde
	from plekwens x
	where x.plek_id = p.id
) w
where p.id = any (:ids::uuid[])
order by p.van_op, p.id
