-- Reports about safety that were closed go after their term, by the program alone. Old code keeps working.
set local lock_timeout = '10s';
create index melding_op_einde on melding (gewijzigd_op) where status = 'afgesloten';
create policy melding_weg on melding for delete to schakel_dienst using ((select is_systeem()));
grant delete on melding to schakel_dienst;
