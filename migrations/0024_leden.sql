-- People in roles: what an account may do follows from where it is a member (lid), and a request remembers who made it. Old
-- code keeps working: it signs in who was there, by account.rol and the columns beside it, which nothing reads any more.
create table lid (
	id uuid not null constraint lid_uniek primary key,
	account_id uuid not null constraint lid_account_bestaat references account (id) on delete cascade,
	rol text not null constraint lid_rol_bekend check (rol in (
		'docent', 'school', 'bedrijf', 'vrijwilliger', 'kringcoordinator', 'medewerker', 'beheerder', 'lezer')),
	school_id uuid constraint lid_school_bestaat references school (id),
	bedrijf_id uuid constraint lid_bedrijf_bestaat references bedrijf (id),
	vrijwilliger_id uuid constraint lid_vrijwilliger_bestaat references vrijwilliger (id),
	kring_id uuid constraint lid_kring_bestaat references kring (id),
	-- the mandate of a coordinator of a circle: which types, in which municipalities it decides by itself
	soorten text[] not null default '{}' constraint lid_hoogstens_20_soorten check (cardinality(soorten) <= 20),
	gemeenten text[] not null default '{}' constraint lid_hoogstens_100_gemeenten check (cardinality(gemeenten) <= 100),
	status text not null constraint lid_status_bekend check (status in ('gevraagd', 'actief', 'beeindigd')),
	versie int8 not null,
	gemaakt_op timestamptz not null,
	gewijzigd_op timestamptz not null,
	gewijzigd_door uuid,
	constraint lid_rol_past_bij_organisatie check (
		(rol in ('docent', 'school')) = (school_id is not null)
		and (rol = 'bedrijf') = (bedrijf_id is not null)
		and (rol = 'vrijwilliger') = (vrijwilliger_id is not null)
		and (rol = 'kringcoordinator') = (kring_id is not null)),
	constraint lid_mandaat_alleen_kringcoordinator check (
		rol = 'kringcoordinator' or (cardinality(soorten) = 0 and cardinality(gemeenten) = 0))
);
comment on column lid.status is 'gevraagd: waits until someone of the organisation or staff says yes';
create unique index lid_een_keer on lid (account_id, rol, (coalesce(school_id, bedrijf_id, vrijwilliger_id, kring_id,
	'00000000-0000-0000-0000-000000000000'))) where status <> 'beeindigd';
create unique index lid_vrijwilliger_een_account on lid (vrijwilliger_id) where status = 'actief';
create index lid_op_account on lid (account_id, id);
create index lid_op_school on lid (school_id, id) where school_id is not null;
create index lid_op_bedrijf on lid (bedrijf_id, id) where bedrijf_id is not null;
create index lid_op_kring on lid (kring_id, id) where kring_id is not null;
create index lid_op_status on lid (status, id);
create trigger lid_vastleggen after insert or update on lid for each row execute function leg_vast();

insert into lid (id, account_id, rol, school_id, bedrijf_id, vrijwilliger_id, status, versie, gemaakt_op, gewijzigd_op)
select gen_random_uuid(), a.id, a.rol, a.school_id, a.bedrijf_id, a.vrijwilliger_id, 'actief', 1, a.gemaakt_op, a.gemaakt_op
from account a;

alter table account alter column rol drop not null;

-- Who asked. Of what is there the audit knows it.
alter table aanvraag add column gemaakt_door uuid;
alter table aanvraag disable trigger user;
update aanvraag a
set gemaakt_door = (
	select u.account_id from audit u
	where u.tabel = 'aanvraag' and u.rij = a.id and u.handeling = 'gemaakt'
	order by u.id limit 1);
alter table aanvraag enable trigger user;
create index aanvraag_op_maker on aanvraag (gemaakt_door, id);

-- What a circle is a part of, for its coordinator.
create index koppeling_op_kring on koppeling (kring_id, id);
create index koppeling_agenda_van_kring on koppeling (kring_id, datum, id)
	where status in ('ingepland', 'afgerond', 'geevalueerd');

-- A coordinator of a circle decides within its mandate.
insert into toestand_stap (van, naar, rol, reden_nodig) values
	('voorgesteld', 'goedgekeurd', 'kringcoordinator', false),
	('voorgesteld', 'afgewezen', 'kringcoordinator', true);
