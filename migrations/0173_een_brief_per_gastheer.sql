-- What is booked with one host at one event, or in one facility, and was not told yet, is one letter with a line for each booking, not a letter for each. Old code
-- keeps working: it writes a letter for each.
set local lock_timeout = '5s';

alter table inschrijving_bericht
	add column gastheer_id uuid, -- the company or school that is told; null: told by itself
	add column bij_id uuid, -- the campaign or the facility
	add constraint inschrijving_bericht_bundel_heel check ((gastheer_id is null) = (bij_id is null));

-- That a whole place is called off is told once already, with its reason.
create function inschrijving_bericht_bundel() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	select coalesce(p.bedrijf_id, f.school_id, f.bedrijf_id), coalesce(p.campagne_id, f.id) into new.gastheer_id, new.bij_id
	from (values (new.inschrijving_id, new.reservering_id)) b (inschrijving_id, reservering_id)
	left join inschrijving i on i.id = b.inschrijving_id
	left join plek p on p.id = i.plek_id
	left join reservering r on r.id = b.reservering_id
	left join faciliteit f on f.id = r.faciliteit_id;
	return new;
end $$;
create trigger inschrijving_bericht_bundel before insert on inschrijving_bericht for each row
	when (new.kant = 'gastheer' and new.brief <> 'plek_vervalt') execute function inschrijving_bericht_bundel();

update inschrijving_bericht b
set gastheer_id = p.bedrijf_id, bij_id = p.campagne_id
from inschrijving i
join plek p on p.id = i.plek_id
where i.id = b.inschrijving_id and b.kant = 'gastheer' and b.brief <> 'plek_vervalt' and p.bedrijf_id is not null;
update inschrijving_bericht b
set gastheer_id = coalesce(f.school_id, f.bedrijf_id), bij_id = f.id
from reservering r
join faciliteit f on f.id = r.faciliteit_id
where r.id = b.reservering_id and b.kant = 'gastheer' and num_nonnulls(f.school_id, f.bedrijf_id) > 0;

create index inschrijving_bericht_te_bundelen on inschrijving_bericht (gastheer_id, bij_id, brief, op, boeking_id) where gastheer_id is not null;
