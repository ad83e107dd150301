-- As whom this session signed in, whether it may work as the role of the service (as far as there is one), and what it may
-- beside that.
-- out: gebruiker text, mag_dienst bool, boven_alles bool, eigenaar bool, maakt bool
-- rows: one
select session_user::text as gebruiker,
	coalesce((
		select pg_has_role(session_user, r.oid, 'member') from pg_roles r where r.rolname = 'schakel_dienst'), true) as mag_dienst,
	(select r.rolsuper or r.rolbypassrls from pg_roles r where r.rolname = session_user) as boven_alles,
	exists (
		select from pg_class c
		where c.relnamespace = 'public'::regnamespace
			and c.relkind = 'r'
			and pg_has_role(session_user, c.relowner, 'member')) as eigenaar,
	has_schema_privilege(session_user, 'public', 'create')
		or has_database_privilege(session_user, current_database(), 'create')
		or has_database_privilege(session_user, current_database(), 'temporary') as maakt
