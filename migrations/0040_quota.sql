-- How much one party may have going at once: open requests of a school, and proposals to a company in a week. Counted where no
-- interleaving over-fills it, as places are. Staff sets both. Old code keeps working: it is refused where it asks too much.
set local lock_timeout = '5s';

alter table school add column max_open_aanvragen int4 not null default 100
	constraint school_max_open_aanvragen_redelijk check (max_open_aanvragen between 0 and 10000);
alter table bedrijf add column max_voorstellen_per_week int4 not null default 50
	constraint bedrijf_max_voorstellen_per_week_redelijk check (max_voorstellen_per_week between 0 and 10000);

create table quotum (
	houder uuid not null, -- the school (open), or the bedrijf (voorstel)
	soort text not null constraint quotum_soort_bekend check (soort in ('open', 'voorstel')),
	periode int4 not null, -- 0: at the same time; of proposals ISO year × 100 + week in which they were made
	gebruikt int4 not null constraint quotum_niet_negatief check (gebruikt >= 0),
	maximum int4 not null, -- as it was when it was last asked for more
	constraint quotum_uniek primary key (houder, soort, periode),
	constraint aanvragen_niet_te_veel_open check (soort <> 'open' or gebruikt <= maximum),
	constraint voorstellen_niet_te_veel_per_week check (soort <> 'voorstel' or gebruikt <= maximum)
);

insert into quotum (houder, soort, periode, gebruikt, maximum)
select a.school_id, 'open', 0, count(*), greatest(count(*), 100)
from aanvraag a
where a.status = 'open'
group by a.school_id;

-- The last lock that a change of a request or a proposal takes: whoever waits for it holds up nobody that has it.
create function aanvraag_quotum() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	was bool := tg_op <> 'INSERT' and old.status = 'open';
	wordt bool := tg_op <> 'DELETE' and new.status = 'open';
begin
	if was and not wordt then
		update quotum q set gebruikt = q.gebruikt - 1
		where q.houder = old.school_id and q.soort = 'open' and q.periode = 0;
	elsif wordt and not was then
		insert into quotum as q (houder, soort, periode, gebruikt, maximum)
		select s.id, 'open', 0, 1, s.max_open_aanvragen
		from school s where s.id = new.school_id
		on conflict (houder, soort, periode) do update set gebruikt = q.gebruikt + 1,
			-- What a match that was called off gives back, nobody asked for.
			maximum = case when tg_op = 'UPDATE' and old.status = 'gekoppeld'
				then greatest(excluded.maximum, q.gebruikt + 1) else excluded.maximum end;
	end if;
	return null;
end $$;
create trigger aanvraag_quotum after insert or delete or update of status on aanvraag
	for each row execute function aanvraag_quotum();

-- Every proposal counts, however it ends: each is work for the company.
create function koppeling_quotum() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into quotum as q (houder, soort, periode, gebruikt, maximum)
	select b.id, 'voorstel', to_char(new.gemaakt_op at time zone 'Europe/Amsterdam', 'IYYYIW')::int4, 1, b.max_voorstellen_per_week
	from bedrijf b where b.id = new.bedrijf_id
	on conflict (houder, soort, periode) do update set gebruikt = q.gebruikt + 1, maximum = excluded.maximum;
	return null;
end $$;
create trigger koppeling_quotum after insert on koppeling for each row execute function koppeling_quotum();

grant update (max_open_aanvragen, versie, gewijzigd_op, gewijzigd_door) on school to schakel_dienst;
