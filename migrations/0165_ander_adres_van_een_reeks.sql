-- A volunteer with another address whose link was deleted is told of all that still stands in the calendar, not only of the match that the link stood at: of a series one link
-- stands for all its times, also when the first of them is over. An asked stand-in gets no new letter: the link of before ended, and no question waits for it. Old code keeps working.
set local lock_timeout = '5s';

create or replace function vrijwilliger_ander_adres() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update invaller i set verloopt_op = new.gewijzigd_op
	where i.aanbod_id in (select o.id from aanbod o where o.vrijwilliger_id = new.id) and i.status = 'gevraagd' and i.verloopt_op > new.gewijzigd_op;
	with weg as (
		delete from antwoordlink l using koppeling k
		where k.vrijwilliger_id = new.id and l.koppeling_id = k.id and l.gebruikt_op is null
		returning k.id, k.status, k.verloopt_op, k.aanbieder_bevestigd_op
	)
	insert into herinnering (koppeling_id, kant, op)
	select w.id, 'aanbieder', new.gewijzigd_op
	from weg w
	where w.status = 'goedgekeurd' and w.aanbieder_bevestigd_op is null and w.verloopt_op > new.gewijzigd_op and new.email is not null
	on conflict (koppeling_id, kant) do update set op = excluded.op, gestuurd_op = null;
	-- Both sides may be about to be told: then that letter does it.
	with weg as (
		delete from aflooplink l using koppeling k
		where k.vrijwilliger_id = new.id and l.koppeling_id = k.id
		returning k.id
	)
	insert into bericht (koppeling_id, kant, brief, op)
	select k.id, 'aanbieder', case when lower(k.tijdvak) > new.gewijzigd_op then 'afgesproken' else 'afloop' end, new.gewijzigd_op
	from koppeling k
	where k.vrijwilliger_id = new.id and k.status = 'ingepland' and new.email is not null
		and (k.id in (select w.id from weg w) or lower(k.tijdvak) > new.gewijzigd_op and exists (select from weg))
	on conflict (koppeling_id, kant, brief) do nothing;
	return null;
end $$;
