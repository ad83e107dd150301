-- What a request asks of a rondgang, and whether one stands: everybody said yes, and nobody else is looked for; or whether somebody is, or too few are left.
-- No row when it asks for none.
-- in: aanvraag_id uuid
-- out: haltes int4, haltes_min int4, halte_minuten int4, rd_x int4?, rd_y int4?, staat bool, zoekt bool, te_weinig bool
-- rows: maybe
-- index: aanvraag_uniek, school_uniek, bijvulling_op_aanvraag
select a.haltes, a.haltes_min, a.halte_minuten, s.rd_x, s.rd_y, rondgang_staat(a.id) as staat,
	exists (select from bijvulling b where b.aanvraag_id = a.id and b.status = 'wacht') as zoekt,
	rondgang_te_weinig(a.id) as te_weinig
from aanvraag a
join school s on s.id = a.school_id
where a.id = :aanvraag_id::uuid
	and a.haltes is not null
