-- What drops out of a published plan is refilled through it, and the refill says which plan. Old code keeps working: it leaves the column empty.
set local lock_timeout = '5s';

alter table bijvulling
	add column planning_id uuid constraint bijvulling_planning_bestaat references planning (id) on delete set null;
comment on column bijvulling.planning_id is 'the plan that chose what was proposed; null: none did';
create index bijvulling_op_planning on bijvulling (planning_id) where planning_id is not null;
