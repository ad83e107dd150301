/*
 * The agenda of a volunteer with ten years of activities, one each week, beside 100,000 of others, against a GET of one offer by its
 * primary key in the same run: one caller, one connection. The weeks to come, the first page of all ten years, and a page within them.
 */
import { bench, say, signIn } from './support.mjs';

const ROWS = 100000;
const day = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);

await bench('agenda', async (b) => {
	const { db, p, token, accounts } = await b.service({ offers: ROWS, active: 100, requests: ROWS }, { then: 'agenda.sql' });
	await b.untilAnswers(`${p.base}/readyz`, p);
	const own = await signIn(p.base, accounts.find((a) => a.rol === 'vrijwilliger'));
	const get = (query) => fetch(`${p.base}/v1/agenda${query}`, { headers: { authorization: `Bearer ${own}` } }).then((r) => r.json());
	const all = `?van=${day(-1826)}&tot=${day(1826)}`;
	const pages = [];
	for (let cursor = ''; cursor !== null; cursor = pages.at(-1).volgende)
		pages.push(await get(`${all}${cursor && `&cursor=${encodeURIComponent(cursor)}`}&limit=100`));
	const rows = pages.flatMap((page) => page.items).length;
	if (rows < 520)
		throw new Error(`only ${rows} in ten years`);
	const within = `${all}&cursor=${encodeURIComponent((await get(all)).volgende)}`;
	const read = (name, query) => ({ name, pid: p.pid, run: () => b.wrk(`${p.base}/v1/agenda${query}`, 1, 'get', own) });
	const lists = [read('eight weeks', ''), read('ten years', all), read('a later page', within)];
	const sides = [{ name: 'primary key', pid: p.pid, run: () => b.wrk(p.base, 1, 'read', token, ROWS) }, ...lists];
	const r = await b.compare(sides, db);
	for (const { name } of lists)
		for (const metric of ['p99', 'p50'])
			b.result(`${metric} ${name}`, r[name][metric], 'us', 'a read by primary key', r['primary key'][metric], '<= 3');
	say(`    of ${rows} activities in ten years`);
});
