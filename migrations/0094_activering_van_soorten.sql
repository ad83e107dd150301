-- The weights of the types that came in 0087 are in force since then: their history begins with that, as that of the others (0019).
-- Old code keeps working: it reads the same rows.
insert into gewicht_activering (soort, volgnummer, versie, vorige, op)
select v.soort, v.versie, v.versie, nullif(v.versie - 1, 0), v.gemaakt_op
from gewicht_versie v
where v.versie <= 2 and not exists (select from gewicht_activering a where a.soort = v.soort);
