-- Whether a refill waits.
-- in: nu timestamptz
-- out: waits bool
-- rows: one
-- index: bijvulling_te_doen
select exists (select from bijvulling b where b.status = 'wacht' and b.volgende_op <= :nu::timestamptz) as waits
