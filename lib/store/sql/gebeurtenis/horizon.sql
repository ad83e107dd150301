-- The first transaction that may not be over. All before it are, and whoever reads the state after this sees what they did.
-- out: transactie int8
-- rows: one
select pg_snapshot_xmin(pg_current_snapshot())::text::int8 as transactie
