-- A choice round takes no request for which a match is running already, and tells a school that nobody came out for it. A rondgang says when it is short of
-- companies and nobody is looked for any more. A class with somebody in a wheelchair goes where there are no steps, unless its school says otherwise.
-- Old code keeps working: it tells nobody of a round, and shows such a rondgang as looking.
set local lock_timeout = '5s';

alter table keuzelijst add column uitslag_op timestamptz;
comment on column keuzelijst.uitslag_op is 'when its school was told that nobody came out for it';
-- Of rounds before this staff told it in its own way.
update keuzelijst l set uitslag_op = r.gewijzigd_op from keuzeronde r where r.id = l.keuzeronde_id and r.status = 'gepubliceerd';

create or replace function keuzeronde_deelnemers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	aanvragen int8;
	aanbod int8;
begin
	insert into keuzelijst (id, keuzeronde_id, aanvraag_id, school_id, keuzes, versie, gemaakt_op, gewijzigd_op)
	select gen_random_uuid(), new.id, a.id, a.school_id, '{}', 1, new.gemaakt_op, new.gemaakt_op
	from aanvraag a
	join school s on s.id = a.school_id
	where a.soort = new.soort and a.status = 'open' and a.tot_datum > (new.gemaakt_op at time zone 'Europe/Amsterdam')::date
		and (new.campagne_id is null or a.campagne_id = new.campagne_id)
		and (new.gemeente_code is null or s.gemeente_code = new.gemeente_code)
		and not exists (select from koppeling k where k.aanvraag_id = a.id and koppeling_loopt(k.status))
	limit 201;
	get diagnostics aanvragen = row_count;
	insert into keuzelijst (id, keuzeronde_id, aanbod_id, bedrijf_id, vrijwilliger_id, keuzes, versie, gemaakt_op, gewijzigd_op)
	select gen_random_uuid(), new.id, o.id, o.bedrijf_id, o.vrijwilliger_id, '{}', 1, new.gemaakt_op, new.gemaakt_op
	from aanbod o
	where o.soort = new.soort and o.status = 'actief' and (o.bedrijf_id is not null or o.vrijwilliger_id is not null)
		and not is_beperkt(o.vrijwilliger_id)
	limit 201;
	get diagnostics aanbod = row_count;
	if aanvragen = 0 or aanbod = 0 then
		raise exception 'nothing to choose from' using errcode = '23514', constraint = 'keuzeronde_met_beide_kanten';
	end if;
	if aanvragen > 200 or aanbod > 200 then
		raise exception 'too many' using errcode = '23514', constraint = 'keuzeronde_hoogstens_200_per_kant';
	end if;
	return null;
end $$;

create function aanvraag_rolstoel() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	-- Each change comes as an insert too: what its school says then stays so.
	if exists (select from aanvraag a where a.id = new.id) then
		return new;
	end if;
	new.traploos := new.traploos or exists (
		select from klas_jaar j
		join activiteitsoort y on y.code = new.soort
		where j.klas_id = new.klas_id and j.schooljaar = schooljaar(new.van_datum) and 'rolstoel' = any (j.behoeften) and y.klas_reist);
	return new;
end $$;
create trigger aanvraag_rolstoel before insert on aanvraag for each row execute function aanvraag_rolstoel();
