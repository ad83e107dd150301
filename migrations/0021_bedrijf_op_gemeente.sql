-- Candidates of the companies of one municipality. Old code keeps working: it does not ask for them.
create index bedrijf_op_gemeente on bedrijf (gemeente_code, id) where gesloten_op is null;
