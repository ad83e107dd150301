-- The offers that may be judged otherwise since these events (soort and onderwerp of each, in two lists of one length):
-- of an offer that changed, of who is closed on other days or has a place at an event, of persons, companies and circles that changed, and of all that a match counts for (a circle only when it
-- has a maximum: then all its suppliers are concerned). Events of
-- schools and requests touch none: what they change is read with the request; those of holidays and weights touch what all share.
-- in: soorten text[], onderwerpen uuid[]
-- out: ids uuid[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: one
-- index: koppeling_uniek, koppeling_op_school, lestijd_uniek, kring_uniek, erkenning_uniek, veto_uniek, sluiting_uniek, inschrijving_uniek, bedrijf_op_kring, vrijwilliger_op_kring, vrijwilliger_op_bedrijf, aanbod_uniek, aanbod_op_bedrijf, aanbod_op_vrijwilliger
with feit as materialized (
	select distinct split_part(u.soort, '.', 1) as tabel, u.onderwerp as id
	from unnest(:soorten::text[], :onderwerpen::uuid[]) u (soort, onderwerp)
), boeking as materialized (
	select k.aanbod_id, k.vrijwilliger_id, k.bedrijf_id, k.kring_id
	from feit f
	join koppeling k on k.id = f.id
	where f.tabel in ('koppeling', 'beoordeling', 'tijd')
	union all
	select k.aanbod_id, k.vrijwilliger_id, k.bedrijf_id, k.kring_id
	from feit f
	join lestijd l on l.id = f.id
	join koppeling k on k.school_id = l.school_id and k.vrijwilliger_id is not null
	where f.tabel = 'lestijd'
), van_een_kant as materialized (
	select w.vrijwilliger_id, w.bedrijf_id
	from feit f
	join veto w on w.id = f.id
	where f.tabel = 'veto'
	union all
	select w.vrijwilliger_id, w.bedrijf_id
	from feit f
	join sluiting w on w.id = f.id
	where f.tabel = 'sluiting'
), in_kring as materialized (
	select f.id from feit f where f.tabel = 'kring'
	union
	select r.id from boeking k join kring r on r.id = k.kring_id where r.max_per_week > 0 or r.max_per_schooljaar > 0
), in_bedrijf as materialized (
	select f.id from feit f where f.tabel = 'bedrijf'
	union
	select k.bedrijf_id from boeking k
	union
	select w.bedrijf_id from van_een_kant w
	union
	select e.bedrijf_id from feit f join erkenning e on e.id = f.id where f.tabel = 'erkenning'
	union
	select b.id from bedrijf b where b.kring_id = any (array(select r.id from in_kring r)) and b.gesloten_op is null
), persoon as materialized (
	select f.id from feit f where f.tabel = 'vrijwilliger'
	union
	select k.vrijwilliger_id from boeking k
	union
	select w.vrijwilliger_id from van_een_kant w
	union
	select i.vrijwilliger_id from feit f join inschrijving i on i.id = f.id where f.tabel = 'inschrijving'
	union
	select v.id from vrijwilliger v where v.kring_id = any (array(select r.id from in_kring r))
	union
	select v.id from vrijwilliger v where v.bedrijf_id = any (array(select c.id from in_bedrijf c))
)
select coalesce(array_agg(o.id order by o.id), '{}') as ids
from (
	select a.id from feit f join aanbod a on a.id = f.id where f.tabel = 'aanbod'
	union
	select k.aanbod_id from boeking k
	union
	select a.id from aanbod a where a.bedrijf_id = any (array(select c.id from in_bedrijf c))
	union
	select a.id from aanbod a where a.vrijwilliger_id = any (array(select p.id from persoon p))
) o
