-- Staff can settle a dispute too when the school has evaluated already: that is turned back as what was completed is. The evaluations go,
-- with what they counted: whether there is something to evaluate is open again. Old code keeps working: it takes no such step.
set local lock_timeout = '5s';

insert into toestand_stap (van, naar, rol, reden_nodig, stap, gevolgen)
values ('geevalueerd', 'ingepland', 'medewerker', true, 'terugdraaien', '{}');

drop trigger koppeling_betwisting on koppeling;
create trigger koppeling_betwisting after update of status on koppeling for each row
	when (old.status in ('afgerond', 'geevalueerd', 'niet_verschenen') and new.status = 'ingepland') execute function betwisting_beslecht();

create function beoordeling_terug() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	b beoordeling;
begin
	for b in delete from beoordeling w where w.koppeling_id = new.id returning w.* loop
		if b.kant = 'school' then
			insert into telling as t (houder)
			select h from unnest(array[new.vrijwilliger_id, new.bedrijf_id]) h
			where h is not null
			order by h
			on conflict (houder) do update set cijfers = t.cijfers - 1, cijfer_som = t.cijfer_som - b.cijfer * 100;
		end if;
		insert into audit (op, tabel, rij, handeling, versie, account_id)
		values (new.gewijzigd_op, 'beoordeling', new.id, 'verwijderd', b.versie, new.gewijzigd_door);
	end loop;
	return null;
end $$;
create trigger koppeling_beoordeling_terug after update of status on koppeling for each row
	when (old.status in ('afgerond', 'geevalueerd') and new.status = 'ingepland') execute function beoordeling_terug();
