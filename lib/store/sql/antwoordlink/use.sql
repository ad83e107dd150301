-- The one use of a link.
-- in: token_hash bytea, reactie text, vingerafdruk bytea, nu timestamptz
-- as: systeem: the link is the proof, and who has it needs no account
-- rows: none
-- index: antwoordlink_uniek
update antwoordlink l
set gebruikt_op = :nu::timestamptz, reactie = :reactie::text, vingerafdruk = :vingerafdruk::bytea
where l.token_hash = :token_hash::bytea
