-- One lock on a half-day: the unique indexes of 0034 take the place of the exclusion constraints. The GiST index under such a
-- constraint was seen to lack entries of running matches, and whatever the planner read through it was wrong as well. A match
-- takes a half-day, half-days never overlap each other, so equality says all of it.
alter table koppeling
	drop constraint klas_niet_dubbel_geboekt,
	drop constraint vrijwilliger_niet_dubbel_geboekt;
alter index koppeling_loopt_van_klas rename to klas_niet_dubbel_geboekt;
alter index koppeling_loopt_van_vrijwilliger rename to vrijwilliger_niet_dubbel_geboekt;
