-- Norms hold from a school year on, and what has held stays: another number is another norm, from this year on. And a class has a
-- level, a size and needs in each school year, so that what it was due then can be said later. Old code keeps working until staff
-- makes a second norm of one level: it knows of one.
set local lock_timeout = '5s';

alter table norm
	drop constraint norm_uniek,
	drop constraint norm_aantal_redelijk,
	add column id uuid not null default gen_random_uuid(),
	add column vanaf_schooljaar int4 not null default 2000
		constraint norm_schooljaar_redelijk check (vanaf_schooljaar between 2000 and 2199), -- its first year
	add column versie int8 not null default 1,
	add column gemaakt_op timestamptz not null default '2000-08-01Z',
	add column gewijzigd_op timestamptz not null default '2000-08-01Z',
	add column gewijzigd_door uuid,
	add constraint norm_uniek primary key (id),
	add constraint norm_een_per_schooljaar unique (niveau, eenheid, vanaf_schooljaar),
	add constraint norm_aantal_redelijk check (aantal between 0 and 100); -- 0: none any more
alter table norm
	alter column id drop default,
	alter column vanaf_schooljaar drop default,
	alter column versie drop default,
	alter column gemaakt_op drop default,
	alter column gewijzigd_op drop default;

create function norm_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if least(new.vanaf_schooljaar, old.vanaf_schooljaar) < schooljaar((new.gewijzigd_op at time zone 'Europe/Amsterdam')::date) then
		raise exception 'held in a school year that is over' using errcode = '23514', constraint = 'norm_geldt_niet_terug';
	end if;
	return new;
end $$;
create trigger norm_voor before insert or update on norm for each row execute function norm_voor();

-- Each norm has an id now, and its event names it.
drop trigger norm_na on norm;
create trigger norm_na after delete on norm for each statement execute function naslag_na();
create trigger norm_vastleggen after insert or update on norm for each row execute function leg_vast();
alter table norm enable row level security;
create policy norm_zien on norm for select to schakel_dienst using (true);
create policy norm_nieuw on norm for insert to schakel_dienst with check ((select mag_alles()));
create policy norm_schrijven on norm for update to schakel_dienst using ((select mag_alles()));
grant insert, update on norm to schakel_dienst;

-- ---- classes ----

alter table klas
	add column versie int8 not null default 1,
	add column gewijzigd_op timestamptz, -- null: only a request named it
	add column gewijzigd_door uuid,
	add column vertrokken_datum date;
create index klas_op_school on klas (school_id, id);
create trigger klas_vastleggen after insert or update of versie on klas for each row
	when (new.gewijzigd_op is not null) execute function leg_vast();

create table klas_jaar (
	klas_id uuid not null constraint klas_jaar_klas_bestaat references klas (id),
	schooljaar int4 not null constraint klas_jaar_schooljaar_redelijk check (schooljaar between 2000 and 2199),
	niveau int8 not null constraint klas_jaar_precies_een_niveau
		check (niveau > 0 and (niveau & (niveau - 1)) = 0), -- one bit of lib/domain/niveau.h
	groepsgrootte int4 not null constraint klas_jaar_groepsgrootte_redelijk check (groepsgrootte between 1 and 500),
	behoeften text[] not null default '{}' constraint klas_jaar_behoeften_bekend
		check (behoeften <@ array['rolstoel', 'prikkelarm', 'taalsteun', 'extra-begeleiding']),
	constraint klas_jaar_uniek primary key (klas_id, schooljaar)
);
comment on table klas_jaar is 'What a class is in a school year (its first year). Never who is in it.';

create function ziet_klas(klas uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from klas c where c.id = klas);
end $$;
create function is_klas_van_ons(klas uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from klas c where c.id = klas and c.school_id = any (eigen_ids()));
end $$;
create function school_van_eigen_kring(school uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (
		select from school s
		join kring r on s.gemeente_code = any (r.gemeenten)
		where s.id = school and r.id = any (eigen_ids()));
end $$;
alter table klas_jaar enable row level security;
create policy klas_jaar_zien on klas_jaar for select to schakel_dienst using ((select mag_alles()) or ziet_klas(klas_id));
create policy klas_jaar_nieuw on klas_jaar for insert to schakel_dienst
	with check ((select mag_alles()) or is_klas_van_ons(klas_id));
create policy klas_jaar_schrijven on klas_jaar for update to schakel_dienst
	using ((select mag_alles()) or is_klas_van_ons(klas_id));
drop policy klas_zien on klas;
create policy klas_zien on klas for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id], (select eigen_ids())) or bij_klas(id) or school_van_eigen_kring(school_id));
grant select, insert, update on klas_jaar to schakel_dienst;

-- A class that only a request named is in that school year what the request says of it.
create function klas_jaar_van_aanvraag() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into klas_jaar (klas_id, schooljaar, niveau, groepsgrootte)
	values (new.klas_id, schooljaar(new.van_datum), new.niveau, new.groepsgrootte)
	on conflict do nothing;
	return null;
end $$;
create trigger aanvraag_klas_jaar after insert or update of klas_id, van_datum on aanvraag for each row
	execute function klas_jaar_van_aanvraag();
insert into klas_jaar (klas_id, schooljaar, niveau, groepsgrootte)
select distinct on (a.klas_id, schooljaar(a.van_datum)) a.klas_id, schooljaar(a.van_datum), a.niveau, a.groepsgrootte
from aanvraag a
order by a.klas_id, schooljaar(a.van_datum), a.gemaakt_op desc;
