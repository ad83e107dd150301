-- A norm may be of one municipality: there it holds instead of the one of the whole country, whatever year that began. Old code keeps
-- working until staff makes one: it knows of one norm of a level.
set local lock_timeout = '5s';

alter table norm
	add column gemeente_code text constraint norm_gemeente_bestaat references gemeente (code), -- null: everywhere else
	drop constraint norm_een_per_schooljaar,
	add constraint norm_een_per_schooljaar unique nulls not distinct (niveau, eenheid, gemeente_code, vanaf_schooljaar);
