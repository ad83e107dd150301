-- Signing in: single-use links by mail, accounts without a password, and sessions that their owner can tell apart and that end
-- when nobody uses them. Older code keeps working: what it writes gets the defaults.
alter table account alter column wachtwoord drop not null; -- null: signs in by a link only

-- A token that was sent by mail. It is taken, that is deleted, by its one use.
create table eenmalig (
	token_hash bytea not null constraint eenmalig_uniek primary key
		constraint eenmalig_token_hash_32_bytes check (octet_length(token_hash) = 32),
	account_id uuid not null constraint eenmalig_account_bestaat references account (id) on delete cascade,
	doel text not null constraint eenmalig_doel_bekend check (doel in ('aanmelden', 'wachtwoord')),
	gemaakt_op timestamptz not null,
	verloopt_op timestamptz not null
);
create index eenmalig_op_account on eenmalig (account_id, gemaakt_op);
create index eenmalig_op_verloop on eenmalig (verloopt_op);

alter table sessie
	add column id uuid not null default gen_random_uuid() constraint sessie_id_uniek unique,
	-- When it was last used: at most a minute behind.
	add column gezien_op timestamptz not null default '-infinity',
	-- When its owner last proved again to be who they are.
	add column bevestigd_op timestamptz,
	add column wijze text not null default 'wachtwoord'
		constraint sessie_wijze_bekend check (wijze in ('wachtwoord', 'link')),
	-- What its client calls itself.
	add column toestel text not null default ''
		constraint sessie_toestel_lengte check (char_length(toestel) <= 200);
update sessie set gezien_op = gemaakt_op;
