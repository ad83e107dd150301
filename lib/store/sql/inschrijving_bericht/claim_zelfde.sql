-- What one host is told of besides, in the same letter: of the same event or facility. What somebody has in hand is left out, and what is with another host by now.
-- in: gastheer_id uuid, bij_id uuid, brief text, nu timestamptz, aantal int8
-- out: boeking_id uuid
-- rows: many
-- index: inschrijving_bericht_te_bundelen, inschrijving_uniek, plek_uniek, reservering_uniek, faciliteit_uniek
select b.boeking_id
from inschrijving_bericht b
left join inschrijving i on i.id = b.inschrijving_id
left join plek p on p.id = i.plek_id
left join reservering r on r.id = b.reservering_id
left join faciliteit f on f.id = r.faciliteit_id
where b.gastheer_id = :gastheer_id::uuid and b.bij_id = :bij_id::uuid and b.brief = :brief::text
	and b.op <= :nu::timestamptz
	and b.gastheer_id = coalesce(p.bedrijf_id, f.school_id, f.bedrijf_id)
order by b.op, b.boeking_id
limit :aantal::int8
for no key update of b skip locked
