-- What is booked at once, without anybody who has to say yes, is told as well: to who is booked by another (staff books a volunteer, a school, a company), and to
-- who receives, the host of an event or the owner of a facility. These are told too when another said yes for them. Old code keeps working: it puts off the letter that it does
-- not know.
set local lock_timeout = '5s';

alter table inschrijving_bericht
	drop constraint inschrijving_bericht_brief_bekend,
	add constraint inschrijving_bericht_brief_bekend check (
		brief in ('boeking_vraag', 'boeking_nieuw', 'boeking_verlopen', 'inschrijving_ja', 'inschrijving_nee', 'inschrijving_af', 'plek_vervalt'));

create or replace function inschrijving_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	p plek := (select x from plek x where x.id = new.plek_id);
	af text := case p.status when 'vervallen' then 'plek_vervalt' else 'inschrijving_af' end;
begin
	delete from inschrijving_bericht b where b.boeking_id = new.id;
	insert into inschrijving_bericht (inschrijving_id, kant, brief, op)
	select new.id, k.kant, k.letter, new.gewijzigd_op
	from (values
		('boeker', case new.status when 'gevraagd' then null when 'bevestigd' then 'inschrijving_ja' when 'geweigerd' then 'inschrijving_nee' else af end,
			new.school_id, new.bedrijf_id, new.vrijwilliger_id),
		('gastheer', case new.status when 'gevraagd' then 'boeking_vraag' when 'bevestigd' then 'boeking_nieuw' when 'geweigerd' then null else af end,
			null, p.bedrijf_id, null)) k (kant, letter, school_id, bedrijf_id, vrijwilliger_id)
	where k.letter is not null and new.einde_op > new.gewijzigd_op
		and (k.kant = 'boeker' or p.bedrijf_id is distinct from new.bedrijf_id and not (k.letter = 'plek_vervalt' and exists (
			select from inschrijving_bericht b
			join inschrijving i on i.id = b.inschrijving_id
			where i.plek_id = p.id and b.kant = 'gastheer' and b.brief = k.letter)))
		and num_nonnulls(k.school_id, k.bedrijf_id, k.vrijwilliger_id) > 0
		and not is_door_ons(new.gewijzigd_door, k.school_id, k.bedrijf_id, k.vrijwilliger_id);
	return null;
end $$;
drop trigger inschrijving_gevraagd on inschrijving;
create trigger inschrijving_nieuw after insert on inschrijving for each row execute function inschrijving_bericht();

-- What ends with its match, or because that moved, is in the letter about that already.
create or replace function reservering_bericht() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	f faciliteit := (select x from faciliteit x where x.id = new.faciliteit_id);
begin
	delete from inschrijving_bericht b where b.boeking_id = new.id;
	insert into inschrijving_bericht (reservering_id, kant, brief, op)
	select new.id, k.kant, k.letter, new.gewijzigd_op
	from (values
		('boeker', case new.status when 'gevraagd' then null when 'bevestigd' then 'inschrijving_ja' when 'geweigerd' then 'inschrijving_nee'
				when 'verlopen' then 'boeking_verlopen' else 'inschrijving_af' end,
			new.school_id, new.bedrijf_id),
		('gastheer', case new.status when 'gevraagd' then 'boeking_vraag' when 'bevestigd' then 'boeking_nieuw' when 'geannuleerd' then 'inschrijving_af' end,
			f.school_id, f.bedrijf_id)) k (kant, letter, school_id, bedrijf_id)
	where k.letter is not null
		and upper(dagdeel_tijdvak(new.datum, new.dagdeel)) > new.gewijzigd_op - case k.letter when 'boeking_verlopen' then interval '2 days' else interval '0' end
		and case k.kant
			when 'boeker' then k.letter <> 'inschrijving_af' or new.koppeling_id is null or exists (
				select from koppeling x
				where x.id = new.koppeling_id and koppeling_loopt(x.status) and x.datum = new.datum and x.dagdeel = new.dagdeel)
			else not coalesce(f.school_id = new.school_id, false) and not coalesce(f.bedrijf_id = new.bedrijf_id, false)
		end
		and num_nonnulls(k.school_id, k.bedrijf_id) > 0
		and not is_door_ons(new.gewijzigd_door, k.school_id, k.bedrijf_id, null);
	return null;
end $$;
drop trigger reservering_gevraagd on reservering;
create trigger reservering_nieuw after insert on reservering for each row execute function reservering_bericht();
