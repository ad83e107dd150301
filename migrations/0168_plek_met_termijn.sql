-- A place at an event that waits for its host has a term, as a booking of a facility has (0141): five school days, and never past its beginning; then it is
-- free again, and who asked is told by letter. At no company it is for staff, which looks at what waits: that waits until it begins. Old code keeps working: it
-- ends no waiting place.
set local lock_timeout = '5s';

alter table inschrijving
	add column verloopt_op timestamptz,
	drop constraint inschrijving_status_bekend,
	add constraint inschrijving_status_bekend check (status in ('gevraagd', 'bevestigd', 'geweigerd', 'geannuleerd', 'verlopen'));
comment on column inschrijving.verloopt_op is 'until then the host, or staff, can say yes; null: nobody has to';

create function inschrijving_termijn(p plek, school uuid, gevraagd_op timestamptz) returns timestamptz
	language sql stable set search_path = public, pg_temp
	return least(case when p.bedrijf_id is not null then na_schooldagen(school, gevraagd_op, 5) end, p.van_op);

alter table inschrijving disable trigger user;
update inschrijving i
set verloopt_op = inschrijving_termijn(p, i.school_id, now())
from plek p
where p.id = i.plek_id and i.status = 'gevraagd';
alter table inschrijving enable trigger user;
alter table inschrijving add constraint inschrijving_termijn_bij_vraag check ((status = 'gevraagd') = (verloopt_op is not null));
create index inschrijving_te_verlopen on inschrijving (verloopt_op, id) where status = 'gevraagd';
create index inschrijving_die_wacht on inschrijving (id) where status = 'gevraagd';

create or replace function inschrijving_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	p plek;
begin
	if tg_op = 'UPDATE' then
		if (new.plek_id, new.school_id, new.klas_id, new.bedrijf_id, new.vrijwilliger_id, new.aantal)
			is distinct from (old.plek_id, old.school_id, old.klas_id, old.bedrijf_id, old.vrijwilliger_id, old.aantal) then
			raise exception 'a booking stays what it is' using errcode = '23514', constraint = 'inschrijving_ligt_vast';
		end if;
		if not (old.status = 'gevraagd' and new.status in ('bevestigd', 'geweigerd', 'geannuleerd')
			or old.status = 'gevraagd' and new.status = 'verlopen' and old.verloopt_op <= new.gewijzigd_op
			or old.status = 'bevestigd' and new.status = 'geannuleerd') then
			raise exception 'no such step' using errcode = '23514', constraint = 'inschrijving_stap_niet_toegestaan';
		end if;
		if new.status <> 'bevestigd' then
			perform plek_neem(old.plek_id, -old.aantal);
		end if;
		new.verloopt_op := null;
		return new;
	end if;
	p := plek_neem(new.plek_id, new.aantal);
	if p.id is null then
		raise exception 'no such place' using errcode = '23503', constraint = 'inschrijving_plek_bestaat';
	end if;
	if p.status <> 'actief' or p.van_op <= new.gemaakt_op
		or not exists (select from campagne c where c.id = p.campagne_id and c.status = 'actief' for share) then
		raise exception 'not open' using errcode = '23514', constraint = 'inschrijving_op_open_plek';
	end if;
	if (case
		when p.soort = 'stand' then new.bedrijf_id is null
		when p.soort in ('tijdslot', 'bezoek') then new.school_id is null
		else new.vrijwilliger_id is null
	end) then
		raise exception 'not for who asks' using errcode = '23514', constraint = 'inschrijving_door_wie_mag';
	end if;
	if new.klas_id is not null and not exists (select from klas k where k.id = new.klas_id and k.school_id = new.school_id) then
		raise exception 'of another school' using errcode = '23514', constraint = 'inschrijving_klas_van_school';
	end if;
	new.campagne_id := p.campagne_id;
	new.tijd := tstzrange(p.van_op, p.tot_op);
	new.einde_op := p.tot_op;
	new.status := case when p.goedkeuring then 'gevraagd' else 'bevestigd' end;
	new.verloopt_op := case when p.goedkeuring then inschrijving_termijn(p, new.school_id, new.gemaakt_op) end;
	return new;
end $$;

-- That nobody answered is told until two days after it, for who looked forward to it; the host is not told of what it left.
create or replace function inschrijving_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	p plek := (select x from plek x where x.id = new.plek_id);
	af text := case p.status when 'vervallen' then 'plek_vervalt' else 'inschrijving_af' end;
begin
	delete from inschrijving_bericht b where b.boeking_id = new.id;
	insert into inschrijving_bericht (inschrijving_id, kant, brief, op)
	select new.id, k.kant, k.letter, new.gewijzigd_op
	from (values
		('boeker', case new.status when 'gevraagd' then null when 'bevestigd' then 'inschrijving_ja' when 'geweigerd' then 'inschrijving_nee'
				when 'verlopen' then 'boeking_verlopen' else af end,
			new.school_id, new.bedrijf_id, new.vrijwilliger_id),
		('gastheer', case new.status when 'gevraagd' then 'boeking_vraag' when 'bevestigd' then 'boeking_nieuw' when 'geannuleerd' then af end,
			null, p.bedrijf_id, null)) k (kant, letter, school_id, bedrijf_id, vrijwilliger_id)
	where k.letter is not null
		and new.einde_op > new.gewijzigd_op - case k.letter when 'boeking_verlopen' then interval '2 days' else interval '0' end
		and (k.kant = 'boeker' or p.bedrijf_id is distinct from new.bedrijf_id and not (k.letter = 'plek_vervalt' and exists (
			select from inschrijving_bericht b
			join inschrijving i on i.id = b.inschrijving_id
			where i.plek_id = p.id and b.kant = 'gastheer' and b.brief = k.letter)))
		and num_nonnulls(k.school_id, k.bedrijf_id, k.vrijwilliger_id) > 0
		and not is_door_ons(new.gewijzigd_door, k.school_id, k.bedrijf_id, k.vrijwilliger_id);
	return null;
end $$;
