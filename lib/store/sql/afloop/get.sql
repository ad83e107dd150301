-- A match with what is needed to tell how it went, when the caller may see it. The version rises with every step, word and evaluation.
-- in: id uuid, alle bool, docent_id uuid, school_id uuid, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: id uuid, status text, van_op timestamptz, tot_op timestamptz, einde_op timestamptz, weken int4?, groepsgrootte int4, school_id uuid, bedrijf_id uuid?, vrijwilliger_id uuid?, ronde int4, betwist_sinds timestamptz?, versie int8
-- rows: maybe
-- index: koppeling_uniek, aanvraag_uniek, betwisting_open, uitkomst_een_per_kant, beoordeling_een_per_kant, tijd_uniek
select k.id, k.status, t.van_op, t.tot_op, t.einde_op, k.weken, a.groepsgrootte, k.school_id, k.bedrijf_id, k.vrijwilliger_id,
	uitkomst_ronde(k.id) as ronde,
	(select b.sinds from betwisting b where b.koppeling_id = k.id and b.beslecht_op is null) as betwist_sinds,
	k.versie + (select count(*) from uitkomst u where u.koppeling_id = k.id)
		+ (select coalesce(sum(o.versie), 0)::int8 from beoordeling o where o.koppeling_id = k.id) as versie
from koppeling k
join aanvraag a on a.id = k.aanvraag_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where k.id = :id::uuid
	and (:alle::bool or k.school_id = :school_id::uuid or a.gemaakt_door = :docent_id::uuid
		or k.bedrijf_id = :bedrijf_id::uuid or k.vrijwilliger_id = :vrijwilliger_id::uuid
		or k.kring_id = :kring_id::uuid)
