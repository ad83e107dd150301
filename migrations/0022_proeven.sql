-- What other weights would change, tried by a worker on the requests that are open: the weights as they were when it was asked,
-- how far the worker is, and what came out. Old code keeps working: the table is new.
create table proef (
	id uuid not null constraint proef_uniek primary key,
	gewicht_id uuid not null constraint proef_van_versie references gewicht_versie (id),
	tegen_id uuid not null constraint proef_tegen_versie references gewicht_versie (id), -- that was in force
	factoren text[] not null,
	gewichten int4[] not null,
	status text not null constraint proef_status_bekend check (status in ('bezig', 'klaar', 'mislukt')),
	poging int4 not null default 0, -- counts the workers that began; only the last one may write
	gezien_op timestamptz, -- the last that was heard of that worker; null: nobody began
	stand text, -- the place of the outbox up to which the supply was known at least
	aanvragen int4, -- that were open when it began
	gedaan int4 not null default 0,
	uitkomst jsonb,
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint proef_uitkomst_als_klaar check ((status = 'klaar') = (uitkomst is not null)),
	constraint proef_gedaan_telt check (gedaan >= 0 and poging >= 0 and aanvragen >= 0)
);
create unique index proef_een_bezig_per_versie on proef (gewicht_id) where status = 'bezig';
create index proef_bezig on proef (id) where status = 'bezig';
create index proef_op_versie on proef (gewicht_id, id);

-- How far it is, is no news: only that it was asked for and how it ended.
create trigger proef_gemaakt after insert on proef for each row execute function leg_vast();
create trigger proef_beeindigd after update on proef for each row when (old.status <> new.status) execute function leg_vast();
