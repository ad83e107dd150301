-- From which network a session was begun, for its owner to know it by. Older code keeps working: it leaves it empty.
alter table sessie add column netwerk text not null default ''
	constraint sessie_netwerk_lengte check (char_length(netwerk) <= 60);
