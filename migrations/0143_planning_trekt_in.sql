-- A plan that is withdrawn lets its proposals go in batches, as it is published: `trekt_in` until the last one is gone. And why a plan failed is
-- one of a few codes, which the contract lists: what older ones say becomes one of these.
-- Old code keeps working: what it withdraws, it does at once.
set local lock_timeout = '5s';

alter table planning
	drop constraint planning_status_bekend,
	drop constraint planning_uitkomst_als_klaar,
	add constraint planning_status_bekend
		check (status in ('bezig', 'klaar', 'mislukt', 'gestopt', 'publiceert', 'gepubliceerd', 'trekt_in', 'ingetrokken')),
	add constraint planning_uitkomst_als_klaar
		check ((status in ('klaar', 'publiceert', 'gepubliceerd', 'trekt_in', 'ingetrokken')) = (uitkomst is not null and invoer is not null));
drop index planning_loopt;
create index planning_loopt on planning (id) where status in ('bezig', 'publiceert', 'trekt_in');

update planning p
set fout = case
	when p.fout in ('vast_kan_niet', 'vast_botst', 'geheugen', 'kosten', 'onrustig', 'te_vaak_onderbroken') then p.fout
	when p.fout = 'planning.te_groot' then 'te_groot'
	when p.fout = 'gewicht.onleesbaar' then 'gewicht_onleesbaar'
	else 'intern' end
where p.fout is not null;
