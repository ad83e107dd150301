-- What came of a round. The one before has gone.
-- in: keuzeronde_id uuid, zaad int8, programma text, opgave text, cijfers text, nu timestamptz
-- rows: none
insert into verdeling (keuzeronde_id, zaad, programma, opgave, cijfers, gemaakt_op)
values (:keuzeronde_id::uuid, :zaad::int8, :programma::text, :opgave::text, :cijfers::text, :nu::timestamptz)
