-- Whether this transaction may import: one at a time, since sources write the same rows.
-- out: vrij bool
-- rows: one
select pg_try_advisory_xact_lock(hashtextextended('schakel import', 0)) as vrij
