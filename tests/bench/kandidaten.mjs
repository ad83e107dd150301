/*
 * GET of the first twenty candidates, explained, for one of many requests by a member of staff, out of
 * an open supply of so many offers; beside the plain read of one offer in the same run.
 */
import { bench } from './support.mjs';

const OFFERS = Number(process.env.SCHAKEL_BENCH_OFFERS ?? 20000);
const REQUESTS = 1000;
const CONNECTIONS = 64;

await bench('kandidaten', async (b) => {
	const { db, p, token } = await b.service({ offers: OFFERS, active: OFFERS, requests: REQUESTS });
	const first = await fetch(`${p.base}/v1/aanvragen/00000000-0000-4000-8002-000000000001/kandidaten`,
		{ headers: { authorization: `Bearer ${token}` } });
	const answer = await first.json();
	if (first.status !== 200 || answer.items.length !== 20)
		throw new Error(`the first candidates: ${first.status}, ${answer.items?.length}`);
	const side = (name, mode, rows) => ({ name, pid: p.pid, run: () => b.wrk(p.base, CONNECTIONS, mode, token, rows) });
	const r = await b.compare([side('kandidaten', 'kandidaten', REQUESTS), side('read', 'read', OFFERS)], db);
	b.result('requests_per_second', r.kandidaten.rps, '1/s', 'serve, read of one offer', r.read.rps, '>= 0.5');
	b.result('p99', r.kandidaten.p99, 'us', 'serve, read of one offer', r.read.p99);
	b.result('cpu_us_per_request', r.kandidaten.cpu, 'us', 'serve, read of one offer', r.read.cpu);
});
