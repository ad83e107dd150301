-- A school that supplies never supplies itself: a rule of its own, at the proposal and in what the engine weighs. Before, an exclusion said
-- it, which stood in the school's list as one that nobody made and which the school could end. Old code keeps working: where it would
-- propose the school to itself, it is refused.
set local lock_timeout = '5s';

drop trigger bedrijf_van_school on bedrijf;
drop function bedrijf_van_school();
delete from veto w using bedrijf b
where b.id = w.bedrijf_id and b.school_id = w.school_id and w.kant = 'school' and w.reden = 'anders' and w.gemaakt_op = b.gemaakt_op;

create or replace function koppeling_voor_veto() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	dag date := (new.gewijzigd_op at time zone 'Europe/Amsterdam')::date;
begin
	if exists (select from veto w
		where w.school_id = new.school_id
			and (w.bedrijf_id = new.bedrijf_id or w.vrijwilliger_id = new.vrijwilliger_id)
			and w.van_datum <= dag and (w.eind_datum is null or w.eind_datum > dag)) then
		raise exception 'one side excluded the other' using errcode = '23514', constraint = 'koppeling_zonder_veto';
	end if;
	if exists (select from bedrijf b where b.id = new.bedrijf_id and b.school_id = new.school_id) then
		raise exception 'a school for itself' using errcode = '23514', constraint = 'koppeling_met_een_ander';
	end if;
	return new;
end $$;
