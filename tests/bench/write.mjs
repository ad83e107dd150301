/*
 * The proposal: POST /v1/aanvragen/{id}/koppelingen by a member of staff, against pgbench running the
 * same statements one by one in a transaction, with 8 and 32 clients, fsync on.
 *
 * Each proposal is for another request, class and half-day, so that nothing is refused. What a proposal
 * leaves behind is emptied before each round. Ours looks up who calls; pgbench looks up its next
 * piece of work instead, because it cannot make the text of an id.
 */
import { bench, statement } from './support.mjs';

const REQUESTS = 32000;
const ACTIVE = 100;
const CLIENTS = [8, 32];

/* The half-day of request n: the hundred offers take turns, each on the same half-day once. */
const work = `create table bench_werk as
	select n, bench_id('8002', n) as aanvraag_id, bench_id('8007', n) as koppeling_id, '{' || bench_id('8001', o) || '}' as aanbod_ids,
		bench_id('8001', o) as aanbod_id, 'bench-' || n as sleutel, bench_soort(o - 1) as soort,
		d.dag as datum, case (n - 1) / ${ACTIVE} % 2 when 0 then 'ochtend' else 'middag' end as dagdeel
	from generate_series(1, ${REQUESTS}) n
	cross join lateral (select (n - 1) % ${ACTIVE} + 1) x (o)
	join (select row_number() over (order by g) - 1 as nummer, g::date as dag
		from generate_series(current_date + 7, current_date + 367, interval '1 day') g
		where extract(isodow from g) < 6
			and not exists (select from vakantie v where g::date between v.van_datum and v.tot_datum)) d
		on d.nummer = (n - 1) / ${ACTIVE} / 2;
	alter table bench_werk add primary key (n);
	grant select on bench_werk to schakel;
	analyze bench_werk;`;

/* wrk hangs up on requests that still run. */
const idle = `do $$ begin
	while exists (select from pg_stat_activity where state <> 'idle' and datname = 'schakel' and pid <> pg_backend_pid()) loop
		perform pg_sleep(0.05), pg_stat_clear_snapshot();
	end loop;
end $$;`;
/* The audit refuses to be emptied. */
const reset = `set session_replication_role = replica;
	truncate koppeling, vertoning, geschiedenis, audit, gebeurtenis, bezetting, telling, idempotentie cascade;
	reset session_replication_role;
	delete from quotum where soort = 'voorstel';
	update aanvraag set versie = 1 where versie <> 1;
	checkpoint;`;

/* What the script below takes from rows. */
const COLUMNS = ['aanvraag_id', 'koppeling_id', 'aanbod_ids', 'aanbod_id', 'sleutel', 'soort', 'datum', 'dagdeel', 'w', 'client_id'];

/* The clients divide the work; what a statement needs of an earlier one comes by \gset. */
function script(clients) {
	const staff = ['docent_id', 'school_id', 'bedrijf_id', 'vrijwilliger_id', 'kring_id'];
	return `\\set n :n + 1
\\set w :client_id * ${Math.floor(REQUESTS / clients)} + :n
select ${COLUMNS.slice(0, 8).join(', ')} from bench_werk where n = :w \\gset
begin;
${statement('idempotentie/claim')}
${statement('kandidaat/aanvraag', { nulls: staff }).replaceAll(':ids::uuid[]', 'array[:aanvraag_id::uuid]')}
${statement('taxonomie/versie')}
${statement('gewicht/active')}
${statement('kandidaat/relaties')}
${statement('kandidaat/vakantie')}
${statement('kandidaat/aanbod').replaceAll(':ids', ':aanbod_ids')}
${statement('koppeling/create').replaceAll(':id::', ':koppeling_id::')}
${statement('vertoning/create')}
${statement('koppeling/get', { nulls: staff }).replaceAll(':ids::uuid[]', 'array[:koppeling_id::uuid]')}
${statement('audit/create', { nulls: ['lid_id', 'onderwerp'] }).replaceAll(':id::', ':koppeling_id::')}
${statement('idempotentie/save').replaceAll(':ids::uuid[]', 'array[:koppeling_id::uuid]')}
commit;
`;
}

/* What the service wrote for one proposal: pgbench writes texts as long. */
function sample(db) {
	const text = (sql) => db.psql(sql).replaceAll('\n', ' ');
	const where = 'from koppeling limit 1';
	const shown = Object.fromEntries(['getoond', 'gekozen', 'rangen', 'scores', 'codes', 'waarden']
		.map((column) => [column, text(`select ${column} from vertoning limit 1`)]));
	const others = (member, type) => text(`select array_agg((a ->> '${member}')::${type}) from koppeling, jsonb_array_elements(alternatieven) a`);
	return { ...shown, factoren: text(`select factoren ${where}`), alternatief_ids: others('aanbodId', 'uuid'), alternatief_scores: others('score', 'int4'),
		gewicht_versie: text(`select gewicht_versie ${where}`), score: text(`select score ${where}`),
		antwoord: text('select antwoord from idempotentie limit 1'), etag: '"1"',
		locatie: '/v1/koppelingen/00000000-0000-4000-8007-000000000001', status: 201,
		vingerafdruk: text(`select '\\x' || encode(vingerafdruk, 'hex') from idempotentie limit 1`) };
}

await bench('write', async (b) => {
	const { db, p, token } = await b.service({ offers: ACTIVE, active: ACTIVE, requests: REQUESTS });
	await b.untilAnswers(`${p.base}/readyz`, p);
	db.psql(work);
	const slots = db.psql(`select string_agg(dag::text, ' ' order by dag) from (select distinct datum as dag from bench_werk) d`);
	const days = slots.split(' ');
	const first = await fetch(`${p.base}/v1/aanvragen/00000000-0000-4000-8002-000000000001/koppelingen`, { method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'sample' },
		body: JSON.stringify({ aanbodId: '00000000-0000-4000-8001-000000000001', tijdvak: { datum: days[0], dagdeel: 'ochtend' } }) });
	if (first.status !== 201)
		throw new Error(`the first proposal: ${first.status} ${await first.text()}`);
	const account = db.psql('select account_id from idempotentie limit 1');
	const variables = { n: 0, aanvraag_versie: 1, account_id: account, operatie: 'koppelingPost', nu: new Date().toISOString(), rol: 'medewerker', halte: 0, van_min: 0, tot_min: 0, van: '127.0.0.0/24', betreft: '{}', reden: 'redenNl', alle: true,
		vanaf: db.psql('select current_date'), van_datum: days[0], tot_datum: days.at(-1), regio: 'noord', school_id: '00000000-0000-4000-8003-000000000001',
		vandaag: db.psql('select current_date'), sinds: days.at(-1),
		...sample(db) };
	const before = () => db.psql(idle + reset);
	const sides = CLIENTS.flatMap((c) => [
		{ name: `serve ${c}`, before, pid: p.pid, run: () => b.wrk(p.base, c, 'write', token, 0, ACTIVE, ...days) },
		{ name: `pgbench ${c}`, before, run: () => b.pgbench(db, c, [script(c)], variables, COLUMNS) }]);
	const r = await b.compare(sides, db);
	for (const c of CLIENTS) {
		b.result(`proposals_per_second_${c}`, r[`serve ${c}`].rps, '1/s', 'pgbench, same statements', r[`pgbench ${c}`].rps, '>= 0.85');
		b.result(`p99_${c}`, r[`serve ${c}`].p99, 'us', 'pgbench, same statements', r[`pgbench ${c}`].p99);
	}
});
