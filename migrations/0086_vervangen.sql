-- Staff puts another offer in the place of one that was proposed: the one is rejected with a reason and the other proposed, in one
-- transaction, and the new match says which one it replaces, so that it is counted. Old code keeps working: it replaces nothing.
set local lock_timeout = '5s';
alter table koppeling add column vervangt_id uuid constraint koppeling_vervangt_bestaat references koppeling (id);
comment on column koppeling.vervangt_id is 'the proposal in whose place staff put this one';
create index koppeling_vervangt on koppeling (gemaakt_op, id) where vervangt_id is not null;
