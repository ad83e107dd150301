-- Nobody in two places at once is held by a second index of another kind. After a crash of the server an index of the exclusion
-- constraint (GiST) was seen to lack a row, and let a class be booked twice. A half-day overlaps with itself alone, so a unique
-- index says the same. Old code keeps working: the constraints are asked first, and give the same words.
drop index koppeling_loopt_van_vrijwilliger;
create unique index koppeling_loopt_van_vrijwilliger on koppeling (vrijwilliger_id, datum, dagdeel)
	where koppeling_loopt(status);
drop index koppeling_loopt_van_klas;
create unique index koppeling_loopt_van_klas on koppeling (klas_id, datum, dagdeel) include (status, aanbod_id)
	where koppeling_loopt(status);
