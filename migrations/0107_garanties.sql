-- Guaranteed learn-and-work places (BBL): so many of a sector in a school year. A sector is a topic with all below it. Old code keeps
-- working: it knows no guarantees.
set local lock_timeout = '5s';

create table garantie (
	id uuid not null constraint garantie_uniek primary key,
	thema text not null constraint garantie_thema_bestaat references thema (code),
	schooljaar int4 not null constraint garantie_schooljaar_redelijk check (schooljaar between 2000 and 2199), -- its first year
	aantal int4 not null constraint garantie_aantal_redelijk check (aantal between 0 and 100000),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint garantie_een_per_schooljaar unique (thema, schooljaar)
);
create trigger garantie_vastleggen after insert or update on garantie for each row execute function leg_vast();
alter table garantie enable row level security;
create policy garantie_zien on garantie for select to schakel_dienst using ((select is_iemand()));
create policy garantie_nieuw on garantie for insert to schakel_dienst with check ((select mag_alles()));
create policy garantie_schrijven on garantie for update to schakel_dienst using ((select mag_alles()));
grant select, insert, update on garantie to schakel_dienst;
