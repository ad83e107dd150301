-- The requests of which kandidaat/aanvraag may say something else since these events (soort and onderwerp of each, in two lists
-- of one length): one that changed itself, whatever it is now; and the open ones of a school that changed or is closed on other days, or that has a match
-- or a place at an event that changed (what the school had, and when its class is taken). Names of municipalities and norms touch all that are open;
-- circles none: which of them serve a school is known apart.
-- in: soorten text[], onderwerpen uuid[]
-- out: ids uuid[]
-- as: systeem: the engine weighs what others have, and shows none of it
-- rows: one
-- index: aanvraag_uniek, aanvraag_op_school, aanvraag_op_status, koppeling_uniek, inschrijving_uniek, sluiting_uniek, lestijd_uniek
with feit as materialized (
	select distinct split_part(u.soort, '.', 1) as tabel, u.onderwerp as id
	from unnest(:soorten::text[], :onderwerpen::uuid[]) u (soort, onderwerp)
), school_van as materialized (
	select f.id from feit f where f.tabel = 'school'
	union
	select k.school_id from feit f join koppeling k on k.id = f.id where f.tabel = 'koppeling'
	union
	select i.school_id from feit f join inschrijving i on i.id = f.id where f.tabel = 'inschrijving'
	union
	select w.school_id from feit f join sluiting w on w.id = f.id where f.tabel = 'sluiting'
	union
	select l.school_id from feit f join lestijd l on l.id = f.id where f.tabel = 'lestijd'
)
select coalesce(array_agg(o.id order by o.id), '{}') as ids
from (
	select a.id from feit f join aanvraag a on a.id = f.id where f.tabel = 'aanvraag'
	union
	select a.id from school_van s join aanvraag a on a.school_id = s.id where a.status = 'open'
	union
	select a.id from aanvraag a
	where a.status = 'open'
		and (select bool_or(f.tabel in ('gemeente', 'norm')) from feit f)
) o
