-- What is disputed waits for staff too, until they say what holds. Old code keeps working: it shows what it knows of the list.
set local lock_timeout = '5s';
alter table werkvoorraad drop constraint werkvoorraad_wat_bekend;
alter table werkvoorraad add constraint werkvoorraad_wat_bekend
	check (wat in ('voorstel', 'antwoord', 'weggebleven', 'aanvraag', 'betwist'));

create function betwisting_naar_werkvoorraad() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	k koppeling;
begin
	delete from werkvoorraad w where w.id = new.koppeling_id and (new.beslecht_op is null or w.wat = 'betwist');
	if new.beslecht_op is null then
		select * into k from koppeling where id = new.koppeling_id;
		perform werkvoorraad_zet(k, 'betwist', new.sinds, new.sinds + interval '90 days');
	end if;
	return null;
end $$;
create trigger betwisting_naar_werkvoorraad after insert or update on betwisting for each row
	execute function betwisting_naar_werkvoorraad();
insert into werkvoorraad (id, wat, aanvraag_id, soort, gemeente_code, kring_id, sinds_op, eindigt_op, toegewezen_aan)
select k.id, 'betwist', k.aanvraag_id, k.soort, s.gemeente_code, k.kring_id, b.sinds, b.sinds + interval '90 days', t.account_id
from betwisting b
join koppeling k on k.id = b.koppeling_id
join school s on s.id = k.school_id
left join toewijzing t on t.id = k.aanvraag_id
where b.beslecht_op is null
on conflict (id) do update set wat = excluded.wat, sinds_op = excluded.sinds_op, eindigt_op = excluded.eindigt_op;
