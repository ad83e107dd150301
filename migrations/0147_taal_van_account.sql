-- Errors are in the language of the account. A session that is remembered (0050) is looked up again when that is another one. Older code keeps
-- working: it looks up once more than it needs.
create trigger account_taal_verheft_sessies after update of taal on account for each row
	when (old.taal <> new.taal) execute function verhef_sessies();
comment on column account.taal is 'Of its letters, and of what it is told where Accept-Language asks for no language.';
