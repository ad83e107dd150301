/*
 * GET of one offer out of 100,000 by a member of staff: `schakel serve` against pgbench with the same two
 * statements (who calls, the offer), and against Fastify with postgres.js.
 * pgbench cannot make the text of an id, so it has eight of them, each in a script of its own. That its
 * rows and plans stay in the caches nearest to the processor is to its advantage.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { bench, freePort, hasModules, here, median, say, statement } from './support.mjs';

const ROWS = 100000;
const CONNECTIONS = 64;
const CLIENTS = [4, 8, 16];
const DAYS = ['ma', 'di', 'wo', 'do', 'vr'];

const id = (n) => `00000000-0000-4000-8001-${String(n).padStart(12, '0')}`;

async function fastify(b, { db, p, token }, niveaus) {
	if (!hasModules())
		return null;
	/* It has no BLAKE2b of 32 bytes: its token stands under another hash. */
	const hash = createHash('sha256').update(token).digest('hex');
	const { id: account } = await (await fetch(`${p.base}/v1/ik`, { headers: { authorization: `Bearer ${token}` } })).json();
	db.psql(`insert into sessie (token_hash, account_id, gemaakt_op, verloopt_op)
		values ('\\x${hash}', '${account}', now(), now() + interval '1 day')`);
	const port = await freePort();
	return b.server(process.execPath, [path.join(here, 'peers/fastify.mjs'), port], port, { env: {
		BENCH_DATABASE: `${db.host}|schakel|schakel`, BENCH_NIVEAUS: niveaus.join(','),
		BENCH_DAGDELEN: DAYS.flatMap((d) => [`${d}-ochtend`, `${d}-middag`, `${d}-avond`]).join(',') } });
}

/* The bit of each level by its code, as the service itself tells it. */
async function levels(ask, db) {
	const codes = [];
	for (let bit = 0; bit < 8; bit++) {
		db.psql(`update aanbod set niveaus = ${1 << bit} where id = '${id(1)}'`);
		codes.push((await (await ask(1)).json()).niveaus[0]);
	}
	db.psql(`update aanbod set niveaus = 192 where id = '${id(1)}'`);
	return codes;
}

await bench('read', async (b) => {
	const service = await b.service({ offers: ROWS, active: 100, requests: 1 });
	const { db, p, token } = service;
	const ask = (n, base = p.base) => fetch(`${base}/v1/aanbod/${id(n)}`, { headers: { authorization: `Bearer ${token}` } });
	const peer = await fastify(b, service, await levels(ask, db));
	if (peer) {
		const ours = await (await ask(4711)).text();
		const theirs = await (await ask(4711, peer.base)).text();
		if (ours !== theirs)
			throw new Error(`the two answers differ:\n${ours}\n${theirs}`);
	}
	const hash = db.psql(`select '\\x' || encode(token_hash, 'hex') from sessie order by gemaakt_op limit 1`);
	const member = db.psql(`select l.id from sessie s join lid l on l.account_id = s.account_id order by s.gemaakt_op limit 1`);
	const nobody = '00000000-0000-0000-0000-000000000000';
	const script = (n) => `${statement('sessie/get')}\n${statement('aanbod/get').replaceAll(':ids', `:ids${n}`)}\n`;
	const picks = [...Array(8).keys()].map((n) => 1 + n * 12345);
	const variables = { token_hash: hash, lid_id: member, nu: new Date().toISOString(), gezien_na: new Date().toISOString(), alle: 'true', afgeschermde: 'true', actieve: 'false', bedrijf_id: nobody,
		vrijwilliger_id: nobody, kring_id: nobody, ...Object.fromEntries(picks.map((n, i) => [`ids${i}`, `{${id(n)}}`])) };
	const http = (name, base, pid) => ({ name, pid, run: () => b.wrk(base, CONNECTIONS, 'read', token, ROWS) });
	const sides = [http('serve', p.base, p.pid), ...(peer ? [http('fastify', peer.base, peer.pid)] : []),
		...CLIENTS.map((c) => ({ name: `pgbench ${c}`, run: () => b.pgbench(db, c, picks.map((_, i) => script(i)), variables) }))];
	const r = await b.compare(sides, db);
	const best = CLIENTS.reduce((a, c) => (median(r[`pgbench ${c}`].rps) > median(r[`pgbench ${a}`].rps) ? c : a));
	const pg = r[`pgbench ${best}`];
	say(`    the best of pgbench: ${best} clients`);
	const fast = peer ? 'fastify + postgres.js' : 'fastify + postgres.js (not installed)';
	b.result('requests_per_second', r.serve.rps, '1/s', 'pgbench, same statements', pg.rps, '>= 0.6');
	b.result('requests_per_second', r.serve.rps, '1/s', fast, r.fastify?.rps, '>= 1.8');
	b.result('p99', r.serve.p99, 'us', 'pgbench, same statements', pg.p99);
	b.result('p99', r.serve.p99, 'us', fast, r.fastify?.p99);
	b.result('cpu_us_per_request', r.serve.cpu, 'us', fast, r.fastify?.cpu);
	const whole = (side) => side?.cpu.map((us, i) => us + side.dbCpu[i]);
	b.result('cpu_us_per_request_with_postgres', whole(r.serve), 'us', fast, whole(r.fastify));
});
