/*
 * The best 20 offers for one request: the snapshot of lib/score beside PostgreSQL with PostGIS, which is
 * asked for the same rules and the same score in SQL, over an index on kind and place. Both sides have the
 * same offers and must give the same answers.
 *
 * Settings: SCHAKEL_BENCH_SIZES (10k,100k,1M).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { bench, bin, median, say } from './support.mjs';

const SIZES = { '10k': 10000, '100k': 100000, '1M': 1000000 };
const sizes = (process.env.SCHAKEL_BENCH_SIZES ?? '10k,100k,1M').split(',');
const engine = path.join(bin, 'rank_engine');
/* Mornings and afternoons over which all windows reach, as rank.c writes them. */
const HALF_DAYS = 324;

const table = `create table aanbod (id uuid primary key, soort smallint not null, niveaus bigint not null, sectoren int not null,
	t0 int not null, t1 int not null, talen int not null, reisafstand_m int not null, x_m int not null, y_m int not null,
	groep_max int not null, actief boolean not null, vog boolean not null, kring int not null, belasting int not null,
	vrij_hex text not null)`;

/* As score/regel.h and score/factor.h say it; divisions of integers round down. */
const query = `
select id, vast + thema * g[1] / 10 + niveau * g[2] / 10 + datum * g[3] / 10 + reis * g[4] / 10 + kring * g[5] / 10
	+ belasting * g[6] / 10 as score
from (
	select id, $14::int as vast, $15::int[] as g, belasting,
		(greatest(($10::int[])[t0 + 1], ($10::int[])[t1 + 1]) + greatest(($11::int[])[t0 + 1], ($11::int[])[t1 + 1])) / 2 as thema,
		1000 - 400 * (bit_count((niveaus & $3::bigint)::bit(64))::int - 1) / ($4::int - 1) - 100 * (sectoren - 1) as niveau,
		(array[400, 700, 1000])[least(dagdelen, 3)] as datum,
		case when afstand_m <= 1000 then 1000 when afstand_m >= reisafstand_m then 0
			else (1000 * (reisafstand_m - afstand_m) / (reisafstand_m - 1000))::int end as reis,
		case when kring = 0 then 500 when kring = any($13::int[]) then 1000 else 300 end as kring
	from (
		select a.*, bit_count(vrij & $12::bit(${HALF_DAYS}))::int as dagdelen,
			floor(sqrt((x_m - $8::int)::float8 ^ 2 + (y_m - $9::int)::float8 ^ 2))::int as afstand_m
		from aanbod a
		where soort = $1::smallint and st_dwithin(plek, st_makepoint($8::int, $9::int), 45000)
			and niveaus & $2::bigint <> 0 and talen & 1 <> 0 and groep_max >= $5::int and actief and (vog or not $6::boolean)
	) fits
	where afstand_m <= reisafstand_m and dagdelen > 0
) judged
order by score desc, id
limit $7::int`;

function bits(hex) {
	return [...hex].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
}

function parameters(v) {
	return [v.soort, v.niveau, v.sector, v.niveaus, v.groep, v.vog, 20, v.x, v.y, v.nabij[0], v.nabij[1], bits(v.venster), v.kringen,
		v.vast, v.gewicht];
}

function load(db, folder) {
	db.psql('create extension if not exists postgis; create extension if not exists btree_gist; alter database schakel set jit = off; drop table if exists aanbod');
	db.psql(table);
	execFileSync('chmod', ['-R', 'a+rX', folder]);
	db.psql(`copy aanbod from '${folder}/aanbod.csv' (format csv)`);
	db.psql(`alter table aanbod add column vrij bit(${HALF_DAYS}), add column plek geometry`);
	db.psql(`create table klaar as select id, soort, niveaus, sectoren, t0, t1, talen, reisafstand_m, x_m, y_m, groep_max, actief,
		vog, kring, belasting, ('x' || vrij_hex)::bit(${HALF_DAYS}) as vrij, st_makepoint(x_m, y_m) as plek from aanbod;
		drop table aanbod; alter table klaar rename to aanbod; create index on aanbod using gist (soort, plek)`);
	db.psql('vacuum analyze aanbod');
}

function check(rows, v) {
	const same = rows.length === v.antwoord.length
		&& rows.every((row, i) => row.id === v.antwoord[i][0] && row.score === v.antwoord[i][1]);
	if (!same)
		throw new Error(`PostGIS gives ${JSON.stringify(rows.slice(0, 3))}, the snapshot ${JSON.stringify(v.antwoord.slice(0, 3))}`);
}

await bench('rank', async (b) => {
	const db = await b.postgres();
	for (const size of sizes) {
		const lines = (await b.run(engine, [size])).trim().split('\n');
		lines.forEach((line) => console.log(line));
		const ours = JSON.parse(lines.find((line) => line.includes('"snapshot_p50'))).value;
		const folder = path.join(b.folder, `data-${size}`);
		mkdirSync(folder);
		await b.run(engine, ['export', size, folder]);
		load(db, folder);
		const sql = postgres({ host: db.host, username: 'postgres', database: 'schakel', max: 1 });
		const vragen = readFileSync(path.join(folder, 'vragen.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
		const times = [];
		for (const round of [0, 1])
			for (const v of vragen) {
				const begin = process.hrtime.bigint();
				const rows = await sql.unsafe(query, parameters(v), { prepare: true });
				if (round > 0)
					times.push(Number(process.hrtime.bigint() - begin) / 1e3);
				check(rows, v);
			}
		await sql.end();
		times.sort((x, y) => x - y);
		say(`    PostGIS: p50 ${median(times).toFixed(0)}, p99 ${times[Math.floor(times.length * 0.99)].toFixed(0)} us`);
		b.result(`snapshot_p50_${SIZES[size]}`, ours, 'us', 'PostGIS', median(times), size === '1M' ? '<= 0.00143' : '<= 0.002');
		rmSync(folder, { recursive: true });
	}
	console.log((await b.run(engine, ['many'])).trim());
});
