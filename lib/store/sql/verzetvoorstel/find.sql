-- What a link to move a match is about, and for whom it is: the side that did not propose. Where another proposal of the same side took its place
-- it is about that one.
-- in: token_hash bytea, nu timestamptz
-- out: id uuid, koppeling_id uuid, kant text, tijdvakken int4[], en_volgende bool, status text, gekozen int4?, gewijzigd_op timestamptz, verloopt_op timestamptz,
--      school_id uuid, bedrijf_id uuid?, vrijwilliger_id uuid?, account_id uuid?, stil bool, soort text, titel text, school_naam text, klas text,
--      datum date, dagdeel text, van_op timestamptz, tot_op timestamptz
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: maybe
-- index: verzetvoorstel_token_uniek, verzetvoorstel_op_koppeling, verzetvoorstel_uniek, koppeling_uniek, aanbod_uniek, school_uniek, klas_uniek, lid_vrijwilliger_een_account, vrijwilliger_uniek, tijd_uniek
with link as materialized (
	select coalesce((
		select n.id from verzetvoorstel n
		where l.status = 'vervallen' and n.koppeling_id = l.koppeling_id and n.kant = l.kant and n.id > l.id and n.status <> 'vervallen'
		order by n.id desc
		limit 1), l.id) as id
	from verzetvoorstel l
	where l.token_hash = :token_hash::bytea and l.verloopt_op > :nu::timestamptz
)
select v.id, v.koppeling_id, v.kant, v.tijdvakken, v.en_volgende, v.status, v.gekozen, v.gewijzigd_op, v.verloopt_op,
	k.school_id, k.bedrijf_id, k.vrijwilliger_id,
	(select l.account_id from lid l where l.vrijwilliger_id = k.vrijwilliger_id and l.status = 'actief' and v.kant = 'school') as account_id,
	exists (select from vrijwilliger w where w.id = k.vrijwilliger_id and (w.stil_sinds is not null or w.beperkt_op is not null)) as stil,
	o.soort, o.titel, s.naam as school_naam, c.naam as klas, k.datum, k.dagdeel, t.van_op, t.tot_op
from link e
join verzetvoorstel v on v.id = e.id
join koppeling k on k.id = v.koppeling_id
join aanbod o on o.id = k.aanbod_id
join school s on s.id = k.school_id
join klas c on c.id = k.klas_id
cross join lateral koppeling_tijd(k.id, k.tijdvak, k.einde_datum, k.dagdeel) t
where v.verloopt_op > :nu::timestamptz
