-- States who calls, as lib/db does, when the session is what it was when it was looked up; else nobody, and gives no row.
-- in: bereik text, ids uuid[], token_hash bytea, stand int8
-- out: geldig bool
-- rows: maybe
-- index: sessie_uniek
select set_config('schakel.bereik', :bereik::text, true) is not null
	and set_config('schakel.ids', :ids::uuid[]::text, true) is not null as geldig
from sessie_stand
where token_hash = :token_hash::bytea and stand = :stand::int8
