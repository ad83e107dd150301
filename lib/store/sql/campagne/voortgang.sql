-- How far a campaign is: its requests, and how many of them have a match that waits, is agreed on, or took place; of a rondgang the stop that is least far; and how
-- many places at its events are confirmed.
-- in: id uuid
-- out: gevraagd int4, open int4, voorgesteld int4, afgesproken int4, geweest int4, inschrijvingen int4, scholen int4, klassen int4
-- as: systeem: figures of all schools together, which name nobody
-- rows: one
-- index: aanvraag_op_campagne, aanvraag_op_status, koppeling_een_lopende_per_aanvraag, inschrijving_op_campagne
with vraag as (
	select a.school_id, a.klas_id, a.status as aanvraag_status, k.status
	from aanvraag a
	left join lateral (
		select m.status
		from koppeling m
		where m.aanvraag_id = a.id and koppeling_loopt(m.status)
		order by array_position(array['voorgesteld', 'goedgekeurd', 'bevestigd', 'ingepland', 'afgerond', 'geevalueerd'], m.status)
		limit 1
	) k on true
	where a.campagne_id = :id::uuid
		and a.status in ('open', 'gekoppeld')
), plaats as (
	select i.school_id, i.klas_id
	from inschrijving i
	where i.campagne_id = :id::uuid
		and i.status = 'bevestigd'
), wie as (
	select v.school_id, v.klas_id from vraag v
	union all
	select p.school_id, p.klas_id from plaats p
)
select count(*)::int4 as gevraagd,
	(count(*) filter (where v.aanvraag_status = 'open' and v.status is null))::int4 as open,
	(count(*) filter (where v.status in ('voorgesteld', 'goedgekeurd')))::int4 as voorgesteld,
	(count(*) filter (where v.status in ('bevestigd', 'ingepland')))::int4 as afgesproken,
	(count(*) filter (where v.status in ('afgerond', 'geevalueerd')))::int4 as geweest,
	(select count(*) from plaats)::int4 as inschrijvingen,
	(select count(distinct w.school_id) from wie w)::int4 as scholen,
	(select count(distinct w.klas_id) from wie w)::int4 as klassen
from vraag v
