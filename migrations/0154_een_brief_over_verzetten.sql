-- Of several proposals to move in a row the other side gets one letter: that of a proposal that another one took the place of is not sent any
-- more, when it was not yet. Its link leads to what is open (verzetvoorstel/find). Old code keeps working: its letters are all sent.
set local lock_timeout = '5s';

create function verzetvoorstel_zonder_brief() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from post p
	where p.koppeling_id = new.koppeling_id and p.soort in ('verzetvraag', 'verzetvraag_reeks') and p.verzonden_op is null;
	return null;
end $$;
create trigger verzetvoorstel_zonder_brief after update of status on verzetvoorstel for each row
	when (old.status = 'open' and new.status <> 'open') execute function verzetvoorstel_zonder_brief();
