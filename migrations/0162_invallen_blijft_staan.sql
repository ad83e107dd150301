-- What drops out so late that a stand-in is asked for is one line for staff, and comes back when what took its place ends before the day is there: a lesson
-- that was called off less than two school days ahead and still has nobody. When it has begun the request waits again by itself. Old code keeps working: triggers keep the list.
set local lock_timeout = '5s';

-- The first lesson of a request that dropped out late and still has nobody; null: none.
create function invallen_gezocht(van uuid, nu timestamptz) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
	select k.id
	from koppeling k
	where k.aanvraag_id = van and k.halte = 0 and k.status = 'geannuleerd' and k.gewijzigd_rol <> 'school' and k.school_bevestigd_op is not null
		and lower(k.tijdvak) > nu and lower(k.tijdvak) < na_schooldagen(k.school_id, k.gewijzigd_op, 1)
	order by lower(k.tijdvak), k.id
	limit 1
$$;

create or replace function werkvoorraad_aanvraag(van uuid, nu timestamptz) returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	voorgesteld timestamptz; -- of a rondgang: until when there is something to decide
	graad text;
	invallen uuid;
begin
	select min(k.verloopt_op), max(koppeling_risicograad(k)) filter (where koppeling_risicograad(k) <> 'laag') into voorgesteld, graad
	from koppeling k where k.aanvraag_id = van and k.halte > 0 and k.status = 'voorgesteld';
	if voorgesteld is not null then
		insert into werkvoorraad as w (id, wat, aanvraag_id, soort, gemeente_code, sinds_op, eindigt_op, toegewezen_aan, risico)
		select a.id, 'rondgang', a.id, a.soort, s.gemeente_code, nu, voorgesteld, t.account_id,
			case graad when 'verhoogd' then graad when 'hoog' then graad else 'laag' end
		from aanvraag a
		join school s on s.id = a.school_id
		left join toewijzing t on t.id = a.id
		where a.id = van
		on conflict (id) do update set wat = excluded.wat, eindigt_op = excluded.eindigt_op, risico = excluded.risico,
			sinds_op = case when w.wat = excluded.wat then w.sinds_op else excluded.sinds_op end;
	elsif exists (select from aanvraag a where a.id = van and a.status = 'open'
			and (select count(*) from koppeling k where k.aanvraag_id = van and koppeling_loopt(k.status)) < coalesce(a.haltes_min, 1))
		and not exists (select from bijvulling b where b.aanvraag_id = van and b.status = 'wacht') then
		invallen := invallen_gezocht(van, nu);
		delete from werkvoorraad w
		where w.aanvraag_id = van and w.id is distinct from invallen and (w.wat = 'invallen' or invallen is not null and w.id = van);
		if invallen is not null then
			perform werkvoorraad_zet(k, 'invallen', k.gewijzigd_op, lower(k.tijdvak)) from koppeling k where k.id = invallen;
			return;
		end if;
		insert into werkvoorraad as w (id, wat, aanvraag_id, soort, gemeente_code, sinds_op, eindigt_op, toegewezen_aan)
		select a.id, case when rondgang_te_weinig(van) then 'rondgang' else 'aanvraag' end, a.id, a.soort, s.gemeente_code, nu,
			(a.tot_datum + 1)::timestamp at time zone 'Europe/Amsterdam', t.account_id
		from aanvraag a
		join school s on s.id = a.school_id
		left join toewijzing t on t.id = a.id
		where a.id = van
		on conflict (id) do update set wat = excluded.wat, soort = excluded.soort, eindigt_op = excluded.eindigt_op, risico = excluded.risico;
	else
		delete from werkvoorraad w where w.aanvraag_id = van and (w.id = van or w.wat = 'invallen');
	end if;
end $$;

create or replace function koppeling_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if tg_op = 'UPDATE' then
		delete from werkvoorraad w where w.id = new.id;
	end if;
	if new.status = 'voorgesteld' and new.halte = 0 then
		perform werkvoorraad_zet(new, 'voorstel', new.gewijzigd_op, new.verloopt_op);
	elsif new.status = 'niet_verschenen' then
		perform werkvoorraad_zet(new, 'weggebleven', new.gewijzigd_op, new.gewijzigd_op + interval '14 days');
	end if;
	if new.halte > 0 then
		perform werkvoorraad_aanvraag(new.aanvraag_id, new.gewijzigd_op);
	elsif koppeling_loopt(new.status) then
		if tg_op = 'INSERT' or not koppeling_loopt(old.status) then
			delete from werkvoorraad w where w.aanvraag_id = new.aanvraag_id and (w.id = new.aanvraag_id or w.wat = 'invallen');
		end if;
	elsif tg_op = 'INSERT' or koppeling_loopt(old.status) then
		perform werkvoorraad_aanvraag(new.aanvraag_id, new.gewijzigd_op);
	end if;
	return null;
end $$;
drop trigger koppeling_zoekt_invaller_nieuw on koppeling;
drop trigger koppeling_zoekt_invaller_stap on koppeling;
drop function koppeling_invallen_gezocht();
drop trigger aanvraag_zoekt_geen_invaller on aanvraag;
drop function aanvraag_zoekt_geen_invaller();

-- What stands in it already.
select werkvoorraad_aanvraag(g.aanvraag_id, now())
from (
	select distinct k.aanvraag_id
	from koppeling k
	where k.status = 'geannuleerd' and k.datum >= current_date - 1) g;
