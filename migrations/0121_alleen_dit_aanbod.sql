-- Staff may decide that a request gets this offer and no other (alleen): what runs already goes on, nothing else is proposed. Old code keeps
-- working: it shows others as candidates, and the database refuses them.
set local lock_timeout = '5s';

alter table ingreep
	drop constraint ingreep_soort_bekend,
	add constraint ingreep_soort_bekend check (soort in ('voorrang', 'verbod', 'alleen')),
	drop constraint ingreep_voorrang_voor_aanbod,
	add constraint ingreep_voorrang_voor_aanbod check (soort = 'verbod' or aanbod_id is not null);
drop index ingreep_een_voorrang;
create unique index ingreep_een_voorrang on ingreep (aanvraag_id) where ingetrokken_op is null and soort in ('voorrang', 'alleen');

create or replace function koppeling_voor_verbod() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (select from ingreep i
		where i.aanvraag_id = new.aanvraag_id and i.ingetrokken_op is null
			and ((i.soort = 'verbod' and i.wie in (new.aanbod_id, new.vrijwilliger_id, new.bedrijf_id))
				or (i.soort = 'alleen' and i.wie <> new.aanbod_id))) then
		raise exception 'staff ruled this out' using errcode = '23514', constraint = 'koppeling_zonder_verbod';
	end if;
	return new;
end $$;
