/*
 * GET of the first twenty candidates, explained, by the teacher who asked, out of an open supply of so many
 * offers; beside the plain read of one offer in the same run. Each of the requests that are asked about is
 * another one (kandidaten.sql), and before anything is measured all their answers are looked at.
 */
import assert from 'node:assert/strict';
import { bench, say, signIn } from './support.mjs';

const OFFERS = Number(process.env.SCHAKEL_BENCH_OFFERS ?? 20000);
const REQUESTS = 1000;
const CONNECTIONS = 64;
const SHOWN = 20;
const AT_ONCE = 16;

const id = (n) => `00000000-0000-4000-8002-${String(n).padStart(12, '0')}`;

/* What a line holds beside its place in the list, what only one of both answers has and what only staff is told. */
const judgement = ({ titel, aanbieder, score, afstandM, factoren }) =>
	({ titel, bedrijf: aanbieder.bedrijfId, score, afstandM, factoren: factoren.map(({ gewicht, ...f }) => f) });

/* The list of request n is full, in order and explained, and one of its lines says what the judgement of that
 * one offer says, which is made from the database, for staff: the schools are others than the teacher's. Gives its size. */
async function check(get, getAsStaff, n) {
	const text = await get(`/v1/aanvragen/${id(n)}/kandidaten`);
	const { items } = JSON.parse(text);
	assert.equal(items.length, SHOWN, `request ${n}`);
	for (const [i, item] of items.entries()) {
		assert.equal(item.rang, i + 1);
		assert.ok(i === 0 || item.score <= items[i - 1].score);
		assert.equal(item.factoren.reduce((sum, f) => sum + f.bijdrage, 0), item.score);
		assert.ok(item.factoren.length > 0 && item.factoren.every((f) => f.reden));
		assert.ok(item.tijdvakken.length > 0);
	}
	const one = items[n % SHOWN];
	const alone = JSON.parse(await getAsStaff(`/v1/aanvragen/${id(n)}/kandidaten/${one.aanbodId}`));
	assert.deepEqual(judgement(one), judgement(alone));
	return text.length;
}

await bench('kandidaten', async (b) => {
	const { db, p, accounts, token: staff } = await b.service({ offers: OFFERS, active: OFFERS, requests: REQUESTS }, { then: 'kandidaten.sql' });
	await b.untilAnswers(`${p.base}/readyz`, p);
	const token = await signIn(p.base, accounts.find((a) => a.rol === 'docent'));
	const getAs = (whose) => async (target) => {
		const r = await fetch(p.base + target, { headers: { authorization: `Bearer ${whose}` } });
		const text = await r.text();
		assert.equal(r.status, 200, text);
		return text;
	};
	let bytes = 0;
	for (let n = 1; n <= REQUESTS; n += AT_ONCE)
		bytes += (await Promise.all(Array.from({ length: Math.min(AT_ONCE, REQUESTS + 1 - n) }, (_, i) => check(getAs(token), getAs(staff), n + i))))
			.reduce((x, y) => x + y);
	say(`    ${REQUESTS} different answers, of ${Math.round(bytes / REQUESTS)} bytes on average`);
	const side = (name, mode, rows) => ({ name, pid: p.pid, run: () => b.wrk(p.base, CONNECTIONS, mode, token, rows) });
	const r = await b.compare([side('kandidaten', 'kandidaten', REQUESTS), side('read', 'read', OFFERS)], db);
	b.result('requests_per_second', r.kandidaten.rps, '1/s', 'serve, read of one offer', r.read.rps, '>= 0.5');
	b.result('p99', r.kandidaten.p99, 'us', 'serve, read of one offer', r.read.p99);
	b.result('cpu_us_per_request', r.kandidaten.cpu, 'us', 'serve, read of one offer', r.read.cpu);
	b.result('postgres_us_per_request', r.kandidaten.dbCpu, 'us', 'serve, read of one offer', r.read.dbCpu);
});
