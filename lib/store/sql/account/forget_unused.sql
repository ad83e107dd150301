-- Forgets the account with an address, by its finders, when nobody ever used it: whoever reads that mail takes the address for another account.
-- in: vinders uuid[]
-- as: systeem: who comes by a link is not signed in
-- rows: none
-- index: account_uniek, lid_op_account, sessie_op_account, identiteit_op_account
delete from account a
where a.id = account_met_adres(:vinders::uuid[])
	and (a.wachtwoord is null) is true -- not by the index of all that have none
	and not exists (select from lid l where l.account_id = a.id)
	and not exists (select from sessie s where s.account_id = a.id)
	and not exists (select from identiteit i where i.account_id = a.id)
