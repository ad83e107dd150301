-- Keys of partner systems: each works as one member of who made it, for some tags of the contract, for at most a year. Older
-- code does not know of them.
create table sleutel (
	id uuid not null constraint sleutel_uniek primary key,
	account_id uuid not null constraint sleutel_account_bestaat references account (id) on delete cascade,
	lid_id uuid not null constraint sleutel_lid_bestaat references lid (id) on delete cascade,
	naam text not null constraint sleutel_naam_lengte check (char_length(naam) between 1 and 200),
	rechten text[] not null constraint sleutel_1_tot_40_rechten check (cardinality(rechten) between 1 and 40),
	met_code bool not null,   -- whoever made it had proved a second factor
	begin text not null constraint sleutel_begin_lengte check (char_length(begin) <= 20), -- of its secret, to know it by
	token_hash bytea not null constraint sleutel_token_uniek unique
		constraint sleutel_token_hash_32_bytes check (octet_length(token_hash) = 32),
	-- The secret before this one, while it still holds.
	vorige_hash bytea constraint sleutel_vorige_uniek unique,
	vorige_tot timestamptz,
	per_minuut int4 not null constraint sleutel_per_minuut_redelijk check (per_minuut between 1 and 6000),
	per_dag int4 not null constraint sleutel_per_dag_redelijk check (per_dag between 1 and 1000000),
	gemaakt_op timestamptz not null,
	verloopt_op timestamptz not null
		constraint sleutel_hoogstens_een_jaar check (verloopt_op <= gemaakt_op + interval '8784 hours'),
	constraint sleutel_vorige_met_einde check ((vorige_hash is null) = (vorige_tot is null))
);
create index sleutel_op_account on sleutel (account_id, id);
create index sleutel_op_lid on sleutel (lid_id);
create index sleutel_op_verloop on sleutel (verloopt_op);

-- How often each was used, a row a day and operation; written for many calls at once.
create table gebruik (
	sleutel_id uuid not null constraint gebruik_sleutel_bestaat references sleutel (id) on delete cascade,
	dag date not null,
	operatie text not null,
	aantal int8 not null,
	geweigerd int8 not null,
	constraint gebruik_uniek primary key (sleutel_id, dag, operatie)
);

grant select, insert, update, delete on sleutel to schakel_dienst;
grant select, insert, update on gebruik to schakel_dienst;
