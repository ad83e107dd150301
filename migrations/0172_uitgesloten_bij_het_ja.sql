-- Who was excluded, or ruled out by staff, after the proposal is held to it at every yes that follows: the approval, also the first of two
-- (which leaves the status as it is), and the yes of either side. What is planned stands until somebody calls it off. Old code keeps working:
-- it says that a rule was broken.
set local lock_timeout = '5s';

create trigger koppeling_voor_veto_ja before update of status, school_bevestigd_op, aanbieder_bevestigd_op on koppeling for each row
	when ((old.status = 'voorgesteld' and new.status in ('voorgesteld', 'goedgekeurd'))
		or (old.status = 'goedgekeurd' and num_nonnulls(new.school_bevestigd_op, new.aanbieder_bevestigd_op)
			> num_nonnulls(old.school_bevestigd_op, old.aanbieder_bevestigd_op)))
	execute function koppeling_voor_veto();

create trigger koppeling_voor_verbod_ja before update of status, school_bevestigd_op, aanbieder_bevestigd_op on koppeling for each row
	when ((old.status = 'voorgesteld' and new.status in ('voorgesteld', 'goedgekeurd'))
		or (old.status = 'goedgekeurd' and num_nonnulls(new.school_bevestigd_op, new.aanbieder_bevestigd_op)
			> num_nonnulls(old.school_bevestigd_op, old.aanbieder_bevestigd_op)))
	execute function koppeling_voor_verbod();
