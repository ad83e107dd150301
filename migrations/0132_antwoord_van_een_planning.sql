-- What the engine answered to a plan, byte for byte, beside what it was given: who makes it again can say whether that is the same. Old code keeps
-- working: the column is new, and empty for older plans.
set local lock_timeout = '5s';

alter table planning add column antwoord bytea;
