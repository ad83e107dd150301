-- A school may show its name with a request on the public board; no more of it is shown. Old code keeps working: nobody does.
set local lock_timeout = '5s';

alter table aanvraag add column naam_tonen bool not null default false;
comment on column aanvraag.naam_tonen is 'the name of the school stands on the public board with this request';
