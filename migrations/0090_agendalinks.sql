-- The calendar of a member at a secret address, for the calendar of somebody's own: revocable, renewed, for 400 days. What a side has
-- in its calendar is found with what waits for an answer and what was called off. Older code does not know of them.
set local lock_timeout = '5s';
create table agendalink (
	id uuid not null constraint agendalink_uniek primary key,
	account_id uuid not null constraint agendalink_account_bestaat references account (id) on delete cascade,
	lid_id uuid not null constraint agendalink_lid_bestaat references lid (id) on delete cascade,
	naam text not null constraint agendalink_naam_lengte check (char_length(naam) between 1 and 100),
	token_hash bytea not null constraint agendalink_token_uniek unique
		constraint agendalink_token_hash_32_bytes check (octet_length(token_hash) = 32),
	gemaakt_op timestamptz not null, -- its address
	verloopt_op timestamptz not null
		constraint agendalink_hoogstens_400_dagen check (verloopt_op <= gemaakt_op + interval '9600 hours')
);
create index agendalink_op_account on agendalink (account_id, id);
create index agendalink_op_lid on agendalink (lid_id);
create index agendalink_op_verloop on agendalink (verloopt_op);
alter table agendalink enable row level security;
create policy agendalink_zelf on agendalink to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
grant select, insert, update, delete on agendalink to schakel_dienst;

drop index koppeling_agenda_van_school, koppeling_agenda_van_bedrijf, koppeling_agenda_van_vrijwilliger, koppeling_agenda_van_kring;
create index koppeling_agenda_van_school on koppeling (school_id, datum, id) where status not in ('voorgesteld', 'afgewezen');
create index koppeling_agenda_van_bedrijf on koppeling (bedrijf_id, datum, id) where status not in ('voorgesteld', 'afgewezen');
create index koppeling_agenda_van_vrijwilliger on koppeling (vrijwilliger_id, datum, id) where status not in ('voorgesteld', 'afgewezen');
create index koppeling_agenda_van_kring on koppeling (kring_id, datum, id) where status not in ('voorgesteld', 'afgewezen');
