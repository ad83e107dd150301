-- Whether a place in the outbox lies behind its end, and whether an event between them matters: not those that only take (a proposal and the
-- steps to the calendar), of what staff writes for itself, and of requests only those that wait for an offer (for the waiting list) or all
-- (for the board). What commits late is held back, as in gebeurtenis/list. Where nothing came, the end is the place itself.
-- in: naam text
-- out: transactie int8, volgnummer int8, raakt bool, op timestamptz
-- rows: one
-- index: gebeurtenis_in_volgorde, aanvraag_uniek
select coalesce(e.transactie, p.transactie) as transactie, coalesce(e.id, p.volgnummer) as volgnummer,
	(
		-- Of very many the first say enough: something is among them that matters.
		select count(*) = 1000 or coalesce(bool_or(g.soort not in ('koppeling.voorstellen', 'koppeling.goedkeuren', 'koppeling.bevestigen', 'koppeling.inplannen')
			and split_part(g.soort, '.', 1) not in ('notitie', 'taak', 'toewijzing', 'weergave', 'bundel', 'beoordeling', 'waardering', 'lid')
			and (a.id is null or p.naam = 'prikbord' or (a.wacht_sinds is not null and a.wacht_bericht_op is null and a.status = 'open'))), false)
		from (
			select g.soort, g.onderwerp
			from gebeurtenis g
			where (g.transactie, g.id) > (p.transactie::text::xid8, p.volgnummer)
				and g.transactie < pg_snapshot_xmin(pg_current_snapshot())
			order by g.transactie, g.id
			limit 1000
		) g
		left join aanvraag a on a.id = g.onderwerp
	) as raakt, p.op
from volgplaats p
left join lateral (
	select g.transactie::text::int8 as transactie, g.id
	from gebeurtenis g
	where (g.transactie, g.id) > (p.transactie::text::xid8, p.volgnummer)
		and g.transactie < pg_snapshot_xmin(pg_current_snapshot())
	order by g.transactie desc, g.id desc
	limit 1
) e on true
where p.naam = :naam::text
