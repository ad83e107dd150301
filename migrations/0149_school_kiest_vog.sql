-- A school decides itself whether who comes to its pupils needs a VOG; how many requests it may have stays with staff.
-- Old code keeps working.
set local lock_timeout = '5s';

alter policy school_schrijven on school using ((select mag_alles()) or is_eigen(array[id], (select eigen_ids())));
grant update (vog_vereist) on school to schakel_dienst;
