-- School holidays of a region and public holidays that touch a window.
-- in: regio text?, van_datum date, tot_datum date
-- out: van_datum date, tot_datum date
-- rows: many
-- index: vakantie_op_datum
select v.van_datum, v.tot_datum
from vakantie v
where v.van_datum <= :tot_datum::date
	and v.tot_datum >= :van_datum::date
	and v.gesloten_op is null
	and (v.soort = 'feestdag' or :regio::text = any (v.regios))
order by v.van_datum, v.tot_datum
