-- The audit knows of each call that wrote or gave somebody's data: one row, in the transaction of what it did, beside the rows
-- of the triggers, which share its transactie. And it stays: no statement changes or deletes a row. Older code keeps
-- working: it writes the rows of the triggers only.
set lock_timeout = '10s';

alter table audit
	-- In which the rows are sealed: the rows of one transaction together, below pg_snapshot_xmin.
	add column transactie xid8 not null default pg_current_xact_id(),
	-- Of a call (tabel 'verzoek', rij its id, handeling the operation): as which member, from where, on what, whose data the
	-- answer gives, and how it ended. A network and no address, ids and no names.
	add column lid_id uuid,
	add column rol text,
	add column van text,
	add column onderwerp uuid,
	add column betreft uuid[],
	add column status int4,
	add constraint audit_van_kort check (char_length(van) <= 60),
	add constraint audit_betreft_hoogstens_256 check (cardinality(betreft) between 1 and 256);
create index audit_in_volgorde on audit (transactie, id);
create index audit_op_betreft on audit using gin (betreft) where betreft is not null;

create function audit_blijft() returns trigger language plpgsql as $$
begin
	raise exception 'the audit stays as it is' using errcode = '23514', constraint = 'audit_blijft';
end $$;
create trigger audit_blijft before update or delete or truncate on audit
	for each statement execute function audit_blijft();
