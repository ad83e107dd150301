-- A place at an event stands in the calendar of who took it and of the company that is visited, on the day on which it begins. Of a class the
-- company knows the name, as it does in a match. Old code keeps working: it knows no such day.
set local lock_timeout = '5s';

alter table inschrijving add column datum date not null generated always as ((lower(tijd) at time zone 'Europe/Amsterdam')::date) stored;
create index inschrijving_agenda on inschrijving (datum, id);
create index inschrijving_agenda_van_school on inschrijving (school_id, datum, id);
create index inschrijving_agenda_van_bedrijf on inschrijving (bedrijf_id, datum, id);
create index inschrijving_agenda_van_vrijwilliger on inschrijving (vrijwilliger_id, datum, id);
create index inschrijving_agenda_van_plek on inschrijving (plek_id, datum, id);
-- The first of these answer as well what those of before did: of one side there are tens.
drop index inschrijving_op_school;
drop index inschrijving_op_bedrijf;
drop index inschrijving_op_vrijwilliger;

-- In which half-day a moment lies.
create function dagdeel_van(op timestamptz) returns text language sql immutable parallel safe
	return case
		when (op at time zone 'Europe/Amsterdam')::time < time '12:30' then 'ochtend'
		when (op at time zone 'Europe/Amsterdam')::time < time '17:30' then 'middag'
		else 'avond'
	end;

create function klas_bij_inschrijvingen(inschrijvingen uuid[]) returns table (inschrijving_id uuid, naam text)
	language plpgsql stable security definer parallel safe rows 25 set search_path = public, pg_temp as $$
declare
	alles bool := mag_alles();
	eigen uuid[] := eigen_ids();
begin
	return query
	select i.id, c.naam
	from inschrijving i
	join plek p on p.id = i.plek_id
	join klas c on c.id = i.klas_id
	where i.id = any (inschrijvingen)
		and (alles or array[i.school_id, p.bedrijf_id] && eigen);
end $$;
