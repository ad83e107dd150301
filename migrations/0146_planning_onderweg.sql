-- How far a plan is while it is made, how long solving it may take (0: what there is by now will do), and the plan whose matches it keeps to.
-- Old code keeps working: it tells less, and what it makes keeps to nothing.
set local lock_timeout = '5s';

alter table planning
	add column fase text constraint planning_fase_bekend check (fase in ('verzamelt', 'rekent', 'schrijft')), -- while it is made
	add column geplaatst int4, -- requests that the solver looked at
	add column bediend int4, -- of these, served until now
	add column grens int8, -- no plan is worth more
	add column max_seconden int4 not null default 600 constraint planning_max_seconden_bereik check (max_seconden between 0 and 3600),
	add column vorige_id uuid constraint planning_vorige_bestaat references planning (id) on delete set null,
	add column trouw int4 not null default 0 constraint planning_trouw_in_honderdsten check (trouw between 0 and 100),
	add constraint planning_onderweg_telt check (geplaatst >= 0 and bediend >= 0);
create index planning_op_vorige on planning (vorige_id) where vorige_id is not null;
drop trigger planning_stap on planning;
create trigger planning_stap after update on planning for each row
	when (old.status <> new.status or old.fase is distinct from new.fase) execute function leg_vast();
update planning p set uitkomst = p.uitkomst || '{"behouden": 0}' where p.uitkomst is not null;
