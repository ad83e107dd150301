-- Who was closed by mistake is opened again: what the closing ended of memberships that were in use comes back, and only that. So each says which
-- overdracht ended it, until it is in use again, and the overdracht whether it was the one that closed the company. Old code keeps working: what
-- it closes says neither, and stays closed.
set local lock_timeout = '5s';

alter table lid add column beeindigd_met uuid; -- no reference: an overdracht is forgotten, and that changes no membership
comment on column lid.beeindigd_met is 'the overdracht that ended it, when it was in use';
create index lid_op_beeindigd_met on lid (beeindigd_met) where beeindigd_met is not null;

alter table overdracht
	add column sloot_bedrijf bool not null default false,
	add column leden_terug int4 not null default 0,
	drop constraint overdracht_status_bekend,
	add constraint overdracht_status_bekend check (status in ('voorbeeld', 'loopt', 'klaar', 'teruggedraaid'));
comment on column overdracht.sloot_bedrijf is 'the company was open until this closed it';
comment on column overdracht.leden_terug is 'memberships that came back when it was taken back';

create or replace function lid_zegt_ja() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.uitgenodigd_als := null;
	new.uitgenodigd_email := null;
	new.beeindigd_met := null;
	return new;
end $$;
