-- What people change themselves: their name and telephone, and that their data is kept but neither used nor shown (AVG art. 18).
-- Old code keeps working: it restricts nobody, and shows who is.
set local lock_timeout = '10s';
alter table account
	add column versie int8 not null default 1,
	add column beperkt_op timestamptz; -- since then; null: not restricted
alter table vrijwilliger add column beperkt_op timestamptz; -- with the account of whom it is
