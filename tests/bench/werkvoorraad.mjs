/*
 * The first page of what waits for staff, over 100,000 koppelingen that all wait, against a GET of one offer by its primary key in
 * the same run: one caller, one connection. With each filter too.
 */
import { bench, say } from './support.mjs';

const ROWS = 100000;

await bench('werkvoorraad', async (b) => {
	const { db, p, token } = await b.service({ offers: ROWS, active: 100, requests: ROWS }, { then: 'werkvoorraad.sql' });
	await b.untilAnswers(`${p.base}/readyz`, p);
	const waiting = Number(db.psql('select count(*) from werkvoorraad'));
	if (waiting < ROWS)
		throw new Error(`only ${waiting} wait`);
	const read = (query) => ({ name: query || 'all', pid: p.pid, run: () => b.wrk(`${p.base}/v1/werkvoorraad${query}`, 1, 'get', token) });
	const kring = db.psql('select id from kring order by id limit 1');
	const lists = ['', '?toegewezen=niemand', '?toegewezen=mij', `?kringId=${kring}`, '?wat=voorstel&gemeente=9901&soort=workshop'].map(read);
	const sides = [{ name: 'primary key', pid: p.pid, run: () => b.wrk(p.base, 1, 'read', token, ROWS) }, ...lists];
	const r = await b.compare(sides, db);
	for (const { name } of lists)
		for (const metric of ['p99', 'p50'])
			b.result(`${metric} ${name}`, r[name][metric], 'us', 'a read by primary key', r['primary key'][metric], metric === 'p99' ? '<= 3' : undefined);
	say(`    over ${waiting} that wait`);
});
