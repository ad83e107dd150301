-- What one account did, for its owner, who may ask for all that is held about them; the service reads the marks for it too. Older code
-- keeps working.
set lock_timeout = '10s';
create index audit_op_account on audit (account_id, id) where account_id is not null;
grant select on beoordeling to schakel_dienst;
