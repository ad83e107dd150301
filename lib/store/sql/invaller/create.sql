-- Somebody who is asked to stand in, and the link by which they answer.
-- in: invalvraag_id uuid, aanbod_id uuid, rang int4, token_hash bytea, verloopt_op timestamptz
-- rows: none
insert into invaller (invalvraag_id, aanbod_id, rang, status, token_hash, verloopt_op)
values (:invalvraag_id::uuid, :aanbod_id::uuid, :rang::int4, 'gevraagd', :token_hash::bytea, :verloopt_op::timestamptz)
