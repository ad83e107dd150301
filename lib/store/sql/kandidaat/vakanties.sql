-- School holidays of all regions and public holidays that are not over on a day.
-- in: vanaf date
-- out: van_datum date, tot_datum date, feestdag bool, regios text[]
-- rows: many
-- seqscan: reads all that is to come of a small table
select v.van_datum, v.tot_datum, v.soort = 'feestdag' as feestdag, v.regios
from vakantie v
where v.tot_datum >= :vanaf::date
	and v.gesloten_op is null
order by v.van_datum, v.tot_datum
