-- How many invitations one account sends in a day, and how many go out for one organisation: each is a letter to somebody who did not
-- ask for it. Counted in the database, so that all processes agree. Old code keeps working: it counts nothing.
set local lock_timeout = '5s';

create table uitnodiging_dag (
	account_id uuid constraint uitnodiging_dag_account_bestaat references account (id) on delete cascade,
	organisatie uuid, -- a school, company or circle
	tot_op timestamptz not null, -- the end of the day
	aantal int4 not null,
	constraint uitnodiging_dag_van_een check (num_nonnulls(account_id, organisatie) = 1),
	constraint uitnodiging_dag_uniek unique nulls not distinct (account_id, organisatie, tot_op)
);
comment on table uitnodiging_dag is 'Of who invites, or of the organisation that somebody is invited for.';
create index uitnodiging_dag_op_einde on uitnodiging_dag (tot_op);
alter table uitnodiging_dag enable row level security;
create policy uitnodiging_dag_eigen on uitnodiging_dag to schakel_dienst
	using ((select mag_alles()) or is_eigen(array[account_id, organisatie], (select eigen_ids())));
grant select, insert, update, delete on uitnodiging_dag to schakel_dienst;
