-- One side proposes half-days to move a match to, and the link by which the other side answers.
-- in: id uuid, koppeling_id uuid, kant text, tijdvakken int4[], reden text, en_volgende bool, token_hash bytea, verloopt_op timestamptz, account_id uuid, nu timestamptz
-- rows: none
insert into verzetvoorstel (id, koppeling_id, kant, tijdvakken, reden, en_volgende, status, token_hash, verloopt_op, versie, gemaakt_op, gewijzigd_op,
	gewijzigd_door)
values (:id::uuid, :koppeling_id::uuid, :kant::text, :tijdvakken::int4[], :reden::text, :en_volgende::bool, 'open', :token_hash::bytea, :verloopt_op::timestamptz,
	1, :nu::timestamptz, :nu::timestamptz, :account_id::uuid)
