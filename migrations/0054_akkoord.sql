-- Consent (AVG art. 7): for what, in which words, by whom, since when and until when. Words have versions: another version is another
-- row here, with its own migration, and asks everybody again. Old code keeps working; it shows telephone numbers as before.
create table akkoordtekst (
	doel text not null constraint akkoordtekst_doel_bekend check (doel in ('telefoon')),
	versie int4 not null constraint akkoordtekst_versie_positief check (versie > 0),
	vanaf_datum date not null,
	tekst_nl text not null,
	tekst_en text not null,
	constraint akkoordtekst_uniek primary key (doel, versie)
);
grant select on akkoordtekst to schakel_dienst;
insert into akkoordtekst (doel, versie, vanaf_datum, tekst_nl, tekst_en) values ('telefoon', 1, '2026-11-29',
	'Mag de school waarmee je een afspraak hebt je telefoonnummer zien? Dan kan de school je bellen over de les. Je mag nee zeggen. Je doet dan gewoon mee, en de school bereikt je met een mail. Je kunt dit altijd weer veranderen: dan ziet de school je nummer niet meer in Schakel.',
	'May the school that you have an appointment with see your telephone number? Then it can call you about the lesson. You may say no. You take part all the same, and the school reaches you by mail. You can change this at any time: then the school no longer sees your number in Schakel.');

-- One row for each yes, also when it was taken back: the history is what proves it.
create table akkoord (
	id uuid not null constraint akkoord_uniek primary key,
	account_id uuid not null constraint akkoord_account_bestaat references account (id) on delete cascade,
	doel text not null,
	versie int4 not null,
	gegeven_op timestamptz not null,
	ingetrokken_op timestamptz,
	constraint akkoord_tekst_bestaat foreign key (doel, versie) references akkoordtekst (doel, versie)
);
create unique index akkoord_een_per_doel on akkoord (account_id, doel) where ingetrokken_op is null;
create index akkoord_op_account on akkoord (account_id, id);
create index akkoord_op_einde on akkoord (ingetrokken_op) where ingetrokken_op is not null;
alter table akkoord enable row level security;
create policy akkoord_zelf on akkoord to schakel_dienst
	using ((select is_systeem()) or is_eigen(array[account_id], (select eigen_ids())));
grant select, insert, update, delete on akkoord to schakel_dienst;

-- Whether whoever this volunteer is said yes to the words of now: for whom may not see the person, and no more than that.
create function mag_telefoon_zien(vrijwilliger uuid) returns bool language plpgsql stable security definer
	set search_path = public, pg_temp cost 1000 as $$
begin
	return exists (
		select from lid l
		join akkoord k on k.account_id = l.account_id
		where l.vrijwilliger_id = vrijwilliger and l.status = 'actief' and k.doel = 'telefoon' and k.ingetrokken_op is null
			and k.versie = (select max(t.versie) from akkoordtekst t where t.doel = 'telefoon'));
end $$;
