-- Until somebody says yes, an invitation shows what its inviter typed and nothing of an account: not that there was one, nor how it is
-- called. And letters are in the language of who reads them. Old code keeps working: it goes on as it did.
set local lock_timeout = '10s';

alter table account add column taal text not null default 'nl' constraint account_taal_bekend check (taal in ('nl', 'en'));
comment on column account.taal is 'Of its letters.';

-- The address as it was typed: the account may have another by now, or wrote it otherwise.
alter table lid add column uitgenodigd_email bytea
	constraint lid_uitgenodigd_email_verzegeld check (octet_length(uitgenodigd_email) between 48 and 299);
comment on column lid.uitgenodigd_als is 'What the inviter called them; null once they said yes.';

-- Both go with the yes.
create function lid_zegt_ja() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	new.uitgenodigd_als := null;
	new.uitgenodigd_email := null;
	return new;
end $$;
revoke execute on function lid_zegt_ja() from public;
drop trigger lid_vastleggen on lid;
update lid l set uitgenodigd_als = null where l.status = 'actief' and l.uitgenodigd_als is not null;
create trigger lid_zegt_ja before insert or update on lid for each row when (new.status = 'actief') execute function lid_zegt_ja();
create trigger lid_vastleggen after insert on lid for each row execute function leg_vast();
-- The same address under another key is no change to tell of.
create trigger lid_vastleggen_wijziging after update on lid for each row
	when (old.versie <> new.versie or old.uitgenodigd_email is not distinct from new.uitgenodigd_email) execute function leg_vast();

-- Those that nobody said yes to go after a while, whether the account was there before or not.
create index lid_uitgenodigd on lid (gewijzigd_op) where uitgenodigd_als is not null;
grant delete on lid to schakel_dienst;

-- Who changed from an address is still meant by it while they can take it back.
create function account_met_oud_adres(vinders uuid[]) returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
	return (
		select e.account_id
		from emailwissel e
		where e.gewisseld_op is not null and e.oud_vinders && vinders and mag_aanmelden()
		order by e.gemaakt_op desc
		limit 1);
end $$;
revoke execute on function account_met_oud_adres(uuid[]) from public;
grant execute on function account_met_oud_adres(uuid[]) to schakel_dienst;
