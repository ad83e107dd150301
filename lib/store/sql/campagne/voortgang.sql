-- How far a campaign is: its requests, and how many of them have a match that waits, is agreed on, or took place.
-- in: id uuid
-- out: gevraagd int4, open int4, voorgesteld int4, afgesproken int4, geweest int4, scholen int4, klassen int4
-- as: systeem: figures of all schools together, which name nobody
-- rows: one
-- index: aanvraag_op_campagne, aanvraag_op_status, koppeling_een_lopende_per_aanvraag
select count(*)::int4 as gevraagd,
	(count(*) filter (where a.status = 'open' and k.id is null))::int4 as open,
	(count(*) filter (where k.status in ('voorgesteld', 'goedgekeurd')))::int4 as voorgesteld,
	(count(*) filter (where k.status in ('bevestigd', 'ingepland')))::int4 as afgesproken,
	(count(*) filter (where k.status in ('afgerond', 'geevalueerd')))::int4 as geweest,
	count(distinct a.school_id)::int4 as scholen,
	count(distinct a.klas_id)::int4 as klassen
from aanvraag a
left join koppeling k on k.aanvraag_id = a.id and koppeling_loopt(k.status)
where a.campagne_id = :id::uuid
	and a.status in ('open', 'gekoppeld')
