-- Takes back what an account said yes to, to whichever words.
-- in: account_id uuid, doel text, nu timestamptz
-- rows: none
-- index: akkoord_een_per_doel
update akkoord k
set ingetrokken_op = :nu::timestamptz
where k.account_id = :account_id::uuid
	and k.doel = :doel::text
	and k.ingetrokken_op is null
