-- Offers by id that the caller may see: staff and readers all, schools active ones of nobody who is held or restricted, a circle those
-- of its companies and people, the others their own. Of who is restricted (`afgeschermde`) only staff and themself.
-- in: ids uuid[], alle bool, afgeschermde bool, actieve bool, bedrijf_id uuid, vrijwilliger_id uuid, kring_id uuid
-- out: id uuid, bedrijf_id uuid?, vrijwilliger_id uuid?, soort text, titel text, omschrijving text?,
--      themas text[], niveaus int8, talen text[], online bool, reisafstand_m int4?,
--      groep_min int4, groep_max int4, leeftijd_min int4?, leerlingen_per_begeleider int4?, traploos bool, bescherming text[], plaatsen int4, dagdelen int4, van_datum date, tot_datum date?,
--      uitzonderingen int4[], lespakket_id uuid?, status text, versie int8
-- rows: many
-- index: aanbod_uniek, vrijwilliger_uniek, bedrijf_uniek
select o.id, o.bedrijf_id, o.vrijwilliger_id, o.soort, o.titel, o.omschrijving,
	o.themas, o.niveaus, o.talen, o.online, o.reisafstand_m,
	o.groep_min, o.groep_max, o.leeftijd_min, o.leerlingen_per_begeleider, o.traploos, o.bescherming, o.plaatsen, o.dagdelen, o.van_datum, o.tot_datum,
	o.uitzonderingen, o.lespakket_id, o.status, o.versie
from aanbod o
where o.id = any (:ids::uuid[])
	and (o.vrijwilliger_id = :vrijwilliger_id::uuid
		or :actieve::bool and o.status = 'actief' and not is_stil(o.vrijwilliger_id)
		or (:alle::bool or o.bedrijf_id = :bedrijf_id::uuid
				or :kring_id::uuid = coalesce(
					(select v.kring_id from vrijwilliger v where v.id = o.vrijwilliger_id),
					(select b.kring_id from bedrijf b where b.id = o.bedrijf_id)))
			and (:afgeschermde::bool or not is_beperkt(o.vrijwilliger_id)))
order by o.id
