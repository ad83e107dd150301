-- What runs for weeks is in the agenda of all on each of its days: of what began before, only that is looked at. Old code keeps working.
set local lock_timeout = '5s';

create index koppeling_agenda_lopend on koppeling (datum, id) include (einde_datum)
	where status in ('ingepland', 'afgerond', 'geevalueerd') and einde_datum > datum;
