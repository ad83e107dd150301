-- Whoever has to know of a step in a match is told by a letter: of what was approved and waits for an answer, of what stands in the calendar,
-- of what does not go through, of who stands in, and of what is proposed by itself. One table says which step tells whom; a step leaves
-- a row in its own transaction, whichever way it came, and the worker writes the letter. What follows takes back what was not written yet.
-- Old code keeps working: what it does not write waits.
set local lock_timeout = '5s';

-- kant: the other people of a match. The aanbieder is its volunteer, or else its company; bedrijf is the company of its volunteer.
create table stap_bericht (
	van text not null constraint stap_bericht_van_bekend check (van in ('', 'goedgekeurd', 'voorgesteld', 'bevestigd', 'ingepland')),
	naar text not null,
	kant text not null constraint stap_bericht_kant_bekend check (kant in ('school', 'aanbieder', 'bedrijf')),
	brief text not null constraint stap_bericht_brief_bekend check (
		brief in ('voorstel', 'voorstel_nieuw', 'voorstel_vervalt', 'afgesproken', 'afgezegd', 'invaller')),
	constraint stap_bericht_een_per_kant primary key (van, naar, kant)
);
insert into stap_bericht (van, naar, kant, brief)
values
	('', 'voorgesteld', 'school', 'voorstel_nieuw'), -- only what is refilled
	('', 'ingepland', 'school', 'invaller'),
	('', 'ingepland', 'bedrijf', 'afgesproken'),
	('voorgesteld', 'goedgekeurd', 'school', 'voorstel'),
	('voorgesteld', 'goedgekeurd', 'aanbieder', 'voorstel'), -- of a volunteer the link goes instead
	('bevestigd', 'ingepland', 'school', 'afgesproken'),
	('bevestigd', 'ingepland', 'aanbieder', 'afgesproken'),
	('bevestigd', 'ingepland', 'bedrijf', 'afgesproken');
insert into stap_bericht (van, naar, kant, brief)
select 'goedgekeurd', s.naar, k.kant, 'voorstel_vervalt'
from (values ('afgeslagen'), ('verlopen'), ('geannuleerd')) s (naar)
cross join (values ('school'), ('aanbieder'), ('bedrijf')) k (kant);
insert into stap_bericht (van, naar, kant, brief)
select s.van, 'geannuleerd', k.kant, 'afgezegd'
from (values ('bevestigd'), ('ingepland')) s (van)
cross join (values ('school'), ('aanbieder'), ('bedrijf')) k (kant);

create table bericht (
	koppeling_id uuid not null constraint bericht_koppeling_bestaat references koppeling (id) on delete cascade,
	kant text not null,
	brief text not null,
	op timestamptz not null, -- not before
	constraint bericht_een_per_kant primary key (koppeling_id, kant, brief)
);
create index bericht_te_schrijven on bericht (op, koppeling_id);
alter table bericht enable row level security;
create policy bericht_van_systeem on bericht to schakel_dienst using ((select is_systeem()));
grant select, insert, update, delete on bericht to schakel_dienst;

-- Nobody is told what they did themselves; the volunteer of a company is, when the company speaks for them.
create function koppeling_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from bericht b where b.koppeling_id = new.id;
	insert into bericht (koppeling_id, kant, brief, op)
	select new.id, s.kant, s.brief, new.gewijzigd_op
	from stap_bericht s
	where s.van = coalesce(old.status, '') and s.naar = new.status
		and lower(new.tijdvak) > new.gewijzigd_op
		and (s.brief <> 'voorstel_nieuw' or new.gewijzigd_rol = 'systeem')
		and (s.brief <> 'voorstel' or s.kant = 'school' or new.vrijwilliger_id is null)
		and (s.kant <> 'bedrijf' or (new.vrijwilliger_id is not null and new.bedrijf_id is not null))
		and (s.kant <> 'school' or new.gewijzigd_rol <> 'school')
		and (s.kant <> 'bedrijf' or new.gewijzigd_rol <> 'bedrijf')
		and (s.kant <> 'aanbieder' or new.gewijzigd_rol <> 'vrijwilliger')
		and (s.kant <> 'aanbieder' or new.gewijzigd_rol <> 'bedrijf' or new.vrijwilliger_id is not null);
	return null;
end $$;
create trigger koppeling_bericht_nieuw after insert on koppeling for each row execute function koppeling_bericht();
create trigger koppeling_bericht_stap after update of status on koppeling for each row
	when (old.status is distinct from new.status) execute function koppeling_bericht();
