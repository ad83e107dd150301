-- Of one service elsewhere an account is one person: an address that went to somebody else there does not open it for them. Where two
-- got in already, the first stays. Older code keeps working, and answers the second with an error of its own. The table stays readable.
set local lock_timeout = '10s';

delete from identiteit i
where exists (
	select from identiteit e
	where e.issuer = i.issuer and e.account_id = i.account_id and (e.gemaakt_op, e.onderwerp) < (i.gemaakt_op, i.onderwerp));
create unique index identiteit_een_per_dienst on identiteit (issuer, account_id);
