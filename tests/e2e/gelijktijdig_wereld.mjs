/*
 * What the contention tests share: sixteen clients, each with a connection of its own that is kept
 * alive, on a service of two processes; and a book of everything that was answered.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { checkPromises as checkAllPromises } from '../support/invarianten.mjs';

export const CLIENTS = 16;
const RETRY_MS = 50, PATIENCE = 100;

/* Numbers that look random and are the same each time (mulberry32). */
export function dice(seed) {
	let a = seed >>> 0;
	return (below) => {
		a = (a + 0x6d2b79f5) >>> 0;
		let t = Math.imul(a ^ (a >>> 15), a | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
}

/* Every write and its answer. `effects` has one answer for each key that a 201 was given under. */
export class Book {
	constructor() {
		this.statuses = new Map();
		this.codes = new Map();
		this.created = new Set();
		this.effects = new Map();
		this.wrong = [];
		this.slowest = 0;
	}

	note({ path, key, status, headers, body, ms }) {
		const kind = path.split('/').at(-1);
		const name = `${kind} ${status}`;
		this.statuses.set(name, (this.statuses.get(name) ?? 0) + 1);
		this.slowest = Math.max(this.slowest, ms);
		if (status >= 400)
			this.codes.set(body.code, (this.codes.get(body.code) ?? 0) + 1);
		if (status >= 500 && !(status === 503 && headers['retry-after']))
			this.wrong.push(`${path}: ${status} ${JSON.stringify(body)}`);
		if (status !== 201)
			return;
		if (kind === 'koppelingen')
			this.created.add(body.id);
		const text = JSON.stringify(body), before = this.effects.get(key);
		if (before !== undefined && before !== text)
			this.wrong.push(`${path}: two answers under one key\n${before}\n${text}`);
		this.effects.set(key, text);
	}
}

/* One client: requests one after another over one connection. A 503 is asked again, as its Retry-After says. */
export class Caller {
	constructor(base, book) {
		this.url = new URL(base);
		this.book = book;
		this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
	}

	#send(method, path, token, key, text) {
		return new Promise((resolve, reject) => {
			const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) };
			const req = http.request({ host: this.url.hostname, port: this.url.port, method, path: `/v1${path}`, agent: this.agent, headers }, (res) => {
				let body = '';
				res.setEncoding('utf8').on('data', (d) => { body += d; }).on('error', reject)
					.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: JSON.parse(body) }));
			});
			req.on('error', reject).end(text);
		});
	}

	async post(token, path, json, key = randomUUID()) {
		for (let patience = PATIENCE; ; patience--) {
			const begin = performance.now();
			const answer = await this.#send('POST', path, token, key, JSON.stringify(json));
			this.book.note({ path, key, ...answer, ms: performance.now() - begin });
			if (answer.status !== 503 || patience === 0)
				return answer;
			await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
		}
	}

	close() {
		this.agent.destroy();
	}
}

/* All clients at once; the answers in their order. */
export function together(callers, act) {
	return Promise.all(callers.map((caller, i) => act(caller, i)));
}

/* What holds always, and that no two steps waited for each other in a ring. */
export function checkPromises(world) {
	checkAllPromises((query) => world.rows(query));
	assert.deepEqual(world.rows('select deadlocks from pg_stat_database where datname = current_database() and deadlocks > 0'), []);
}

/* What the service said and what the database holds are the same. */
export function checkBook(world, book) {
	assert.deepEqual(book.wrong, []);
	const ids = new Set(world.rows('select id from koppeling').map((r) => r.id));
	for (const id of book.created)
		assert.ok(ids.has(id), `${id} was acknowledged and is not there`);
	assert.equal(ids.size, book.created.size, 'a match is there that nobody was told of');
	/* The answers themselves are sealed: a repetition shows them (Book.note). */
	const kept = new Map(world.rows(`select sleutel, bool_and(antwoord is not null) as antwoord from idempotentie
		where operatie in ('koppelingPost', 'besluitPost', 'reactiePost') group by sleutel`).map((r) => [r.sleutel, r]));
	for (const key of book.effects.keys())
		assert.ok(kept.get(key)?.antwoord, `no answer is kept under key ${key}`);
	assert.equal(kept.size, book.effects.size, 'a key is kept that had no effect');
	const steps = world.number('select count(*) from geschiedenis where stap <> \'inplannen\'');
	assert.equal(steps, book.effects.size, 'each key had one effect');
}
