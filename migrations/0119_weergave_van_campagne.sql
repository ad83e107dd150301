-- A saved view of the list for staff may be that of a campaign. Old code keeps working: it leaves the column as it is.
set local lock_timeout = '5s';

alter table weergave add column campagne_id uuid constraint weergave_campagne_bestaat references campagne (id);
