-- The next account behind an id for whom something was found before this morning, and who was not told of anything since. What another has in
-- hand is left out.
-- in: na_id uuid, ochtend timestamptz
-- out: account_id uuid, naam text, email bytea?, taal text, mag bool
-- rows: maybe
-- index: account_uniek, zoektreffer_te_melden, zoektreffer_gemeld
select a.id as account_id, a.naam, a.email, a.taal, a.actief and a.email is not null and a.beperkt_op is null as mag
from account a
where a.id = (
	select t.account_id
	from zoektreffer t
	where t.gemeld_op is null
		and t.account_id > :na_id::uuid
		and t.gevonden_op < :ochtend::timestamptz
		and not exists (select from zoektreffer g where g.account_id = t.account_id and g.gemeld_op >= :ochtend::timestamptz)
	order by t.account_id
	limit 1)
for no key update skip locked
