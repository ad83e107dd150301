-- To whom a letter about what is booked goes, each in the language that they read: the volunteer; who speaks for the company that booked or
-- (gastheer) is visited or owns the facility; of a school its coordinators, or else its teachers, and who booked. Nobody who stands still or is restricted.
-- in: boeking_id uuid, kant text
-- out: vrijwilliger_id uuid?, account_id uuid?, naam text, email bytea, taal text
-- as: systeem: a letter is for whom it is, whoever caused it
-- rows: many
-- index: inschrijving_uniek, plek_uniek, reservering_uniek, faciliteit_uniek, vrijwilliger_uniek, lid_vrijwilliger_een_account, lid_op_bedrijf, lid_op_school, account_uniek
with i as materialized (
	select case when :kant::text = 'boeker' then x.school_id end as school_id,
		case when :kant::text = 'boeker' then x.bedrijf_id else p.bedrijf_id end as bedrijf_id,
		case when :kant::text = 'boeker' then x.vrijwilliger_id end as vrijwilliger_id,
		case when :kant::text = 'boeker' then x.gemaakt_door end as gemaakt_door
	from inschrijving x
	join plek p on p.id = x.plek_id
	where x.id = :boeking_id::uuid
	union all
	select case when :kant::text = 'boeker' then r.school_id else f.school_id end,
		case when :kant::text = 'boeker' then r.bedrijf_id else f.bedrijf_id end,
		null, case when :kant::text = 'boeker' then r.gemaakt_door end
	from reservering r
	join faciliteit f on f.id = r.faciliteit_id
	where r.id = :boeking_id::uuid
)
select v.id as vrijwilliger_id, a.id as account_id, v.naam, v.email, coalesce(a.taal, v.taal) as taal
from i
join vrijwilliger v on v.id = i.vrijwilliger_id
left join lid l on l.vrijwilliger_id = v.id and l.status = 'actief'
left join account a on a.id = l.account_id
where v.email is not null and v.beperkt_op is null and v.stil_sinds is null
union all
select null, a.id, a.naam, a.email, a.taal
from i
join lid l on l.bedrijf_id = i.bedrijf_id and l.rol = 'bedrijf' and l.status = 'actief'
join account a on a.id = l.account_id
where a.actief and a.email is not null and a.beperkt_op is null
union all
select distinct null::uuid, a.id, a.naam, a.email, a.taal
from i
join lid l on l.school_id = i.school_id and l.status = 'actief'
	and (l.account_id = i.gemaakt_door or l.rol = 'school' or not exists (select from lid m where m.school_id = i.school_id and m.rol = 'school' and m.status = 'actief'))
join account a on a.id = l.account_id
where a.actief and a.email is not null and a.beperkt_op is null
