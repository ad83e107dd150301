-- To whom a letter about a match goes, of one side, each in the language that they read: the volunteer, or else who speaks for the company (bedrijf: they alone); of a school who made the
-- request, or else its coordinators. Nobody who stands still or is restricted.
-- in: koppeling_id uuid, kant text
-- out: vrijwilliger_id uuid?, account_id uuid?, naam text, email bytea, taal text
-- as: systeem: a letter is for whom it is, whoever caused it
-- rows: many
-- index: koppeling_uniek, vrijwilliger_uniek, lid_vrijwilliger_een_account, lid_op_bedrijf, lid_op_school, account_uniek, aanvraag_uniek, lid_op_account
with k as materialized (
	select m.school_id, m.bedrijf_id, m.vrijwilliger_id, q.gemaakt_door
	from koppeling m
	join aanvraag q on q.id = m.aanvraag_id
	where m.id = :koppeling_id::uuid
)
select v.id as vrijwilliger_id, a.id as account_id, v.naam, v.email, coalesce(a.taal, v.taal) as taal
from k
join vrijwilliger v on v.id = k.vrijwilliger_id
left join lid l on l.vrijwilliger_id = v.id and l.status = 'actief'
left join account a on a.id = l.account_id
where :kant::text = 'aanbieder' and v.email is not null and v.beperkt_op is null and v.stil_sinds is null
union all
select null, a.id, a.naam, a.email, a.taal
from k
join lid l on l.bedrijf_id = k.bedrijf_id and l.rol = 'bedrijf' and l.status = 'actief'
join account a on a.id = l.account_id
where (:kant::text = 'bedrijf' or (:kant::text = 'aanbieder' and k.vrijwilliger_id is null)) and a.actief and a.email is not null and a.beperkt_op is null
union all
select null, a.id, a.naam, a.email, a.taal
from k
join lid l on l.school_id = k.school_id and l.status = 'actief'
	and (l.account_id = k.gemaakt_door
		or (l.rol = 'school' and not exists (select from lid m
			where m.account_id = k.gemaakt_door and m.school_id = k.school_id and m.status = 'actief')))
join account a on a.id = l.account_id
where :kant::text = 'school' and a.actief and a.email is not null and a.beperkt_op is null
