-- Who signs in elsewhere is known by what that service calls them. Older code does not know of it.
create table identiteit (
	issuer text not null constraint identiteit_issuer_lengte check (char_length(issuer) <= 500),
	onderwerp text not null constraint identiteit_onderwerp_lengte check (char_length(onderwerp) between 1 and 255),
	account_id uuid not null constraint identiteit_account_bestaat references account (id) on delete cascade,
	gemaakt_op timestamptz not null,
	constraint identiteit_uniek primary key (issuer, onderwerp)
);
create index identiteit_op_account on identiteit (account_id);
alter table sessie
	drop constraint sessie_wijze_bekend,
	add constraint sessie_wijze_bekend check (wijze in ('wachtwoord', 'link', 'app', 'dienst'));
grant select, insert on identiteit to schakel_dienst;

alter table identiteit enable row level security;
create policy identiteit_zelf on identiteit to schakel_dienst
	using ((select mag_aanmelden()) or is_eigen(array[account_id], (select eigen_ids())));
