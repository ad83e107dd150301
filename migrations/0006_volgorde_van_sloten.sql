-- Locks in one order for every step of a match, so that two of them never wait for each other: request, class,
-- volunteer, offer, then the counters by rank. Before, ending a match took its counters in any order, and a step and a
-- proposal of the same class or person could each wait for the other's index entry until one was thrown out after a
-- second. Old code keeps working: only the bodies of two functions change.
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
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id) and b.soort = 'week' and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id) and b.soort = 'schooljaar'
				and b.periode = schooljaar(k.datum))
		order by case when b.soort = 'tijdvak' then 1
			else case when b.houder = k.vrijwilliger_id then 2 else 4 end
				+ case b.soort when 'week' then 0 else 1 end end
		for no key update;
		update bezetting b set bezet = b.bezet + aantal
		where (b.houder = k.aanbod_id and b.soort = 'tijdvak' and b.periode = halve_dag)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id) and b.soort = 'week' and b.periode = week)
			or (b.houder in (k.vrijwilliger_id, k.bedrijf_id) and b.soort = 'schooljaar'
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
		order by rang
	) h
	on conflict (houder, soort, periode) do update set bezet = b.bezet + 1, maximum = excluded.maximum;
end $$;

create or replace function koppeling_voor() returns trigger language plpgsql as $$
declare
	vraag_status text;
begin
	select a.status into vraag_status from aanvraag a where a.id = new.aanvraag_id for no key update;
	perform from klas c where c.id = new.klas_id for no key update;
	perform from vrijwilliger v where v.id = new.vrijwilliger_id for no key update;
	if tg_op = 'INSERT' then
		if not exists (select from toestand_stap s where s.van = '' and s.naar = new.status and s.rol = new.gewijzigd_rol) then
			raise exception 'no such first step' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		if vraag_status is distinct from 'open' then
			raise exception 'request is not open' using errcode = '23514', constraint = 'aanvraag_moet_open_zijn';
		end if;
		if not exists (select from aanbod a where a.id = new.aanbod_id and a.status = 'actief' for share) then
			raise exception 'offer is not active' using errcode = '23514', constraint = 'aanbod_moet_actief_zijn';
		end if;
		perform tel_bezetting(new, 1);
	elsif old.status is distinct from new.status then
		if not exists (select from toestand_stap s
			where s.van = old.status and s.naar = new.status and s.rol = new.gewijzigd_rol
				and (not s.reden_nodig or new.reden is not null)) then
			raise exception 'step not allowed' using errcode = '23514', constraint = 'koppeling_stap_niet_toegestaan';
		end if;
		if koppeling_loopt(old.status) and not koppeling_loopt(new.status) then
			perform tel_bezetting(old, -1);
		end if;
	end if;
	return new;
end $$;
