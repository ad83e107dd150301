-- A letter that asks about a match goes only while there is something to ask: what waits is gone when the match takes its next step, and when
-- the person may not be written to any more. Before, what was approved in a bundle was asked ten minutes later whatever had happened. And a
-- rejection that was a mistake is taken back as one: the proposal counts once, and is of who made it. Old code keeps working: it names no
-- match with a letter, and does not take one back.
set local lock_timeout = '5s';

alter table post add column koppeling_id uuid constraint post_koppeling_bestaat references koppeling (id) on delete cascade;
comment on column post.koppeling_id is 'which match it asks about';
create index post_wacht_op_koppeling on post (koppeling_id) where koppeling_id is not null and verzonden_op is null;
alter table bundel_regel drop column post_id;

create function koppeling_zonder_brief() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from post p where p.koppeling_id = new.id and p.verzonden_op is null;
	return null;
end $$;
create trigger koppeling_zonder_brief after update of status on koppeling for each row
	when (old.status = 'goedgekeurd' and new.status <> 'goedgekeurd') execute function koppeling_zonder_brief();

create function vrijwilliger_zonder_brief() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from post p using koppeling k
	where k.vrijwilliger_id = new.id and koppeling_loopt(k.status) and p.koppeling_id = k.id and p.verzonden_op is null;
	return null;
end $$;
create trigger vrijwilliger_zonder_brief after update of beperkt_op, stil_sinds, gewist_op on vrijwilliger for each row
	when (num_nonnulls(new.beperkt_op, new.stil_sinds, new.gewist_op) > num_nonnulls(old.beperkt_op, old.stil_sinds, old.gewist_op))
	execute function vrijwilliger_zonder_brief();

-- A mistake that is taken back is no new proposal.
drop trigger koppeling_quotum_weer on koppeling;
create trigger koppeling_quotum_weer after update of status on koppeling for each row
	when (new.status = 'voorgesteld' and not koppeling_loopt(old.status) and new.reden is distinct from 'vergissing') execute function koppeling_quotum();
create function koppeling_voor_vergissing() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.voorgesteld_door := old.voorgesteld_door;
	return new;
end $$;
-- By name after koppeling_voor_vier_ogen, which says who proposed it.
create trigger koppeling_voor_vier_ogen_vergissing before update of status on koppeling for each row
	when (old.status = 'afgewezen' and new.status = 'voorgesteld' and new.reden is not distinct from 'vergissing') execute function koppeling_voor_vergissing();

-- Who leaves gives back what was booked as well.
alter table overdracht drop constraint overdracht_deel_bekend;
alter table overdracht add constraint overdracht_deel_bekend check (deel in ('toewijzing', 'taak', 'aanbod', 'koppeling', 'boeking'));
alter table overdracht add column boekingen int4 not null default 0;
