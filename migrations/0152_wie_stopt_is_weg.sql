-- Who leaves for good (sluiten, said by staff with the overdracht) is closed: the company from that day on, and the memberships of its people
-- end, so that nobody books for it again. The last part of the work. Old code keeps working: it asks for none of it, and leaves the part
-- that it does not know to who does.
set local lock_timeout = '5s';

alter table overdracht
	add column sluiten bool not null default false,
	add constraint overdracht_sluiten_bij_vertrek check (not sluiten or van_account_id is null),
	drop constraint overdracht_deel_bekend,
	add constraint overdracht_deel_bekend check (deel in ('toewijzing', 'taak', 'aanbod', 'koppeling', 'boeking', 'plek', 'faciliteit', 'lid'));
comment on column overdracht.sluiten is 'who leaves does not come back: closed, with its memberships ended';
