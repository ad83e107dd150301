-- Gives an account another address of mail.
-- in: id uuid, email bytea, vinders uuid[]
-- as: aanmelden: who comes by a link is not signed in
-- rows: none
-- index: account_uniek
update account
set email = :email::bytea, email_vinders = :vinders::uuid[], versie = versie + 1
where id = :id::uuid
