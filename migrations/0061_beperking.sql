-- A restriction is what its owner says, and can be seen and lifted by them. What the version before 0052 wrote while it still ran is put
-- right, and so are objections of a volunteer that has an account by now. Old code keeps working.
set local lock_timeout = '10s';

-- Fires for each who says it, also when nothing changes: what stood there may say something else.
drop trigger account_beperk on account;
create trigger account_beperk after update of zelf_beperkt_op on account for each row execute function account_beperk();

-- What runs against the use of a volunteer is its account's from now on; what the account has already, is withdrawn.
create function bezwaren_naar_account(van uuid, naar uuid, nu timestamptz, door uuid) returns void language plpgsql as $$
begin
	update bezwaar b
	set account_id = naar, vrijwilliger_id = null, versie = b.versie + 1, gewijzigd_op = nu, gewijzigd_door = door,
		status = case
			when exists (
				select from bezwaar m
				where m.account_id = naar and m.doel = b.doel and m.status in ('open', 'toegewezen')) then 'ingetrokken'
			else b.status end
	where b.vrijwilliger_id = van and b.status in ('open', 'toegewezen');
end $$;
revoke execute on function bezwaren_naar_account(uuid, uuid, timestamptz, uuid) from public;

create or replace function lid_beperk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform bezwaren_naar_account(new.vrijwilliger_id, new.account_id, new.gewijzigd_op, new.gewijzigd_door);
	if beperkt_sinds(new.account_id) is null then
		update account a set zelf_beperkt_op = v.beperkt_op
		from vrijwilliger v
		where a.id = new.account_id and v.id = new.vrijwilliger_id and v.beperkt_op is not null;
	end if;
	perform beperk_persoon(new.account_id, false, new.gewijzigd_op, new.gewijzigd_door);
	return null;
end $$;

-- What restricted only by who left restricts no more.
create function lid_einde_beperk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform beperk_persoon(new.account_id, beperkt_sinds(new.account_id) is null, new.gewijzigd_op, new.gewijzigd_door);
	return null;
end $$;
create trigger lid_einde_beperk after update of status on lid for each row
	when (old.status = 'actief' and new.status <> 'actief' and old.vrijwilliger_id is not null) execute function lid_einde_beperk();

-- ---- what is there ----

select bezwaren_naar_account(l.vrijwilliger_id, l.account_id, clock_timestamp(), null)
from lid l
where l.status = 'actief' and l.vrijwilliger_id is not null
order by l.id;
-- The older version lifted: that was the last word.
update account a set zelf_beperkt_op = null where a.zelf_beperkt_op is not null and a.beperkt_op is null;
-- It restricted, or a volunteer was so already: a wish that its owner sees and can lift.
update account a set zelf_beperkt_op = a.beperkt_op where a.beperkt_op is not null and beperkt_sinds(a.id) is null;
update account a set zelf_beperkt_op = v.beperkt_op
from lid l
join vrijwilliger v on v.id = l.vrijwilliger_id
where l.account_id = a.id and l.status = 'actief' and v.beperkt_op is not null and beperkt_sinds(a.id) is null;
-- It lifted while an objection ran.
select beperk_persoon(coalesce(b.account_id, b.vrijwilliger_id), false, clock_timestamp(), null)
from bezwaar b
where b.doel = 'koppelen' and b.status in ('open', 'toegewezen')
order by b.id;
