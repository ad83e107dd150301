-- Circles have maxima too, and every match of their suppliers counts for them, the running ones included. A match counts
-- for the circle that its supplier was in when it was proposed, also when the supplier leaves it later. Old code keeps
-- working: a trigger fills the new column, and only what a match counts for grows.
set local lock_timeout = '5s';

alter table kring
	add column max_per_week int4
		constraint kring_max_per_week_redelijk check (max_per_week between 1 and 5000),
	add column max_per_schooljaar int4
		constraint kring_max_per_schooljaar_redelijk check (max_per_schooljaar between 1 and 50000);

alter table koppeling add column kring_id uuid constraint koppeling_kring_bestaat references kring (id);

alter table koppeling disable trigger user;
update koppeling k set kring_id = coalesce(
	(select v.kring_id from vrijwilliger v where v.id = k.vrijwilliger_id),
	(select b.kring_id from bedrijf b where b.id = k.bedrijf_id));
alter table koppeling enable trigger user;

insert into bezetting (houder, soort, periode, bezet)
select k.kring_id, 'week', to_char(k.datum, 'IYYYIW')::int4, count(*)
from koppeling k
where k.kring_id is not null and koppeling_loopt(k.status)
group by 1, 3
union all
select k.kring_id, 'schooljaar', schooljaar(k.datum), count(*)
from koppeling k
where k.kring_id is not null and koppeling_loopt(k.status)
group by 1, 3;

comment on column bezetting.houder is 'the aanbod (tijdvak), or the vrijwilliger, bedrijf or kring (week, schooljaar)';

-- Before koppeling_voor, which counts: triggers run in the order of their names.
create function koppeling_kring() returns trigger language plpgsql as $$
begin
	new.kring_id := coalesce(
		(select v.kring_id from vrijwilliger v where v.id = new.vrijwilliger_id),
		(select b.kring_id from bedrijf b where b.id = new.bedrijf_id));
	return new;
end $$;
create trigger koppeling_kring before insert on koppeling for each row execute function koppeling_kring();

-- What is counted for a circle rests on it as on the people.
drop trigger koppeling_vast on koppeling;
create trigger koppeling_vast before update on koppeling for each row
	when ((old.aanvraag_id, old.aanbod_id, old.school_id, old.klas_id, old.bedrijf_id, old.vrijwilliger_id, old.kring_id, old.datum,
			old.dagdeel)
		is distinct from
		(new.aanvraag_id, new.aanbod_id, new.school_id, new.klas_id, new.bedrijf_id, new.vrijwilliger_id, new.kring_id, new.datum,
			new.dagdeel))
	execute function koppeling_vast();

-- The circle comes last in both directions: whoever counts takes offer, volunteer, company, circle in this order.
create or replace function tel_bezetting(k koppeling, aantal int4) returns void language plpgsql as $$
declare
	halve_dag int4 := (k.datum - date '1970-01-01') * 3
		+ case k.dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end;
	week int4 := to_char(k.datum, 'IYYYIW')::int4;
begin
	if aantal < 0 then
		-- Locked first, in the order in which a proposal takes them; an update alone would take them as it finds them.
		perform from bezetting b
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = halve_dag)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week'
				and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum))
		order by case when b.soort = 'tijdvak' then 1
			else case b.houder when k.vrijwilliger_id then 2 when k.bedrijf_id then 4 else 6 end
				+ case b.soort when 'week' then 0 else 1 end end
		for no key update;
		update bezetting b set bezet = b.bezet + aantal
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = halve_dag)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'week'
				and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id, k.kring_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum));
		return;
	end if;
	insert into bezetting as b (houder, soort, periode, bezet, maximum)
	select h.houder, h.soort, h.periode, 1, h.maximum
	from (
		select a.id as houder, 'tijdvak' as soort, halve_dag as periode, a.plaatsen as maximum, 1 as rang
		from aanbod a where a.id = k.aanbod_id
		union all
		select v.id, 'week', week, v.max_per_week, 2
		from vrijwilliger v where v.id = k.vrijwilliger_id
		union all
		select v.id, 'schooljaar', schooljaar(k.datum), v.max_per_schooljaar, 3
		from vrijwilliger v where v.id = k.vrijwilliger_id
		union all
		select c.id, 'week', week, c.max_per_week, 4
		from bedrijf c where c.id = k.bedrijf_id
		union all
		select c.id, 'schooljaar', schooljaar(k.datum), c.max_per_schooljaar, 5
		from bedrijf c where c.id = k.bedrijf_id
		union all
		select r.id, 'week', week, r.max_per_week, 6
		from kring r where r.id = k.kring_id
		union all
		select r.id, 'schooljaar', schooljaar(k.datum), r.max_per_schooljaar, 7
		from kring r where r.id = k.kring_id
		order by rang
	) h
	on conflict (houder, soort, periode) do update set bezet = b.bezet + 1, maximum = excluded.maximum;
end $$;
