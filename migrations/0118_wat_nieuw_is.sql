-- The waiting list is gone through only when something came that may bring an offer, and the board is counted when it changed and not for whoever
-- looks: both keep their place in the outbox. Old code keeps working: it goes through all and counts each time.
set local lock_timeout = '5s';

alter table volgplaats add column op timestamptz not null default '-infinity'; -- all was done for the last time
insert into volgplaats (naam, transactie, volgnummer) values ('wachtlijst', 0, 0), ('prikbord', 0, 0);

create table prikbord_cel (
	groep text not null,
	code text not null,
	vraag int8 not null,
	aanbod int8 not null,
	constraint prikbord_cel_uniek primary key (groep, code)
);
alter table prikbord_cel enable row level security;
create policy prikbord_cel_van_systeem on prikbord_cel to schakel_dienst using ((select is_systeem()));
grant select, insert, update, delete on prikbord_cel to schakel_dienst;
