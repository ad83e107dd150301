/*
 * Reads while people sign in: the p99 of an authenticated GET with five logins a second, against the same
 * without. A login is 20 ms of Argon2id; it may not stand in the way of the others.
 */
import { bench, signIn, sleep } from './support.mjs';

const ROWS = 1000;
const CONNECTIONS = 16;
const LOGINS_PER_SECOND = 5;

/* Signs in at an even pace until stop() is called, which gives how many did. */
function logins(base, account) {
	let going = true;
	const all = [];
	const loop = (async () => {
		const begin = Date.now();
		while (going) {
			all.push(signIn(base, account));
			await sleep(Math.max(0, begin + all.length * 1000 / LOGINS_PER_SECOND - Date.now()));
		}
	})();
	return { stop: async () => {
		going = false;
		await loop;
		return (await Promise.all(all)).length;
	} };
}

await bench('login', async (b) => {
	const { db, p, token, account } = await b.service({ offers: ROWS, active: 100, requests: 1 });
	const load = () => b.wrk(p.base, CONNECTIONS, 'read', token, ROWS);
	const r = await b.compare([
		{ name: 'quiet', pid: p.pid, run: load },
		{ name: 'logins', pid: p.pid, run: async () => {
			const people = logins(p.base, account);
			const seen = await load();
			const count = await people.stop();
			if (count < 0.9 * seen.seconds * LOGINS_PER_SECOND)
				throw new Error(`only ${count} logins came through in ${seen.seconds.toFixed(1)} s: this says nothing`);
			return seen;
		} }], db);
	b.result('p99', r.logins.p99, 'us', 'without logins', r.quiet.p99, '<= 1.5');
	b.result('requests_per_second', r.logins.rps, '1/s', 'without logins', r.quiet.rps);
});
