-- On a day that was closed after the proposal nothing is approved or agreed to any more; what is planned stands until somebody moves it or calls it off.
-- Old code keeps working: it says that a rule was broken.
set local lock_timeout = '5s';

create or replace function koppeling_voor_sluiting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from school s where s.id = new.school_id for key share;
	perform from bedrijf b where b.id = new.bedrijf_id for key share;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for key share;
	if not is_gesloten(array[new.school_id, new.bedrijf_id, new.vrijwilliger_id], new.datum) then
		return new;
	end if;
	if tg_name = 'koppeling_voor_sluiting_stap' then
		raise exception 'closed on that day since' using errcode = '23514', constraint = 'koppeling_stap_op_open_dag';
	end if;
	raise exception 'closed on that day' using errcode = '23514', constraint = 'koppeling_op_open_dag';
end $$;
create trigger koppeling_voor_sluiting_stap before update of status, school_bevestigd_op, aanbieder_bevestigd_op on koppeling for each row
	when ((old.status = 'voorgesteld' and new.status = 'goedgekeurd')
		or (old.status = 'goedgekeurd' and num_nonnulls(new.school_bevestigd_op, new.aanbieder_bevestigd_op)
			> num_nonnulls(old.school_bevestigd_op, old.aanbieder_bevestigd_op)))
	execute function koppeling_voor_sluiting();
