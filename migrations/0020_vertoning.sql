-- What stood in the list when a proposal was made, for learning which weights fit what people choose: offers, their place,
-- score and values, nothing of persons. What became of the choice stands in koppeling and beoordeling. Old code keeps
-- working: the table is new; its proposals have no row and are not learnt from.
create table vertoning (
	koppeling_id uuid not null constraint vertoning_een_per_koppeling primary key
		constraint vertoning_koppeling_bestaat references koppeling (id),
	soort text not null,
	gewicht_versie int4 not null,
	op timestamptz not null,
	getoond uuid[] not null,  -- the offers, best first
	gekozen int4 not null,    -- which of these was proposed, from 1
	rangen int4[] not null,   -- the place of each; what stood further down than is kept has the first place behind it
	scores int4[] not null,
	codes text[] not null,    -- of the factors that the program had
	waarden int2[] not null,  -- per offer one value per factor
	constraint vertoning_hoogstens_20 check (cardinality(getoond) between 1 and 20),
	constraint vertoning_gekozen_is_getoond check (gekozen between 1 and cardinality(getoond)),
	constraint vertoning_lijsten_even_lang check (cardinality(rangen) = cardinality(getoond)
		and cardinality(scores) = cardinality(getoond)
		and cardinality(waarden) = cardinality(getoond) * cardinality(codes))
);
create index vertoning_op_soort on vertoning (soort, op, koppeling_id);
