-- What is remembered of a session (0046) holds as long as its number is the same: one row by one index tells, without a function.
-- Whatever changes who a session is for, or what it may do, raises it. What ends with time the remembering process knows itself.
alter table sessie add column stand int8 not null default 1;

create function verhef_sessie() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.stand := old.stand + 1;
	return new;
end $$;
create trigger sessie_verheffen before update of token_hash, account_id, app_id, met_code, bevestigd_op, verloopt_op, token_verloopt_op on sessie
	for each row execute function verhef_sessie();

-- The account is held first, against those who sign in meanwhile: their session comes before this one looks, or after it is done.
create function verhef_sessies() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	accounts uuid[] := '{}';
begin
	if tg_table_name = 'account' then
		accounts := array[new.id];
	else
		if tg_op <> 'INSERT' then
			accounts := accounts || old.account_id;
		end if;
		if tg_op <> 'DELETE' then
			accounts := accounts || new.account_id;
		end if;
	end if;
	perform from account a where a.id = any (accounts) order by a.id for update;
	update sessie set stand = stand + 1 where account_id = any (accounts);
	return null;
end $$;
revoke execute on function verhef_sessies() from public;
create trigger account_verheft_sessies after update of actief on account for each row execute function verhef_sessies();
create trigger lid_verheft_sessies after insert or update or delete on lid for each row execute function verhef_sessies();

-- By the eyes of the owner: nobody is stated yet. A hash of 32 random bytes opens nothing.
create view sessie_stand as select token_hash, stand from sessie;
grant select on sessie_stand to schakel_dienst;
comment on function namens_sessie is 'For the version before 0050 alone; goes with the next contract migration.';
