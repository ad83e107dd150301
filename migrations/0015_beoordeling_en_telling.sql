-- Marks after the activity, and two counts of each supplier that are kept in the transaction of what they count: what
-- schools thought of it, and how often it answered in time. Read for every offer of a list, so never added up there.
-- Old code keeps working: the tables are new, triggers fill them.
create table beoordeling (
	koppeling_id uuid not null constraint beoordeling_koppeling_bestaat references koppeling (id),
	kant text not null constraint beoordeling_kant_bekend check (kant in ('school', 'aanbieder')), -- who gave it
	cijfer int4 not null constraint beoordeling_cijfer_1_tot_5 check (cijfer between 1 and 5),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint beoordeling_een_per_kant primary key (koppeling_id, kant)
);

create table telling (
	houder uuid not null constraint telling_uniek primary key, -- the vrijwilliger or the bedrijf
	cijfers int4 not null default 0, -- how many marks of schools
	cijfer_som int4 not null default 0, -- and their sum, in hundredths
	gevraagd int4 not null default 0, -- approved proposals that were answered or ran out
	op_tijd int4 not null default 0, -- of which answered within the term
	constraint telling_niet_negatief check (least(cijfers, cijfer_som, gevraagd, op_tijd) >= 0),
	constraint telling_op_tijd_hoogstens_gevraagd check (op_tijd <= gevraagd)
);

-- How long a supplier has to answer an approved proposal and still be counted as in time.
create function antwoordtermijn() returns interval language sql immutable parallel safe return interval '7 days';

create function beoordeling_na() returns trigger language plpgsql as $$
declare
	meer int4 := case tg_op when 'INSERT' then 1 else 0 end;
	verschil int4 := (new.cijfer - case tg_op when 'INSERT' then 0 else old.cijfer end) * 100;
begin
	if new.kant = 'school' then
		insert into telling as t (houder, cijfers, cijfer_som)
		select h, 1, new.cijfer * 100
		from koppeling k cross join lateral unnest(array[k.vrijwilliger_id, k.bedrijf_id]) h
		where k.id = new.koppeling_id and h is not null
		order by h
		on conflict (houder) do update set cijfers = t.cijfers + meer, cijfer_som = t.cijfer_som + verschil;
	end if;
	insert into audit (op, tabel, rij, handeling, versie, account_id)
	values (new.gewijzigd_op, 'beoordeling', new.koppeling_id, case tg_op when 'INSERT' then 'gemaakt' else 'gewijzigd' end,
		new.versie, new.gewijzigd_door);
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (new.gewijzigd_op, 'beoordeling.' || case tg_op when 'INSERT' then 'gemaakt' else 'gewijzigd' end,
		new.koppeling_id, new.versie);
	return null;
end $$;
create trigger beoordeling_na after insert or update on beoordeling for each row execute function beoordeling_na();

-- An approved proposal is answered once: by the supplier's yes or no, or by running out. Its no after its own yes, what the
-- school does, and what ran out after the supplier's yes say nothing about the supplier. For the statement as a whole and
-- in the order of the ids: two of them that end many proposals never wait for each other.
create function koppeling_telling() returns trigger language plpgsql as $$
begin
	insert into telling as t (houder, gevraagd, op_tijd)
	select h, count(*), count(*) filter (where n.status <> 'verlopen' and n.gewijzigd_op <= antwoordtermijn() + (
		select max(g.op) from geschiedenis g where g.koppeling_id = n.id and g.stap = 'goedkeuren'))
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
create trigger koppeling_telling after update on koppeling referencing old table as oud new table as nieuw
	for each statement execute function koppeling_telling();

-- What was answered before this migration.
insert into telling (houder, gevraagd, op_tijd)
select h, count(*), count(*) filter (where a.op <= a.goedgekeurd_op + antwoordtermijn() and a.naar <> 'verlopen')
from (
	select distinct on (g.koppeling_id) g.koppeling_id, g.op, g.naar, eerder.op as goedgekeurd_op
	from geschiedenis g
	join geschiedenis eerder on eerder.koppeling_id = g.koppeling_id and eerder.stap = 'goedkeuren'
		and eerder.volgnummer < g.volgnummer
	where g.van = 'goedgekeurd'
		and (g.naar = 'verlopen' or g.rol in ('bedrijf', 'vrijwilliger'))
	order by g.koppeling_id, g.volgnummer
) a
join koppeling k on k.id = a.koppeling_id
cross join lateral unnest(array[k.vrijwilliger_id, k.bedrijf_id]) h
where h is not null
group by h;
