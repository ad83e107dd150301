-- What one side, or staff, says of how it went. A second word of the same in this round only adds for how long and for how many it was, to one that said
-- neither; anything else is refused.
-- in: koppeling_id uuid, kant text, uitkomst text, minuten int4?, leerlingen int4?, toelichting text?, nu timestamptz, account_id uuid?
-- rows: none
-- index: uitkomst_een_per_kant
insert into uitkomst (koppeling_id, kant, uitkomst, minuten, leerlingen, toelichting, gemaakt_op, gemaakt_door)
values (:koppeling_id::uuid, :kant::text, :uitkomst::text, :minuten::int4, :leerlingen::int4, :toelichting::text,
	:nu::timestamptz, :account_id::uuid)
on conflict (koppeling_id, ronde, kant) do update
set uitkomst = excluded.uitkomst, minuten = excluded.minuten, leerlingen = excluded.leerlingen, toelichting = excluded.toelichting,
	gemaakt_op = excluded.gemaakt_op, gemaakt_door = excluded.gemaakt_door
