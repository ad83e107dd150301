-- The waiting list: requests for which there is nobody yet, in order of waiting. Old code keeps working: both columns may be null.
set local lock_timeout = '5s';

alter table aanvraag
	add column wacht_sinds timestamptz, -- on the list, from then on
	add column wacht_bericht_op timestamptz, -- the school was told that there is an offer now: once
	add constraint aanvraag_bericht_van_wachtlijst check (wacht_bericht_op is null or wacht_sinds is not null);
create index aanvraag_wacht on aanvraag (wacht_sinds, id) where wacht_sinds is not null;
