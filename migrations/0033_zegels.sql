-- Seals on the audit: a worker binds the rows to each other after the fact, in the order of (transactie, id) below
-- pg_snapshot_xmin, so that no writer waits for another. Older code keeps working: it writes rows that are sealed later.
create table zegel (
	nummer int8 not null constraint zegel_uniek primary key constraint zegel_nummer_vanaf_1 check (nummer >= 1),
	op timestamptz not null,
	-- The place of its last row: it has all rows behind the place of the seal before it, up to this one.
	transactie int8 not null,
	audit_id int8 not null,
	-- Of each row, in that order, its id (8 bytes, most significant first) and the BLAKE2b-256 of its line.
	regels bytea not null constraint zegel_1_tot_1000_regels check (
		octet_length(regels) % 40 = 0 and octet_length(regels) between 40 and 40000),
	-- BLAKE2b-256 of the seal before it, this number and these rows.
	hash bytea not null constraint zegel_hash_32_bytes check (octet_length(hash) = 32),
	-- The hash, sealed with a key from outside of the database; null: there was none.
	merk bytea constraint zegel_merk_kort check (octet_length(merk) <= 200)
);
create trigger zegel_blijft before update or delete or truncate on zegel
	for each statement execute function audit_blijft();
