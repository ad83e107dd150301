-- Every change that alters what is known of an open request has its event in the outbox; municipalities (name, holiday region)
-- and norms had none. They have no id of their own: the event names none. Old code keeps working: it takes no notice.
create function naslag_na() returns trigger language plpgsql as $$
begin
	insert into gebeurtenis (op, soort, onderwerp, versie)
	values (statement_timestamp(), tg_table_name || '.gewijzigd', '00000000-0000-0000-0000-000000000000', 1);
	return null;
end $$;
create trigger gemeente_na after insert or update or delete on gemeente for each statement execute function naslag_na();
create trigger norm_na after insert or update or delete on norm for each statement execute function naslag_na();
