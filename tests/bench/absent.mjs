/*
 * Another's object against one that is not there: both answer 404 with the same body, and this is whether the time
 * tells them apart. Asked by turns in an order drawn by lot, one at a time on one connection; of each operation the
 * median of both, and how often another's took longer (0.5: nobody can tell). In brackets how far from 0.5 chance alone
 * goes in 99 of 100 runs.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { bench, median, say, signIn } from './support.mjs';

const PAIRS = Number(process.env.SCHAKEL_BENCH_PAIRS ?? 1500);
const WARM_UP = 200;

/* One request; its status and text, and how long it took. */
function ask({ base, agent }, token, method, path, json) {
	const body = json === undefined ? undefined : JSON.stringify(json);
	const headers = { authorization: `Bearer ${token}`, ...(method === 'PATCH' ? { 'if-match': '"1"' } : {}), ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
		...(body ? { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json', 'content-length': Buffer.byteLength(body) } : {}) };
	return new Promise((resolve, reject) => {
		const begin = process.hrtime.bigint();
		const r = request(`${base}/v1${path}`, { method, headers, agent }, (answer) => {
			let text = '';
			answer.on('data', (d) => { text += d; });
			answer.on('end', () => resolve({ status: answer.statusCode, text, us: Number(process.hrtime.bigint() - begin) / 1000 }));
		});
		r.on('error', reject);
		r.end(body);
	});
}

/* How often a value of `a` is the larger one of a pair (Mann–Whitney), and what chance alone makes of it. */
function larger(a, b) {
	const all = [...a.map((v) => [v, 1]), ...b.map((v) => [v, 0])].sort((x, y) => x[0] - y[0]);
	const ranks = all.reduce((sum, [, ofA], i) => sum + (ofA ? i + 1 : 0), 0);
	const share = (ranks - a.length * (a.length + 1) / 2) / (a.length * b.length);
	return { share, chance: 2.576 * Math.sqrt((a.length + b.length + 1) / (12 * a.length * b.length)) };
}

await bench('absent', async (b) => {
	const { db, p, accounts } = await b.service({ offers: 2000, active: 100, requests: 2000 }, { env: { SCHAKEL_ACCOUNT_REQUESTS: '60000000' } });
	const token = async (rol) => signIn(p.base, accounts.find((a) => a.rol === rol));
	const [school, bedrijf] = [await token('school'), await token('bedrijf')];
	const some = (table, n) => db.psql(`select string_agg(id::text, ' ') from (select id from ${table} where id::text like '00000000-0000-4000-%' order by md5(id::text) limit ${n}) x`).split(' ');
	const requests = some('aanvraag', 500), offers = some('aanbod', 500), people = some('vrijwilliger', 100);
	const side = { base: p.base, agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
	const cells = [['aanvraagGet', school, 'GET', requests, (id) => `/aanvragen/${id}`],
		['aanvraagPatch', school, 'PATCH', requests, (id) => `/aanvragen/${id}`, { toelichting: 'Anders' }],
		['kandidaatList', school, 'GET', requests, (id) => `/aanvragen/${id}/kandidaten`],
		['koppelingPost', school, 'POST', requests, (id) => `/aanvragen/${id}/koppelingen`, { aanbodId: randomUUID(), tijdvak: { datum: '2030-01-07', dagdeel: 'ochtend' } }],
		['aanbodGet', bedrijf, 'GET', offers, (id) => `/aanbod/${id}`],
		['aanbodPatch', bedrijf, 'PATCH', offers, (id) => `/aanbod/${id}`, { titel: 'Anders' }],
		['kansList', bedrijf, 'GET', offers, (id) => `/aanbod/${id}/kansen`],
		['vrijwilligerGet', bedrijf, 'GET', people, (id) => `/vrijwilligers/${id}`]];
	for (const [name, who, method, ids, path, json] of cells) {
		const seen = { other: [], absent: [] };
		const texts = new Set();
		for (let i = -WARM_UP; i < PAIRS; i++) {
			const turns = Math.random() < 0.5 ? ['other', 'absent'] : ['absent', 'other'];
			for (const what of turns) {
				const id = what === 'other' ? ids[Math.floor(Math.random() * ids.length)] : randomUUID();
				const { status, text, us } = await ask(side, who, method, path(id), json);
				const { instance, ...rest } = JSON.parse(text);
				texts.add(JSON.stringify({ status, ...rest }));
				if (i >= 0)
					seen[what].push(us);
			}
		}
		if (texts.size !== 1 || ![...texts][0].startsWith('{"status":404'))
			throw new Error(`${name} tells them apart: ${[...texts].join('\n')}`);
		const { share, chance } = larger(seen.other, seen.absent);
		b.result(name, median(seen.other), 'us', 'absent', median(seen.absent), '<= 1.05');
		say(`  ${name}: another's takes longer in ${share.toFixed(3)} of the pairs (0.5 ± ${chance.toFixed(3)})`);
	}
	side.agent.destroy();
});
