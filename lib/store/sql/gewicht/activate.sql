-- Brings a version into force in the place of the one that is; the versions of the type are held by gewicht/lock.
-- in: id uuid, toelichting text?, nu timestamptz, account_id uuid
-- out: volgnummer int4
-- rows: one
-- index: gewicht_versie_id_uniek, gewicht_versie_een_actief_per_soort, gewicht_activering_uniek
with was as (
	update gewicht_versie v
	set status = 'vervallen', wijziging = v.wijziging + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
	where v.soort = (select w.soort from gewicht_versie w where w.id = :id::uuid)
		and v.status = 'actief'
	returning v.versie
), wordt as (
	update gewicht_versie v
	set status = 'actief', wijziging = v.wijziging + 1, gewijzigd_op = :nu::timestamptz, gewijzigd_door = :account_id::uuid
	where v.id = :id::uuid
		and (select count(*) from was) = 1 -- first the other, then this one: never two at once
	returning v.soort, v.versie
)
insert into gewicht_activering as a (soort, volgnummer, versie, vorige, op, account_id, toelichting)
select w.soort,
	(select coalesce(max(b.volgnummer), 0) + 1 from gewicht_activering b where b.soort = w.soort),
	w.versie, (select was.versie from was), :nu::timestamptz, :account_id::uuid, :toelichting::text
from wordt w
returning a.volgnummer
