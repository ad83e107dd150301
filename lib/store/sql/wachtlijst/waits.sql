-- Whether a request waits whose school was not told yet.
-- out: waits bool
-- rows: one
-- index: aanvraag_wacht
select exists (
	select from aanvraag a
	where a.wacht_sinds > timestamptz '-infinity' and a.wacht_bericht_op is null and a.status = 'open') as waits
