-- What a class is in a school year.
-- in: klas_id uuid, schooljaar int4, niveau int8, groepsgrootte int4, behoeften text[]
-- rows: none
-- index: klas_jaar_uniek
insert into klas_jaar (klas_id, schooljaar, niveau, groepsgrootte, behoeften)
values (:klas_id::uuid, :schooljaar::int4, :niveau::int8, :groepsgrootte::int4, :behoeften::text[])
on conflict (klas_id, schooljaar) do update set
	niveau = excluded.niveau,
	groepsgrootte = excluded.groepsgrootte,
	behoeften = excluded.behoeften
