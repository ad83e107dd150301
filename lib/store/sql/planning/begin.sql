-- What a worker is going to plan: so many open requests for one visit, for which no proposal runs, from the day after :vandaag on.
-- in: id uuid, poging int4, vandaag date
-- out: aanvragen int4
-- rows: maybe
-- index: planning_uniek, aanvraag_op_soort_en_status, koppeling_een_lopende_per_aanvraag, school_uniek
update planning p
set versie = p.versie + 1, vandaag = :vandaag::date,
	aanvragen = (select count(*)::int4
		from aanvraag a
		where a.soort = p.soort and a.status = 'open' and a.tot_datum > :vandaag::date and a.haltes is null
			and (p.campagne_id is null or a.campagne_id = p.campagne_id)
			and (p.gemeente_code is null or (select s.gemeente_code from school s where s.id = a.school_id) = p.gemeente_code)
			and not exists (select from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status)))
where p.id = :id::uuid
	and p.poging = :poging::int4
	and p.status = 'bezig'
returning p.aanvragen
