-- Somebody of an organisation, or staff, invites: the membership waits for a yes of the one who is invited. Old code keeps
-- working: it knows no such members, and shows none.
alter table lid drop constraint lid_status_bekend;
alter table lid add constraint lid_status_bekend check (status in ('gevraagd', 'uitgenodigd', 'actief', 'beeindigd'));
-- What the inviter called them: until they say yes their account shows nothing of itself.
alter table lid add column uitgenodigd_als text
	constraint lid_uitgenodigd_als_lengte check (char_length(uitgenodigd_als) between 1 and 200);

-- Accounts that were asked for and never used are forgotten.
create index account_zonder_wachtwoord on account (gemaakt_op) where wachtwoord is null;

-- A company has its own people among its members.
create index lid_op_vrijwilliger on lid (vrijwilliger_id, id) where vrijwilliger_id is not null;
