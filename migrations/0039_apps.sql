-- Apps that act for a person (OAuth 2.1): who they are, what somebody allowed them, and how their sessions go on. Older code
-- does not look at token_verloopt_op: it is stopped before the first app is made.
create table app (
	id uuid not null constraint app_uniek primary key,
	naam text not null constraint app_naam_lengte check (char_length(naam) between 1 and 200),
	-- The addresses that an answer may go to, each precisely as it is.
	adressen text[] not null constraint app_1_tot_10_adressen check (cardinality(adressen) between 1 and 10),
	gemaakt_op timestamptz not null
);

-- A yes of somebody: the code that an app changes for its first tokens. What was used stays, to be known when it comes again.
create table toestemming (
	code_hash bytea not null constraint toestemming_uniek primary key
		constraint toestemming_code_hash_32_bytes check (octet_length(code_hash) = 32),
	app_id uuid not null constraint toestemming_app_bestaat references app (id) on delete cascade,
	account_id uuid not null constraint toestemming_account_bestaat references account (id) on delete cascade,
	sessie_id uuid not null,  -- of who said it: the code holds no longer than that
	adres text not null,
	uitdaging text not null,  -- PKCE S256: base64url(SHA-256(verifier))
	gemaakt_op timestamptz not null,
	verloopt_op timestamptz not null,
	gaf_sessie uuid           -- null: not used
);
create index toestemming_op_account on toestemming (account_id);
create index toestemming_op_app on toestemming (app_id);
create index toestemming_op_verloop on toestemming (verloopt_op);

-- What an app goes on with: the session stays, its token is another each time.
alter table sessie
	add column app_id uuid constraint sessie_app_bestaat references app (id) on delete cascade,
	-- Until when the token of an app holds; the session itself lasts until verloopt_op.
	add column token_verloopt_op timestamptz,
	add constraint sessie_token_van_app check ((app_id is null) = (token_verloopt_op is null)),
	drop constraint sessie_wijze_bekend,
	add constraint sessie_wijze_bekend check (wijze in ('wachtwoord', 'link', 'app'));
create index sessie_op_app on sessie (app_id) where app_id is not null;

create table verversing (
	token_hash bytea not null constraint verversing_uniek primary key
		constraint verversing_token_hash_32_bytes check (octet_length(token_hash) = 32),
	sessie_id uuid not null constraint verversing_sessie_bestaat references sessie (id) on delete cascade,
	gemaakt_op timestamptz not null,
	gebruikt_op timestamptz,
	-- Sealed: the tokens that it gave. Who asks again within the minute gets the same.
	opvolger bytea,
	constraint verversing_opvolger_van_gebruikt check ((gebruikt_op is null) = (opvolger is null))
);
create index verversing_op_sessie on verversing (sessie_id);

grant select on app to schakel_dienst;
grant select, insert, update, delete on toestemming to schakel_dienst;
grant select, insert, update on verversing to schakel_dienst;
