-- Why a plan could not be made, more than a code: which of the pairs that staff pinned cannot be together, and the memory that it would need.
-- Old code keeps working: the columns are new, and say nothing for older plans.
set local lock_timeout = '5s';

alter table planning_eis add column botst bool not null default false; -- pinned, and without one of these pairs the others can be
grant update (botst) on planning_eis to schakel_dienst;
alter table planning add column nodig_bytes int8 constraint planning_nodig_telt check (nodig_bytes > 0);
