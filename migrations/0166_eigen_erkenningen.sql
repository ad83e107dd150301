-- A company sees for what it is accredited itself, and until when; only staff writes it. Old code keeps working: it does not ask.
set local lock_timeout = '5s';

create policy erkenning_van_eigen_bedrijf on erkenning for select to schakel_dienst
	using (is_eigen(array[bedrijf_id], (select eigen_ids())));
