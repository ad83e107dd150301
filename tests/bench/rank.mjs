/*
 * The best 20 offers for one request: the snapshot of lib/score beside PostgreSQL with PostGIS (an index on
 * kind and place), PostgreSQL reading every row, DuckDB, and SQLite with an R*Tree (rank_sqlite.c). All are
 * asked for the same rules and the same score in SQL, have the same offers and must give the same answers.
 * Each line has p50, the next one p99; `must_be_read` is the bound: the bytes of those who come near enough,
 * at the speed of memory.
 *
 * Settings: SCHAKEL_BENCH_SIZES (10k,100k,1M).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import postgres from 'postgres';
import { bench, bin, median } from './support.mjs';

const SIZES = { '10k': 10000, '100k': 100000, '1M': 1000000 };
const sizes = (process.env.SCHAKEL_BENCH_SIZES ?? '10k,100k,1M').split(',');
const engine = path.join(bin, 'rank_engine');
const ROUNDS = 3;
/* As in the Dockerfile. */
const settings = { env: { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } };
/* Mornings and afternoons over which all windows reach, as rank.c writes them. */
const HALF_DAYS = 324;

const columns = `id uuid primary key, soort smallint not null, niveaus bigint not null, sectoren int not null,
	t0 int not null, t1 int not null, talen int not null, reisafstand_m int not null, x_m int not null, y_m int not null,
	groep_max int not null, actief boolean not null, vog boolean not null, kring int not null, belasting int not null,
	vrij_hex text not null`;

/*
 * As score/regel.h and score/factor.h say it; `div` divides integers and rounds down, `near` is what an index finds,
 * `levels` counts those of the sector, `window` is the one of the request.
 */
const query = ({ div, near, levels, window }) => `
select cast(id as text) as id, vast + thema * g[1] ${div} 10 + niveau * g[2] ${div} 10 + datum * g[3] ${div} 10 + reis * g[4] ${div} 10
	+ kring * g[5] ${div} 10 + belasting * g[6] ${div} 10 as score
from (
	select id, $14::int as vast, $15::int[] as g, belasting,
		(greatest(($10::int[])[t0 + 1], ($10::int[])[t1 + 1]) + greatest(($11::int[])[t0 + 1], ($11::int[])[t1 + 1])) ${div} 2 as thema,
		1000 - 400 * (${levels} - 1) ${div} ($4::int - 1) - 100 * (sectoren - 1) as niveau,
		case dagdelen when 1 then 400 when 2 then 700 else 1000 end as datum,
		case when afstand_m <= 1000 then 1000 when afstand_m >= reisafstand_m then 0
			else (1000 * (reisafstand_m - afstand_m) ${div} (reisafstand_m - 1000))::int end as reis,
		case when kring = 0 then 500 when kring = any($13::int[]) then 1000 else 300 end as kring
	from (
		select a.*, bit_count(vrij & ${window})::int as dagdelen,
			floor(sqrt((x_m - $8::int)::float8 ^ 2 + (y_m - $9::int)::float8 ^ 2))::int as afstand_m
		from aanbod a
		where soort = $1::smallint and ${near}
			and niveaus & $2::bigint <> 0 and talen & 1 <> 0 and groep_max >= $5::int and actief and (vog or not $6::boolean)
	) fits
	where afstand_m <= reisafstand_m and dagdelen > 0
) judged
order by score desc, id
limit $7::int`;

const inPostgres = { div: '/', levels: '(bit_count((niveaus & $3::bigint)::bit(64))::int)', window: `$12::bit(${HALF_DAYS})` };
const overIndex = query({ ...inPostgres, near: 'st_dwithin(plek, st_makepoint($8::int, $9::int), 45000)' });
const overAll = query({ ...inPostgres, near: 'true' });
const inDuck = query({ div: '//', levels: 'bit_count(niveaus & $3::bigint)', window: '$12::bit', near: 'true' });

function bits(hex) {
	return [...hex].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
}

function parameters(v) {
	return [v.soort, v.niveau, v.sector, v.niveaus, v.groep, v.vog, 20, v.x, v.y, v.nabij[0], v.nabij[1], bits(v.venster), v.kringen,
		v.vast, v.gewicht];
}

function load(db, folder) {
	db.psql('create extension if not exists postgis; create extension if not exists btree_gist; alter database schakel set jit = off; drop table if exists aanbod');
	db.psql(`create table aanbod (${columns})`);
	execFileSync('chmod', ['-R', 'a+rX', folder]);
	db.psql(`copy aanbod from '${folder}/aanbod.csv' (format csv)`);
	db.psql(`alter table aanbod add column vrij bit(${HALF_DAYS}), add column plek geometry`);
	db.psql(`create table klaar as select id, soort, niveaus, sectoren, t0, t1, talen, reisafstand_m, x_m, y_m, groep_max, actief,
		vog, kring, belasting, ('x' || vrij_hex)::bit(${HALF_DAYS}) as vrij, st_makepoint(x_m, y_m) as plek from aanbod;
		drop table aanbod; alter table klaar rename to aanbod; create index on aanbod using gist (soort, plek)`);
	db.psql('vacuum analyze aanbod');
}

/* One processor, as the others. A bit string of whole bytes: four zeros stand before it. */
async function loadDuck(folder) {
	const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
	await duck.run(`create table alles (${columns.replace(' primary key', '')})`);
	await duck.run(`copy alles from '${folder}/aanbod.csv' (format csv)`);
	await duck.run('create table aanbod as select * exclude vrij_hex, from_hex(\'0\' || vrij_hex)::bit as vrij from alles order by soort; drop table alles');
	return duck;
}

function check(who, rows, v) {
	const same = rows.length === v.antwoord.length
		&& rows.every((row, i) => row.id === v.antwoord[i][0] && Number(row.score) === v.antwoord[i][1]);
	if (!same)
		throw new Error(`${who} gives ${JSON.stringify(rows.slice(0, 3), (_, x) => typeof x === 'bigint' ? Number(x) : x)}, the snapshot ${
			JSON.stringify(v.antwoord.slice(0, 3))}`);
}

/* Asks everything in some rounds, of which the least counts, as with ours; p50 and p99 in us. */
async function measure(who, vragen, ask) {
	const times = vragen.map(() => Infinity);
	for (let round = 0; round < ROUNDS; round++)
		for (const [i, v] of vragen.entries()) {
			const begin = process.hrtime.bigint();
			const rows = await ask(v);
			times[i] = Math.min(times[i], Number(process.hrtime.bigint() - begin) / 1e3);
			check(who, rows, v);
		}
	times.sort((x, y) => x - y);
	return { p50: median(times), p99: times[Math.floor(times.length * 0.99)] };
}

async function measurePostgres(db, vragen, who, text, settings) {
	const sql = postgres({ host: db.host, username: 'postgres', database: 'schakel', max: 1, connection: settings });
	const result = await measure(who, vragen, (v) => sql.unsafe(text, parameters(v), { prepare: true }));
	await sql.end();
	return result;
}

async function measureDuck(folder, vragen) {
	const duck = await loadDuck(folder);
	const prepared = await duck.prepare(inDuck);
	const result = await measure('DuckDB', vragen, async (v) => {
		parameters(v).forEach((value, i) => prepared.bindVarchar(i + 1, duckText(value)));
		return (await prepared.runAndReadAll()).getRowObjects();
	});
	duck.closeSync();
	return result;
}

function duckText(value) {
	if (Array.isArray(value))
		return `[${value.join(',')}]`;
	return typeof value === 'string' && value.length === HALF_DAYS ? `0000${value}` : String(value);
}

await bench('rank', async (b) => {
	const db = await b.postgres();
	for (const size of sizes) {
		const n = SIZES[size];
		const lines = (await b.run(engine, [size], settings)).trim().split('\n');
		lines.forEach((line) => console.log(line));
		const ours = JSON.parse(lines.find((line) => line.includes('"snapshot_p50'))).value;
		const sqlite = path.join(bin, 'rank_sqlite');
		if (existsSync(sqlite))
			console.log((await b.run(sqlite, [size])).trim());
		const folder = path.join(b.folder, `data-${size}`);
		mkdirSync(folder);
		await b.run(engine, ['export', size, folder]);
		load(db, folder);
		const vragen = readFileSync(path.join(folder, 'vragen.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
		const peers = {
			plain_sql: await measurePostgres(db, vragen, 'plain SQL', overAll,
				{ enable_indexscan: 'off', enable_bitmapscan: 'off', enable_indexonlyscan: 'off' }),
			duckdb: await measureDuck(folder, vragen),
			postgis: await measurePostgres(db, vragen, 'PostGIS', overIndex, {}),
		};
		for (const [name, { p50, p99 }] of Object.entries(peers)) {
			b.result(`${name}_p50_${n}`, p50, 'us', '', null);
			b.result(`${name}_p99_${n}`, p99, 'us', '', null);
		}
		b.result(`snapshot_p50_${n}`, ours, 'us', 'PostGIS', peers.postgis.p50, size === '1M' ? '<= 0.00143' : '<= 0.002');
		rmSync(folder, { recursive: true });
	}
	console.log((await b.run(engine, ['many'], settings)).trim());
});
