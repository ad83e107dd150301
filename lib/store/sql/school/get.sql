-- Schools by id, also closed ones, in the order of the list.
-- in: ids uuid[]
-- out: id uuid, vestigingscode text, naam text, soort text,
--      straat text?, huisnummer int4?, toevoeging text?, postcode text?, plaats text?,
--      gemeente_code text?, gemeente_naam text?, vakantieregio text?, denominatie text?,
--      telefoon text?, website text?, leerlingen int4?, niveaus int8, rd_x int4?, rd_y int4?,
--      vog_vereist bool, max_open_aanvragen int4, gesloten_op date?, versie int8
-- rows: many
-- index: school_uniek, gemeente_uniek
select s.id, s.vestigingscode, s.naam, s.soort,
	s.straat, s.huisnummer, s.toevoeging, s.postcode, s.plaats,
	s.gemeente_code, g.naam as gemeente_naam,
	coalesce(s.vakantieregio, g.vakantieregio) as vakantieregio, s.denominatie,
	s.telefoon, s.website, s.leerlingen, s.niveaus, s.rd_x, s.rd_y,
	s.vog_vereist, s.max_open_aanvragen, s.gesloten_op, s.versie
from school s
left join gemeente g on g.code = s.gemeente_code
where s.id = any (:ids::uuid[])
order by s.naam, s.id
