-- Who has answered is not asked any more: what waits to be sent to that side and asks for its answer (the proposal, a reminder) is gone with the yes, as it was already
-- when the match takes its next step. Old code keeps working: its reminders name no match, and are sent.
set local lock_timeout = '5s';

-- Of a volunteer the side is the volunteer and their company, and who has no account.
create function koppeling_kant_zonder_brief() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	school bool := old.school_bevestigd_op is null and new.school_bevestigd_op is not null;
	aanbieder bool := old.aanbieder_bevestigd_op is null and new.aanbieder_bevestigd_op is not null;
begin
	delete from bericht b
	where b.koppeling_id = new.id and b.brief = 'voorstel' and (b.kant = 'school' and school or b.kant = 'aanbieder' and aanbieder);
	delete from post p
	where p.koppeling_id = new.id and p.verzonden_op is null
		and case when exists (select from lid l where l.account_id = p.account_id and l.school_id = new.school_id) then school else aanbieder end;
	return null;
end $$;
create trigger koppeling_kant_zonder_brief after update of school_bevestigd_op, aanbieder_bevestigd_op on koppeling for each row
	when (old.school_bevestigd_op is null and new.school_bevestigd_op is not null
		or old.aanbieder_bevestigd_op is null and new.aanbieder_bevestigd_op is not null)
	execute function koppeling_kant_zonder_brief();
