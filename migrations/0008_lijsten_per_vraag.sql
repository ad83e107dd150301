-- An index for each question that a list answers, in the order of its pages: a plan is made once for all values, so a
-- filter that no index carries makes the server walk all rows for one page. Old code keeps working: only indexes change.
create index school_op_soort on school (soort, naam, id) where gesloten_op is null;

drop index bedrijf_op_kring;
create index bedrijf_op_kring on bedrijf (kring_id, id) where gesloten_op is null;

create index aanvraag_op_soort on aanvraag (soort, id);
create index aanvraag_op_soort_en_status on aanvraag (soort, status, id);

-- It held no closed offers, which staff may ask for.
drop index aanbod_op_soort;
create index aanbod_op_soort on aanbod (soort, id);
create index aanbod_op_status on aanbod (status, id);
create index aanbod_op_soort_en_status on aanbod (soort, status, id);

create index koppeling_agenda_van_school on koppeling (school_id, datum, id)
	where status in ('ingepland', 'afgerond', 'geevalueerd');
create index koppeling_agenda_van_bedrijf on koppeling (bedrijf_id, datum, id)
	where status in ('ingepland', 'afgerond', 'geevalueerd');
create index koppeling_agenda_van_vrijwilliger on koppeling (vrijwilliger_id, datum, id)
	where status in ('ingepland', 'afgerond', 'geevalueerd');

-- What is past its day is found by its day.
create index koppeling_op_verloop on koppeling (datum, id) where status in ('voorgesteld', 'goedgekeurd');
