-- What is to be told longest of what is booked, a place at an event or a facility, for the worker that asks; of what one host is told at once (gastheer_id:
-- claim_zelfde), by whoever has the first of it. What somebody has in hand is left out.
-- in: nu timestamptz
-- out: boeking_id uuid, kant text, brief text, reden text?, gastheer_id uuid?, bij_id uuid?
-- rows: maybe
-- index: inschrijving_bericht_te_schrijven, inschrijving_bericht_te_bundelen, inschrijving_uniek, plek_uniek, reservering_uniek, faciliteit_uniek
select b.boeking_id, b.kant, b.brief, p.reden,
	case when b.gastheer_id = coalesce(p.bedrijf_id, f.school_id, f.bedrijf_id) then b.gastheer_id end as gastheer_id, b.bij_id
from inschrijving_bericht b
left join inschrijving i on i.id = b.inschrijving_id
left join plek p on p.id = i.plek_id
left join reservering r on r.id = b.reservering_id
left join faciliteit f on f.id = r.faciliteit_id
where b.op <= :nu::timestamptz
	and not exists (
		select from inschrijving_bericht e
		where e.gastheer_id = b.gastheer_id and e.bij_id = b.bij_id and e.brief = b.brief
			and e.op <= :nu::timestamptz and (e.op, e.boeking_id) < (b.op, b.boeking_id))
order by b.op, b.boeking_id
limit 1
for no key update of b skip locked
