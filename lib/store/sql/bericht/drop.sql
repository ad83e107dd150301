-- One side of a match was told of it; a school of all stops of a rondgang of which it was time.
-- in: koppeling_id uuid, kant text, brief text, nu timestamptz
-- rows: none
-- index: bericht_een_per_kant, koppeling_uniek, koppeling_op_aanvraag
delete from bericht b
where (b.koppeling_id, b.kant, b.brief) in (
	select c.koppeling_id, c.kant, c.brief
	from koppeling k
	join koppeling m on m.aanvraag_id = k.aanvraag_id and (m.id = k.id or (k.halte > 0 and m.halte > 0 and :kant::text = 'school'))
	join bericht c on c.koppeling_id = m.id and c.kant = :kant::text and c.brief = :brief::text
	where k.id = :koppeling_id::uuid
		and (m.id = k.id or c.op <= :nu::timestamptz)
	for update of c skip locked)
