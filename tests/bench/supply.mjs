/*
 * The open supply in a serving process: how long 250,000 offers take to load, what they weigh, and how long
 * others wait for their turn of the loop while a new copy is made. The wait is that of GET /healthz over
 * one connection, against the same while nothing is made; nothing of it is the database's.
 */
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { bench, family, rssBytes, sleep } from './support.mjs';

const OFFERS = 250000, QUIET_MS = 4000, PATIENCE_MS = 120000;
/* A new topic makes every process load anew. */
const NEW_TOPIC = `insert into thema (id, code, ouder, naam_nl, naam_en, volgorde, versie, gemaakt_op, gewijzigd_op)
	select gen_random_uuid(), 'bench', ouder, 'Bench', 'Bench', 99, 1, now(), now() from thema where ouder is not null limit 1`;

/* The lines of the log that say a load is done. */
const loads = (p) => [...readFileSync(p.log, 'utf8').matchAll(/"voorraad.geladen","aanbod":(\d+),"us":(\d+)/g)]
	.map(([, offers, us]) => ({ offers: Number(offers), us: Number(us) }));

async function untilLoaded(p, times) {
	for (const until = Date.now() + PATIENCE_MS; loads(p).length < times; await sleep(20))
		if (Date.now() > until)
			throw new Error(`the supply was not loaded: ${readFileSync(p.log, 'utf8').slice(-1000)}`);
	return loads(p)[times - 1];
}

/* Asks one after another until `ending` is over; the times in ms, shortest first. */
async function waits(base, ending) {
	const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
	const times = [];
	let over = false;
	ending.finally(() => { over = true; });
	while (!over) {
		const begin = performance.now();
		await new Promise((resolve, reject) => http.get(`${base}/healthz`, { agent }, (r) => r.resume().on('end', resolve)).on('error', reject));
		times.push(performance.now() - begin);
		await sleep(1);
	}
	agent.destroy();
	return times.sort((a, b) => a - b);
}
const at = (times, q) => times[Math.min(times.length - 1, Math.floor(times.length * q))];

await bench('supply', async (b) => {
	const { db, p } = await b.service({ offers: OFFERS, active: OFFERS, requests: 1 });
	const first = await untilLoaded(p, 1);
	const child = family(p.pid).at(-1);
	b.result('load', first.us / 1e3, 'ms', 'offers', null);
	b.result('rss', rssBytes(child), 'bytes', 'offers', first.offers);
	const quiet = await waits(p.base, sleep(QUIET_MS));
	db.psql(NEW_TOPIC);
	const during = await waits(p.base, untilLoaded(p, 2));
	for (const [name, q] of [['median', 0.5], ['p99', 0.99], ['worst', 1]])
		b.result(`wait_${name}`, at(during, q), 'ms', 'while nothing loads', at(quiet, q));
});
