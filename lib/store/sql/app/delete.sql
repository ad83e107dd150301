-- Takes an app away; its sessions and codes end with it.
-- in: id uuid
-- out: id uuid
-- rows: maybe
-- index: app_uniek
delete from app a
where a.id = :id::uuid
returning a.id
