-- How long who is learning may work, by age and from which day on, the newest first of each age.
-- out: leeftijd_van int4, vanaf_datum date, uren_per_dag int4, uren_per_week int4, vroegst text, laatst text, bron text
-- rows: many
-- seqscan: arbeidstijd has a row for an age
select a.leeftijd_van, a.vanaf_datum, a.uren_per_dag, a.uren_per_week, to_char(a.vroegst, 'HH24:MI') as vroegst,
	to_char(a.laatst, 'HH24:MI') as laatst, a.bron
from arbeidstijd a
order by a.leeftijd_van, a.vanaf_datum desc
