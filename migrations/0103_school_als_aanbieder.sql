-- A school can supply too: teachers of a vmbo help a primary school, a PABO trains its teachers. It is then a supplier as a company is,
-- with people, offers and maxima of its own. Old code keeps working: the column may be null.
set local lock_timeout = '5s';

alter table bedrijf add column school_id uuid constraint bedrijf_school_bestaat references school (id)
	constraint bedrijf_een_per_school unique;

-- It supplies others, never itself: an exclusion says so to the engine and holds at the proposal.
create function bedrijf_van_school() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	insert into veto (id, school_id, bedrijf_id, kant, reden, van_datum, versie, gemaakt_op, gewijzigd_op, gewijzigd_door)
	values (gen_random_uuid(), new.school_id, new.id, 'school', 'anders', (new.gemaakt_op at time zone 'Europe/Amsterdam')::date, 1,
		new.gemaakt_op, new.gemaakt_op, new.gewijzigd_door);
	return null;
end $$;
create trigger bedrijf_van_school after insert on bedrijf for each row when (new.school_id is not null)
	execute function bedrijf_van_school();

-- A school gives lessons and training; what takes place in a company it cannot offer.
create function aanbod_van_school() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from bedrijf b join activiteitsoort y on y.code = new.soort
			where b.id = coalesce(new.bedrijf_id, (select v.bedrijf_id from vrijwilliger v where v.id = new.vrijwilliger_id))
				and b.school_id is not null and y.klas_reist and y.code <> 'kenniskring') then
		raise exception 'a school is no company' using errcode = '23514', constraint = 'aanbod_van_school_past';
	end if;
	return new;
end $$;
create trigger aanbod_van_school before insert or update of soort, bedrijf_id, vrijwilliger_id on aanbod for each row
	execute function aanbod_van_school();
