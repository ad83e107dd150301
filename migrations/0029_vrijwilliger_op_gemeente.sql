-- Candidates of one municipality, also volunteers of no company: by their postcode. Old code keeps working: it does not ask
-- for them.
create index vrijwilliger_op_pc4 on vrijwilliger (left(postcode, 4), id) where bedrijf_id is null;
create index postcode_op_gemeente on postcode (gemeente_code, pc4) where gesloten_op is null;
