-- A volunteer answers an approved proposal by a link in a letter, without an account; and whoever declines may say which other
-- half-days would do. Old code keeps working: it sends no links and names no half-days.
set local lock_timeout = '5s';

-- Holds while its match waits for answers, whoever else takes a step meanwhile; used once, in the transaction of that step.
create table antwoordlink (
	token_hash bytea not null constraint antwoordlink_uniek primary key
		constraint antwoordlink_token_hash_32_bytes check (octet_length(token_hash) = 32),
	-- A match keeps its volunteer, so this is of one person too.
	koppeling_id uuid not null constraint antwoordlink_een_per_koppeling unique
		constraint antwoordlink_koppeling_bestaat references koppeling (id) on delete cascade,
	gemaakt_op timestamptz not null,
	verloopt_op timestamptz not null,
	-- Its use: the same answer, sent again because its result was lost, has the same result.
	gebruikt_op timestamptz,
	reactie text constraint antwoordlink_reactie_bekend check (reactie in ('bevestigen', 'afslaan')),
	vingerafdruk bytea,
	constraint antwoordlink_gebruik_volledig check (
		(gebruikt_op is null) = (reactie is null) and (gebruikt_op is null) = (vingerafdruk is null))
);
create index antwoordlink_op_verloop on antwoordlink (verloopt_op);
grant select, insert, update, delete on antwoordlink to schakel_dienst;

insert into reden (code) values ('ander-tijdvak');

alter table koppeling
	add column andere_tijdvakken int4[] not null default '{}', -- half-days: days since 1970 × 3 + dagdeel
	add constraint koppeling_ander_tijdvak_noemt_tijdvakken check (
		cardinality(andere_tijdvakken) <= 5
		and (reden is not distinct from 'ander-tijdvak') = (cardinality(andere_tijdvakken) > 0));
alter table geschiedenis add column andere_tijdvakken int4[] not null default '{}';

create or replace function koppeling_na() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	oud text := case when tg_op = 'UPDATE' then old.status end;
	stap text := case
		when tg_op = 'INSERT' then 'voorstellen'
		when old.status is not distinct from new.status then 'bevestigen'
		when new.status = 'goedgekeurd' then 'goedkeuren'
		when new.status = 'afgewezen' then 'afwijzen'
		when new.status = 'bevestigd' then 'bevestigen'
		when new.status = 'ingepland' then 'inplannen'
		when new.status = 'afgeslagen' then 'afslaan'
		when new.status = 'verlopen' then 'verlopen'
		when new.status = 'geannuleerd' then 'annuleren'
		when new.status = 'afgerond' then 'afronden'
		when new.status = 'niet_verschenen' then 'niet_verschenen'
		when new.status = 'geevalueerd' then 'evalueren'
	end;
begin
	insert into geschiedenis (koppeling_id, volgnummer, op, stap, van, naar, rol, account_id, reden, toelichting, andere_tijdvakken)
	values (new.id, new.versie, new.gewijzigd_op, stap, oud, new.status, new.gewijzigd_rol, new.gewijzigd_door,
		new.reden, new.toelichting, new.andere_tijdvakken);
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gewijzigd_op, 'koppeling', new.id, stap, new.versie, new.gewijzigd_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, 'koppeling.' || stap, new.id, new.versie);
	if new.status = 'ingepland' and oud is distinct from new.status then
		update aanvraag a set status = 'gekoppeld', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id;
	elsif new.status in ('geannuleerd', 'niet_verschenen') and oud is distinct from new.status then
		update aanvraag a set status = 'open', versie = a.versie + 1, gewijzigd_op = new.gewijzigd_op,
			gewijzigd_door = new.gewijzigd_door
		where a.id = new.aanvraag_id and a.status = 'gekoppeld';
	end if;
	return null;
end $$;
