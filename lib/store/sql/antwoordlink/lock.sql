-- Holds a link and its match for an answer: one that was not used while its match waits for answers, or that was used for
-- just this answer. Who answers by it at the same time is waited for.
-- in: token_hash bytea, vingerafdruk bytea, nu timestamptz
-- out: koppeling_id uuid, vrijwilliger_id uuid, account_id uuid?, gebruikt_op timestamptz?, reactie text?
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: maybe
-- index: antwoordlink_uniek, koppeling_uniek, lid_vrijwilliger_een_account, vrijwilliger_uniek
select l.koppeling_id, k.vrijwilliger_id,
	(select d.account_id from lid d where d.vrijwilliger_id = k.vrijwilliger_id and d.status = 'actief') as account_id,
	l.gebruikt_op, l.reactie
from antwoordlink l
join koppeling k on k.id = l.koppeling_id
where l.token_hash = :token_hash::bytea
	and l.verloopt_op > :nu::timestamptz
	and (l.vingerafdruk = :vingerafdruk::bytea or (l.vingerafdruk is null and k.status = 'goedgekeurd'))
	and exists (select from vrijwilliger v where v.id = k.vrijwilliger_id and (v.stil_sinds is null or l.gebruikt_op is not null))
for update of l, k
