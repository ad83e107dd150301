-- Who wrote about a person is found by what a call was on, too: ending their sessions says nothing of them in its answer. Old code keeps working.
set local lock_timeout = '10s';

create index audit_op_onderwerp on audit (onderwerp, id) where onderwerp is not null;
