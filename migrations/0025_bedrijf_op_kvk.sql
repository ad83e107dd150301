-- A company is found by its number in the trade register, when its people ask to become members. Old code keeps working.
create index bedrijf_op_kvk_nummer on bedrijf (kvk_nummer) where gesloten_op is null;
