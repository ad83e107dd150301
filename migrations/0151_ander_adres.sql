-- A link in a letter belongs to the address that it went to. When a volunteer gets another one, the links of before end, so that who reads the
-- old mailbox sees and calls off nothing any more, and what they were for is written anew. Old code keeps working: it finds no link.
set local lock_timeout = '5s';

create function vrijwilliger_ander_adres() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
		returning k.id, k.status, k.tijdvak
	)
	insert into bericht (koppeling_id, kant, brief, op)
	select distinct w.id, 'aanbieder', case when lower(w.tijdvak) > new.gewijzigd_op then 'afgesproken' else 'afloop' end, new.gewijzigd_op
	from weg w
	where w.status = 'ingepland' and new.email is not null
	on conflict (koppeling_id, kant, brief) do nothing;
	return null;
end $$;
-- Another one: known by none of the finders that the one before was known by, as it still is when a key is replaced.
create trigger vrijwilliger_ander_adres after update of email_vinders on vrijwilliger for each row
	when (cardinality(old.email_vinders) > 0 and not old.email_vinders && new.email_vinders) execute function vrijwilliger_ander_adres();
