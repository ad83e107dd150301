-- Who says yes after the other side excluded them is told that it cannot go on, not who wanted that. And of who is of both sides of a match no
-- letter goes away before both have answered. Old code keeps working: it says that a rule was broken.
set local lock_timeout = '5s';

create or replace function koppeling_voor_veto() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	dag date := (new.gewijzigd_op at time zone 'Europe/Amsterdam')::date;
begin
	if exists (select from veto w
		where w.school_id = new.school_id
			and (w.bedrijf_id = new.bedrijf_id or w.vrijwilliger_id = new.vrijwilliger_id)
			and w.van_datum <= dag and (w.eind_datum is null or w.eind_datum > dag)) then
		if tg_name = 'koppeling_voor_veto_ja' and new.gewijzigd_rol not in ('medewerker', 'kringcoordinator') then
			raise exception 'excluded since' using errcode = '23514', constraint = 'koppeling_ja_zonder_veto';
		end if;
		raise exception 'one side excluded the other' using errcode = '23514', constraint = 'koppeling_zonder_veto';
	end if;
	if exists (select from bedrijf b where b.id = new.bedrijf_id and b.school_id = new.school_id) then
		raise exception 'a school for itself' using errcode = '23514', constraint = 'koppeling_met_een_ander';
	end if;
	return new;
end $$;

create or replace function koppeling_kant_zonder_brief() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	school bool := old.school_bevestigd_op is null and new.school_bevestigd_op is not null;
	aanbieder bool := old.aanbieder_bevestigd_op is null and new.aanbieder_bevestigd_op is not null;
	beide bool := new.school_bevestigd_op is not null and new.aanbieder_bevestigd_op is not null;
begin
	delete from bericht b
	where b.koppeling_id = new.id and b.brief = 'voorstel' and (b.kant = 'school' and school or b.kant = 'aanbieder' and aanbieder);
	delete from post p
	using post q
	left join lateral (
		select coalesce(bool_or(l.school_id = new.school_id), false) as van_school,
			coalesce(bool_or(l.bedrijf_id = new.bedrijf_id or l.vrijwilliger_id = new.vrijwilliger_id), q.account_id is null) as van_aanbieder
		from lid l
		where l.account_id = q.account_id and l.status = 'actief'
	) w on true
	where p.id = q.id and q.koppeling_id = new.id and q.verzonden_op is null
		and case when w.van_school and w.van_aanbieder then beide when w.van_school then school when w.van_aanbieder then aanbieder end;
	return null;
end $$;
