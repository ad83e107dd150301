-- Rules that only a handler held, in the schema as well: another version of a kit is of who made the first; a kit is rated by the school,
-- after it was used, and it is the one that was used then, whatever its offer uses since; and who owns a room or a place takes it in
-- nobody's name. Old code keeps working, but for a mark where the offer changed its kit since: that is refused.
set local lock_timeout = '5s';

-- ---- another version ----
create function lespakket_nieuw() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if not exists (select from lespakket p
		where p.pakket_id = new.pakket_id and p.nummer = new.nummer - 1
			and p.school_id is not distinct from new.school_id and p.bedrijf_id is not distinct from new.bedrijf_id) then
		raise exception 'follows what is not its own' using errcode = '23514', constraint = 'lespakket_volgt_eigen_versie';
	end if;
	return new;
end $$;
create trigger lespakket_nieuw before insert on lespakket for each row when (new.nummer > 1) execute function lespakket_nieuw();

-- ---- marks ----
alter table koppeling add column lespakket_id uuid constraint koppeling_lespakket_bestaat references lespakket (id);
comment on column koppeling.lespakket_id is 'the kit that its offer used when it was over';
alter table koppeling disable trigger user;
update koppeling k set lespakket_id = coalesce((select w.lespakket_id from waardering w where w.koppeling_id = k.id), o.lespakket_id)
from aanbod o
where o.id = k.aanbod_id and k.status in ('afgerond', 'geevalueerd')
	and (o.lespakket_id is not null or exists (select from waardering w where w.koppeling_id = k.id));
alter table koppeling enable trigger user;
create function koppeling_gebruikt_lespakket() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	select o.lespakket_id into new.lespakket_id from aanbod o where o.id = new.aanbod_id;
	return new;
end $$;
create trigger koppeling_gebruikt_lespakket before update of status on koppeling for each row
	when (new.status = 'afgerond' and old.status = 'ingepland') execute function koppeling_gebruikt_lespakket();

create function waardering_voor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from koppeling k
	where k.id = new.koppeling_id and k.status in ('afgerond', 'geevalueerd') and k.lespakket_id = new.lespakket_id
	for no key update;
	if not found then
		raise exception 'not used, or not yet' using errcode = '23514', constraint = 'waardering_van_wat_gebruikt_is';
	end if;
	return new;
end $$;
create trigger waardering_voor before insert on waardering for each row execute function waardering_voor();

create function is_koppeling_van_onze_school(koppeling uuid) returns bool language plpgsql stable parallel safe cost 2000 as $$
begin
	return exists (select from koppeling k where k.id = koppeling and k.school_id = any (eigen_ids()));
end $$;
drop policy waardering_van_koppeling on waardering;
create policy waardering_zien on waardering for select to schakel_dienst using ((select mag_alles()) or ziet_koppeling(koppeling_id));
create policy waardering_nieuw on waardering for insert to schakel_dienst
	with check ((select mag_alles()) or is_koppeling_van_onze_school(koppeling_id));

-- ---- rooms and places ----
drop policy reservering_van_beide_kanten on reservering;
create policy reservering_zien on reservering for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())) or is_faciliteit_van_ons(faciliteit_id));
create policy reservering_nieuw on reservering for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())));
create policy reservering_stap on reservering for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id], (select eigen_ids())) or is_faciliteit_van_ons(faciliteit_id));
drop policy inschrijving_van_beide_kanten on inschrijving;
create policy inschrijving_zien on inschrijving for select to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id, vrijwilliger_id], (select eigen_ids())) or is_plek_van_ons(plek_id));
create policy inschrijving_nieuw on inschrijving for insert to schakel_dienst
	with check ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id, vrijwilliger_id], (select eigen_ids())));
create policy inschrijving_stap on inschrijving for update to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[school_id, bedrijf_id, vrijwilliger_id], (select eigen_ids())) or is_plek_van_ons(plek_id));
create policy inschrijving_weg on inschrijving for delete to schakel_dienst using ((select mag_alles()));
