-- What a class of a level is entitled to each school year: half-days of technology and visits to a company. Old code keeps
-- working: the table is new.
create table norm (
	niveau int8 not null constraint norm_precies_een_niveau
		check (niveau > 0 and (niveau & (niveau - 1)) = 0), -- one bit of lib/domain/niveau.h
	eenheid text not null constraint norm_eenheid_bekend check (eenheid in ('dagdeel', 'bezoek')),
	aantal int4 not null constraint norm_aantal_redelijk check (aantal between 1 and 100),
	constraint norm_uniek primary key (niveau, eenheid)
);
comment on table norm is 'A bedrijfsbezoek counts as bezoek, every other type as dagdeel.';

-- Groep 7 and 8 of the primary schools: two days of technology and one visit.
insert into norm (niveau, eenheid, aantal) values
	(1 << 6, 'dagdeel', 4), (1 << 6, 'bezoek', 1),
	(1 << 7, 'dagdeel', 4), (1 << 7, 'bezoek', 1);
