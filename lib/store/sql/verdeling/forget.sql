-- What came of a round before goes: it is divided again.
-- in: keuzeronde_id uuid
-- rows: none
-- index: verdeling_uniek
delete from verdeling v where v.keuzeronde_id = :keuzeronde_id::uuid
