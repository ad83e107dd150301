-- That the words of a request are erased was said by a word, 'Gewist' in its subject, and whoever may write a subject could say it: what staff
-- wrote about the request went, and a request that was called so already kept its other words when its maker was erased. A column says it
-- now, and one function knows every word. Old code keeps working: it erases by wis_persoon, and writes neither.
set local lock_timeout = '5s';

alter table aanvraag add column gewist_op timestamptz;
comment on column aanvraag.gewist_op is 'when its words were last erased; others may have written new ones since';

drop trigger aanvraag_wist_notities on aanvraag;
drop trigger aanvraag_wist_ingrepen on aanvraag;
drop trigger aanvraag_wist_mijlpalen on aanvraag;
drop trigger aanvraag_wist_woorden on aanvraag;
drop trigger aanvraag_wist_kopieen on aanvraag;
drop function aanvraag_wist_notities(), aanvraag_wist_ingrepen(), aanvraag_wist_mijlpalen(), aanvraag_wist_woorden(), aanvraag_wist_kopieen();

-- All its words; a new column with words belongs here.
create function aanvraag_wist() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.onderwerp := 'Gewist';
	new.toelichting := null;
	new.leerdoel := null;
	new.voorkennis := null;
	new.vervolg := null;
	new.mijlpaal_datums := '{}';
	new.mijlpaal_namen := '{}';
	return new;
end $$;
create trigger aanvraag_wist before update of gewist_op on aanvraag for each row
	when (new.gewist_op is distinct from old.gewist_op) execute function aanvraag_wist();

-- What staff wrote about it, and what was copied of its words.
create function aanvraag_na_wissen() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform vergeet_notities(array[new.id]);
	update ingreep i set toelichting = null where i.aanvraag_id = new.id and i.toelichting is not null;
	update aanvraag a
	set gewist_op = new.gewist_op, versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op, gewijzigd_door = new.gewijzigd_door
	where a.kopie_van = new.id and a.gewist_op is distinct from new.gewist_op;
	return null;
end $$;
create trigger aanvraag_na_wissen after update of gewist_op on aanvraag for each row
	when (new.gewist_op is distinct from old.gewist_op) execute function aanvraag_na_wissen();

create or replace function wis_aanvragen(wie uuid, nu timestamptz, out overgedragen int8, out beeindigd int8) language plpgsql as $$
declare
	gemaakt uuid[] := wis_gemaakt(wie, 'aanvraag');
	zonder uuid[];
begin
	perform from aanvraag a where a.id = any (gemaakt) or a.gemaakt_door = wie order by a.id for no key update;
	update aanvraag a
	set gewist_op = nu, versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = wie
	where a.id = any (gemaakt) and a.gewist_op is distinct from nu;
	update aanvraag a
	set gemaakt_door = o.account_id, versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = wie
	from (
		select b.id, m.account_id
		from aanvraag b
		cross join lateral (
			select l.account_id
			from lid l
			where l.school_id = b.school_id and l.status = 'actief' and l.rol in ('docent', 'school') and l.account_id <> wie
			order by l.rol = 'school' desc, l.id
			limit 1) m
		where b.gemaakt_door = wie and b.status <> 'ingetrokken'
	) o
	where a.id = o.id;
	get diagnostics overgedragen = row_count;
	zonder := array(select a.id from aanvraag a where a.gemaakt_door = wie order by a.id);
	beeindigd := wis_eindig(
		array(select k.id from koppeling k where k.aanvraag_id = any (zonder) order by k.id), 'school', wie, nu);
	update aanvraag a
	set gewist_op = nu, gemaakt_door = null, status = 'ingetrokken', versie = a.versie + 1, gewijzigd_op = nu, gewijzigd_door = wie
	where a.id = any (zonder);
end $$;
