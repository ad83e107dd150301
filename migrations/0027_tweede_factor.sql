-- The second factor of an account: the sealed secret of an app, and recovery codes. Older code does not know of it: it lets
-- in whoever has a password, so it is stopped before this is used.
create table tweede_factor (
	account_id uuid not null constraint tweede_factor_uniek primary key
		constraint tweede_factor_account_bestaat references account (id) on delete cascade,
	geheim bytea not null, -- sealed with a key from outside of the database
	gemaakt_op timestamptz not null,
	aan_op timestamptz,    -- null: proposed, not yet proved to work
	-- The step of 30 seconds whose code was used last: no code works twice.
	laatste_stap int8 not null constraint tweede_factor_stap_redelijk check (laatste_stap >= 0)
);

-- Deleted by its one use.
create table herstelcode (
	account_id uuid not null constraint herstelcode_account_bestaat references account (id) on delete cascade,
	code_hash bytea not null constraint herstelcode_hash_32_bytes check (octet_length(code_hash) = 32),
	gemaakt_op timestamptz not null,
	constraint herstelcode_uniek primary key (account_id, code_hash)
);

-- Whether whoever signed in proved a second factor.
alter table sessie add column met_code bool not null default false;
