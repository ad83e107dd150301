-- What one side, or staff, says of how it went; a second word of the same in this round is refused.
-- in: koppeling_id uuid, kant text, uitkomst text, minuten int4?, leerlingen int4?, toelichting text?, nu timestamptz, account_id uuid?
-- rows: none
insert into uitkomst (koppeling_id, kant, uitkomst, minuten, leerlingen, toelichting, gemaakt_op, gemaakt_door)
values (:koppeling_id::uuid, :kant::text, :uitkomst::text, :minuten::int4, :leerlingen::int4, :toelichting::text,
	:nu::timestamptz, :account_id::uuid)
