-- Somebody allowed an app to act for them.
-- in: code_hash bytea, app_id uuid, account_id uuid, sessie_id uuid, adres text, uitdaging text, nu timestamptz, verloopt_op timestamptz
-- rows: none
insert into toestemming (code_hash, app_id, account_id, sessie_id, adres, uitdaging, gemaakt_op, verloopt_op)
values (:code_hash::bytea, :app_id::uuid, :account_id::uuid, :sessie_id::uuid, :adres::text, :uitdaging::text,
	:nu::timestamptz, :verloopt_op::timestamptz)
