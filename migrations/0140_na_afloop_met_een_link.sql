-- After an activity who gave it is asked how it went, in a letter: with a link for who has no account. By that link they tell whether it took place,
-- evaluate, and get their certificate; a link works so long, as often as it takes. Old code keeps working: it asks nobody.
set local lock_timeout = '5s';

create table aflooplink (
	token_hash bytea not null constraint aflooplink_uniek primary key
		constraint aflooplink_token_hash_32_bytes check (octet_length(token_hash) = 32),
	-- More than one, all of its volunteer: the letter of the question, and that of the thanks.
	koppeling_id uuid not null constraint aflooplink_koppeling_bestaat references koppeling (id) on delete cascade,
	gemaakt_op timestamptz not null,
	verloopt_op timestamptz not null
);
comment on table aflooplink is 'What a volunteer without an account tells by how it went: the link of a letter.';
create index aflooplink_op_verloop on aflooplink (verloopt_op);
create index aflooplink_op_koppeling on aflooplink (koppeling_id);
alter table aflooplink enable row level security;
create policy aflooplink_van_systeem on aflooplink to schakel_dienst using ((select is_systeem()));
grant select, insert, update, delete on aflooplink to schakel_dienst;

-- What stands in the calendar is asked about when its last half-day is over: once, whoever has told meanwhile.
create or replace function koppeling_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	over constant text[] := array['afgerond', 'geevalueerd', 'niet_verschenen'];
	terug bool := coalesce(old.status = any (over), false);
	einde timestamptz := upper(dagdeel_tijdvak(new.einde_datum, new.dagdeel));
begin
	delete from bericht b
	where b.koppeling_id = new.id and not (b.brief = 'afloop' and (terug or new.status = any (over)));
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
	if new.status = 'ingepland' and not terug and einde > new.gewijzigd_op then
		insert into bericht (koppeling_id, kant, brief, op) values (new.id, 'aanbieder', 'afloop', einde);
	end if;
	return null;
end $$;

create function koppeling_bericht_verzet() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update bericht b set op = upper(dagdeel_tijdvak(new.einde_datum, new.dagdeel))
	where b.koppeling_id = new.id and b.kant = 'aanbieder' and b.brief = 'afloop';
	return null;
end $$;
create trigger koppeling_bericht_verzet after update of datum, dagdeel on koppeling for each row
	when (old.datum is distinct from new.datum or old.dagdeel is distinct from new.dagdeel) execute function koppeling_bericht_verzet();

insert into bericht (koppeling_id, kant, brief, op)
select k.id, 'aanbieder', 'afloop', upper(dagdeel_tijdvak(k.einde_datum, k.dagdeel))
from koppeling k
where k.status = 'ingepland' and k.datum >= current_date;

-- Who is erased has no links.
create or replace function vrijwilliger_zonder_brief() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from post p using koppeling k
	where k.vrijwilliger_id = new.id and koppeling_loopt(k.status) and p.koppeling_id = k.id and p.verzonden_op is null;
	if new.gewist_op is not null then
		delete from aflooplink l using koppeling k where k.vrijwilliger_id = new.id and l.koppeling_id = k.id;
	end if;
	return null;
end $$;
