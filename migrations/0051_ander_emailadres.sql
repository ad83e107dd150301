-- Another address of mail for an account: it is taken when its owner follows a link that was sent there, and for some days whoever
-- reads the old one stops that or takes it back. Old code keeps working: it knows of no such wishes.
create table emailwissel (
	id uuid not null constraint emailwissel_uniek primary key,
	account_id uuid not null constraint emailwissel_account_bestaat references account (id) on delete cascade,
	-- Of the link to the new address; null when it was followed, or another address was asked for since.
	token_hash bytea constraint emailwissel_token_een_keer unique
		constraint emailwissel_token_hash_32_bytes check (octet_length(token_hash) = 32),
	-- Of the link to the old one.
	terug_hash bytea not null constraint emailwissel_terug_een_keer unique
		constraint emailwissel_terug_hash_32_bytes check (octet_length(terug_hash) = 32),
	-- Both addresses, sealed with a key from outside of the database.
	nieuw bytea not null,
	oud bytea not null,
	gemaakt_op timestamptz not null,
	verloopt_op timestamptz not null,
	gewisseld_op timestamptz,
	terug_tot_op timestamptz not null
);
create index emailwissel_op_account on emailwissel (account_id, gemaakt_op);
create index emailwissel_op_einde on emailwissel (terug_tot_op);
alter table emailwissel enable row level security;
create policy emailwissel_zelf on emailwissel to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
grant select, insert, update, delete on emailwissel to schakel_dienst;
-- Whoever took an address that was not theirs may have signed in elsewhere with it.
grant delete on identiteit to schakel_dienst;
