-- Whether a plan waits to be made, published or withdrawn.
-- out: waits bool
-- rows: one
-- index: planning_loopt
select exists (select from planning p where p.status in ('bezig', 'publiceert', 'trekt_in')) as waits
