-- Puts into the list for staff what was approved and ends soon because nobody answered. Whoever takes a step with one at this moment holds
-- it: the next round is early enough.
-- in: nu timestamptz, tot timestamptz
-- out: aantal int8
-- rows: one
-- index: koppeling_op_verloop, werkvoorraad_uniek, school_uniek, toewijzing_uniek
with bijna as (
	select k.id, k.aanvraag_id, k.soort, k.school_id, k.kring_id, k.verloopt_op, koppeling_risicograad(k) as risico
	from koppeling k
	where k.status in ('voorgesteld', 'goedgekeurd')
		and k.status <> 'voorgesteld'
		and k.verloopt_op > :nu::timestamptz
		and k.verloopt_op <= :tot::timestamptz
		and not exists (select from werkvoorraad w where w.id = k.id)
	for share skip locked
), erbij as (
	insert into werkvoorraad (id, wat, aanvraag_id, soort, gemeente_code, kring_id, sinds_op, eindigt_op, toegewezen_aan, risico)
	select b.id, 'antwoord', b.aanvraag_id, b.soort, s.gemeente_code, b.kring_id, :nu::timestamptz, b.verloopt_op, t.account_id,
		b.risico
	from bijna b
	join school s on s.id = b.school_id
	left join toewijzing t on t.id = b.aanvraag_id
	on conflict (id) do nothing
	returning id
)
select count(*)::int8 as aantal from erbij e
