-- The name of what somebody is to be a member of, for a letter; a volunteer belongs to a company, or to none.
-- in: school_id uuid?, bedrijf_id uuid?, vrijwilliger_id uuid?, kring_id uuid?
-- out: naam text
-- rows: maybe
-- index: school_uniek, bedrijf_uniek, vrijwilliger_uniek, kring_uniek
select s.naam from school s where s.id = :school_id::uuid
union all
select b.naam from bedrijf b where b.id = :bedrijf_id::uuid
union all
select k.naam from kring k where k.id = :kring_id::uuid
union all
select b.naam from vrijwilliger v join bedrijf b on b.id = v.bedrijf_id where v.id = :vrijwilliger_id::uuid
