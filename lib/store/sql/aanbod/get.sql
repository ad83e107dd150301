-- Offers by id that the caller may see: staff all, schools active ones of nobody who is held or restricted, a circle those of its
-- companies and people but not of who is restricted, the others their own.
-- in: ids uuid[], alle bool, actieve bool, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: id uuid, bedrijf_id uuid?, vrijwilliger_id uuid?, soort text, titel text, omschrijving text?,
--      themas text[], niveaus int8, talen text[], online bool, reisafstand_m int4?,
--      groep_min int4, groep_max int4, leeftijd_min int4?, plaatsen int4, dagdelen int4, van_datum date, tot_datum date?,
--      uitzonderingen int4[], status text, versie int8
-- rows: many
-- index: aanbod_uniek, vrijwilliger_uniek, bedrijf_uniek
select o.id, o.bedrijf_id, o.vrijwilliger_id, o.soort, o.titel, o.omschrijving,
	o.themas, o.niveaus, o.talen, o.online, o.reisafstand_m,
	o.groep_min, o.groep_max, o.leeftijd_min, o.plaatsen, o.dagdelen, o.van_datum, o.tot_datum,
	o.uitzonderingen, o.status, o.versie
from aanbod o
where o.id = any (:ids::uuid[])
	and (:alle::bool or :actieve::bool and o.status = 'actief'
			and not is_stil(o.vrijwilliger_id)
		or o.bedrijf_id = :bedrijf_id::uuid or o.vrijwilliger_id = :vrijwilliger_id::uuid
		or :kring_id::uuid = coalesce(
			(select v.kring_id from vrijwilliger v where v.id = o.vrijwilliger_id),
			(select b.kring_id from bedrijf b where b.id = o.bedrijf_id))
			and not exists (select from vrijwilliger v where v.id = o.vrijwilliger_id and v.beperkt_op is not null))
order by o.id
