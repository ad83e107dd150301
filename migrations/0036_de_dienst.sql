-- The role that `serve` and `work` run as. It owns nothing, makes nothing and gets what their statements need; what triggers do
-- (audit, outbox, history, counters) they do as the owner, so that nobody can write it by hand. Old code keeps working: it goes
-- on as the owner.
do $$
begin
	if not exists (select from pg_roles r where r.rolname = 'schakel_dienst') then
		create role schakel_dienst nologin;
	end if;
	if not pg_has_role(current_user, 'schakel_dienst', 'member') then
		execute format('grant schakel_dienst to %I', current_user);
	end if;
exception
	when duplicate_object or unique_violation then
		null; -- another database of this server was migrated at the same time
	when insufficient_privilege then
		raise exception 'role schakel_dienst is missing: let a superuser say once: create role schakel_dienst; grant schakel_dienst to %;',
			current_user using errcode = '42501';
end $$;

revoke create on schema public from public;
do $$
begin
	execute format('revoke temporary on database %I from public', current_database());
end $$;
grant usage on schema public to schakel_dienst;

do $$
declare
	f regprocedure;
begin
	for f in
		select p.oid from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype and p.proowner = current_user::regrole
	loop
		execute format('alter function %s security definer set search_path = public, pg_temp', f);
	end loop;
end $$;

-- Nobody else has any right; a later table comes with its own grant.
grant select on schema_migratie, bezetting, gebeurtenis, gemeente, geschiedenis, norm, postcode, school, telling, vakantie
	to schakel_dienst;
grant select, insert on audit, gewicht_activering, zegel to schakel_dienst;
grant select, insert, delete on eenmalig, herstelcode, thema_synoniem, thema_verwijzing, vertoning to schakel_dienst;
grant select, insert, update on aanbod, aanvraag, bedrijf, erkenning, gewicht_factor, gewicht_versie, klas, koppeling, kring, lid,
	thema, veto, vrijwilliger to schakel_dienst;
grant select, insert, update, delete on account, idempotentie, post, proef, sessie, tweede_factor to schakel_dienst;
grant select, update on taxonomie to schakel_dienst;
