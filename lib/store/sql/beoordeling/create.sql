-- The evaluation of one side; a second is refused.
-- in: koppeling_id uuid, kant text, cijfer int4, nog_eens bool?, toelichting text?, dankwoord text?, klas_antwoorden int4?, klas_leuk int4?, klas_geleerd int4?, klas_interesse_voor int4?, klas_interesse_na int4?, nu timestamptz, account_id uuid?
-- rows: none
insert into beoordeling (koppeling_id, kant, cijfer, nog_eens, toelichting, dankwoord, klas_antwoorden, klas_leuk, klas_geleerd,
	klas_interesse_voor, klas_interesse_na, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
values (:koppeling_id::uuid, :kant::text, :cijfer::int4, :nog_eens::bool, :toelichting::text, :dankwoord::text, :klas_antwoorden::int4,
	:klas_leuk::int4, :klas_geleerd::int4, :klas_interesse_voor::int4, :klas_interesse_na::int4, 1, :nu::timestamptz, :nu::timestamptz,
	:account_id::uuid)
