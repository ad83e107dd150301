-- Whoever answers within the term that they were given is in time, however long that is: over a holiday, or as staff says. Before, a
-- week of seven days counted, whatever the letter said. What was counted stays. Old code keeps working.
create or replace function koppeling_telling() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into telling as t (houder, gevraagd, op_tijd)
	select h, count(*), count(*) filter (where n.status <> 'verlopen' and n.gewijzigd_op <= o.verloopt_op)
	from oud o
	join nieuw n on n.id = o.id
	cross join lateral unnest(array[n.vrijwilliger_id, n.bedrijf_id]) h
	where o.status = 'goedgekeurd' and o.aanbieder_bevestigd_op is null
		and (n.status = 'verlopen' or n.aanbieder_bevestigd_op is not null
			or (n.status = 'afgeslagen' and n.gewijzigd_rol in ('bedrijf', 'vrijwilliger')))
		and h is not null
	group by h
	order by h
	on conflict (houder) do update set gevraagd = t.gevraagd + excluded.gevraagd, op_tijd = t.op_tijd + excluded.op_tijd;
	return null;
end $$;
drop function antwoordtermijn();
