-- Makes a topic or writes all its columns, synonyms and links.
-- in: code text, id uuid, ouder text?, naam_nl text, naam_en text, volgorde int4, gesloten_op date?,
--     synoniemen_nl text[], synoniemen_en text[], stelsels text[], stelsel_codes text[], account_id uuid, nu timestamptz
-- out: versie int8
-- rows: one
-- index: thema_uniek, thema_synoniem_op_thema, thema_synoniem_uniek, thema_verwijzing_uniek
with nieuw_synoniem as (
	select 'nl' as taal, n.tekst from unnest(:synoniemen_nl::text[]) n (tekst)
	union all
	select 'en', n.tekst from unnest(:synoniemen_en::text[]) n (tekst)
), nieuwe_verwijzing as (
	select n.stelsel, n.code from unnest(:stelsels::text[], :stelsel_codes::text[]) n (stelsel, code)
), synoniem_weg as (
	delete from thema_synoniem s
	where s.thema = :code::text
		and not exists (select from nieuw_synoniem n where n.taal = s.taal and n.tekst = s.tekst)
), synoniem_bij as (
	insert into thema_synoniem (thema, taal, tekst)
	select :code::text, n.taal, n.tekst
	from nieuw_synoniem n
	where not exists (select from thema_synoniem s
		where s.thema = :code::text and s.taal = n.taal and s.tekst = n.tekst)
), verwijzing_weg as (
	delete from thema_verwijzing v
	where v.thema = :code::text
		and not exists (select from nieuwe_verwijzing n where n.stelsel = v.stelsel and n.code = v.code)
), verwijzing_bij as (
	insert into thema_verwijzing (thema, stelsel, code)
	select :code::text, n.stelsel, n.code
	from nieuwe_verwijzing n
	where not exists (select from thema_verwijzing v
		where v.thema = :code::text and v.stelsel = n.stelsel and v.code = n.code)
)
insert into thema as t (code, id, ouder, naam_nl, naam_en, volgorde, gesloten_op, versie, gemaakt_op, gewijzigd_op,
	gewijzigd_door)
values (:code::text, :id::uuid, :ouder::text, :naam_nl::text, :naam_en::text, :volgorde::int4, :gesloten_op::date, 1,
	:nu::timestamptz, :nu::timestamptz, :account_id::uuid)
on conflict (code) do update set
	ouder = excluded.ouder,
	naam_nl = excluded.naam_nl,
	naam_en = excluded.naam_en,
	volgorde = excluded.volgorde,
	gesloten_op = excluded.gesloten_op,
	versie = t.versie + 1,
	gewijzigd_op = excluded.gewijzigd_op,
	gewijzigd_door = excluded.gewijzigd_door
returning t.versie
