-- A side of a choice round whose letter cannot be written waits, so that it holds up nobody else's. Old code keeps working: it asks at once.
set local lock_timeout = '5s';

alter table keuzelijst add column vraag_op timestamptz;
comment on column keuzelijst.vraag_op is 'not asked or reminded before; null: no reason to wait';
