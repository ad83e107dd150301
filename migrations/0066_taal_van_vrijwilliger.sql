-- The language of the letters to a volunteer; of who has an account, that of the account counts. Old code keeps working: it writes Dutch.
set local lock_timeout = '10s';
alter table vrijwilliger add column taal text not null default 'nl' constraint vrijwilliger_taal_bekend check (taal in ('nl', 'en'));
comment on column vrijwilliger.taal is 'Of the letters to who has no account.';
