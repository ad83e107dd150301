-- What a worker is going to try: so many open requests, and the supply as it is known.
-- in: id uuid, poging int4, soort text, stand text
-- out: aanvragen int4
-- rows: maybe
-- index: proef_uniek, aanvraag_op_soort_en_status
update proef p
set versie = p.versie + 1, stand = :stand::text,
	aanvragen = (select count(*)::int4 from aanvraag a where a.soort = :soort::text and a.status = 'open')
where p.id = :id::uuid
	and p.poging = :poging::int4
	and p.status = 'bezig'
returning p.aanvragen
