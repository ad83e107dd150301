-- Every change that alters how an offer is judged has its event in the outbox; holidays had none. And the way from a circle
-- to its volunteers has an index, as the way to its companies has. Old code keeps working: it writes and reads no less.
create function vakantie_na() returns trigger language plpgsql as $$
begin
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (statement_timestamp(), 'vakantie.' || case tg_op when 'INSERT' then 'gemaakt' else 'gewijzigd' end, new.bron_id, 1);
	return null;
end $$;
create trigger vakantie_na after insert or update on vakantie for each row execute function vakantie_na();

create index vrijwilliger_op_kring on vrijwilliger (kring_id, id);

-- The bookings of a person or a class that are read for every offer. The indexes of the exclusion constraints hold the same
-- rows, but finding one person in them read hundreds of pages among 100,000 matches; with the day in it, this one is read alone.
create index koppeling_loopt_van_vrijwilliger on koppeling (vrijwilliger_id, datum, dagdeel) where koppeling_loopt(status);
create index koppeling_loopt_van_klas on koppeling (klas_id, datum, dagdeel) include (status, aanbod_id)
	where koppeling_loopt(status);
