-- A letter for delivery from a moment on, or the wish for one (te_maken).
-- in: id uuid, account_id uuid?, koppeling_id uuid?, soort text, taal text, inhoud bytea, te_maken bool, nu timestamptz, volgende_op timestamptz
-- as: systeem: who writes a letter does not read the others
-- rows: none
insert into post (id, account_id, koppeling_id, soort, taal, inhoud, te_maken, gemaakt_op, volgende_op, pogingen)
values (:id::uuid, :account_id::uuid, :koppeling_id::uuid, :soort::text, :taal::text, :inhoud::bytea, :te_maken::bool, :nu::timestamptz,
	:volgende_op::timestamptz, 0)
