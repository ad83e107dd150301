-- Staff ends a question for a stand-in by itself, also when nothing took its place. And who cannot on a half-day but can on another is asked
-- for that one by itself: that decline stops refilling no more. Old code keeps working: it refills with somebody else.
set local lock_timeout = '5s';

create policy invalvraag_sluiten on invalvraag for update to schakel_dienst using ((select mag_alles()));
grant update on invalvraag to schakel_dienst;

update reden r set stopt = false where r.code = 'ander-tijdvak';
