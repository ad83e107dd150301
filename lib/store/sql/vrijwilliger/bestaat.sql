-- Whether there is such a volunteer, who was not erased.
-- in: id uuid
-- out: bestaat bool
-- as: systeem: who excludes somebody need not be allowed to see them
-- rows: one
-- index: vrijwilliger_uniek
select exists (select from vrijwilliger v where v.id = :id::uuid and v.gewist_op is null) as bestaat
