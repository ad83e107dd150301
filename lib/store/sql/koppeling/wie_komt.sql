-- The volunteer of a match, whether they have an account, and whether their data stand still; none of a match without a volunteer.
-- in: id uuid
-- out: vrijwilliger_id uuid, account_id uuid?, stil bool
-- as: systeem: a code of the school is the proof, and who opens it needs no account
-- rows: maybe
-- index: koppeling_uniek, vrijwilliger_uniek, lid_vrijwilliger_een_account
select k.vrijwilliger_id,
	(select d.account_id from lid d where d.vrijwilliger_id = k.vrijwilliger_id and d.status = 'actief') as account_id,
	v.stil_sinds is not null as stil
from koppeling k
join vrijwilliger v on v.id = k.vrijwilliger_id
where k.id = :id::uuid
