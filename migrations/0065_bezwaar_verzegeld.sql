-- Why somebody objects may say how their health or family is, and so may what was decided: both stand sealed, as how to reach people does
-- (0053). The rows of before stand in the columns …_open until `schakel migrate` has sealed them, which it does behind this; a later
-- release drops those. Older code does not keep working on objections: stop it first.

alter table bezwaar rename column reden to reden_open;
alter table bezwaar rename column toelichting to toelichting_open;
alter table bezwaar
	alter column reden_open drop not null,
	add column reden bytea constraint bezwaar_reden_verzegeld check (octet_length(reden) between 45 and 8100),
	add column toelichting bytea constraint bezwaar_toelichting_verzegeld check (octet_length(toelichting) between 45 and 4100),
	add constraint bezwaar_reden_een check (num_nonnulls(reden, reden_open) = 1),
	add constraint bezwaar_toelichting_een check (num_nonnulls(toelichting, toelichting_open) <= 1),
	drop constraint bezwaar_afwijzing_met_uitleg,
	add constraint bezwaar_afwijzing_met_uitleg check (status <> 'afgewezen' or num_nonnulls(toelichting, toelichting_open) = 1);

-- The same text under another key is no change to tell of.
drop trigger bezwaar_vastleggen on bezwaar;
create trigger bezwaar_vastleggen after insert on bezwaar for each row execute function leg_vast();
create trigger bezwaar_vastleggen_wijziging after update on bezwaar for each row
	when (old.versie <> new.versie or (old.reden, old.toelichting) is not distinct from (new.reden, new.toelichting))
	execute function leg_vast();
