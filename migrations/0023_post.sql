-- Outgoing mail: one row a letter, written in the transaction of what causes it. Older code does not know of it.
create table post (
	id uuid not null constraint post_uniek primary key,
	-- Whose it is; null when it goes to nobody with an account, or when that is still to be seen.
	account_id uuid constraint post_account_bestaat references account (id) on delete cascade,
	soort text not null constraint post_soort_vorm check (soort ~ '^[a-z][a-z_]{0,39}$'),
	taal text not null constraint post_taal_bekend check (taal in ('nl', 'en')),
	-- Sealed with a key from outside of the database: address, subject and text; or, of a letter that is still to be made,
	-- the address alone. Gone when it is delivered.
	inhoud bytea,
	te_maken bool not null,
	gemaakt_op timestamptz not null,
	volgende_op timestamptz not null, -- when to try (again)
	pogingen int4 not null,           -- that failed
	verzonden_op timestamptz,
	constraint post_inhoud_tot_verzonden check ((inhoud is null) = (verzonden_op is not null))
);
create index post_te_bezorgen on post (volgende_op, id) where verzonden_op is null;
create index post_op_account on post (account_id, gemaakt_op);
create index post_op_gemaakt on post (gemaakt_op);
