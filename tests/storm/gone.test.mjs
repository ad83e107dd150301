/*
 * Clients that leave, and a service that is told to stop, while statements wait for a row that
 * somebody else holds: nothing is left behind, and what comes next is served.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { Raw } from './raw.mjs';
import { startScene } from './scene.mjs';
import { Holder, sleep, sockets, until } from './watch.mjs';

const STATEMENT_MS = 3000, WRITERS = 4, HOST = 'Host: schakel.example\r\n';
const ALIVE = `GET /healthz HTTP/1.1\r\n${HOST}\r\n`;

class Place {
	constructor(scene, contract) {
		Object.assign(this, scene);
		this.open = new Client({ base: this.service.base, contract });
	}

	async prepare() {
		this.staf = await this.open.login(this.service.account('medewerker'));
		const { items } = (await this.staf.get('/kringen', { expect: 200 })).body;
		const { gemeenten } = items[0];
		this.kring = (await this.staf.post('/kringen', { naam: 'Storm', gemeenten }, { expect: 201 })).body;
	}

	async lock() {
		this.holder = await Holder.hold(this.service.databaseUri, `select naam from kring where id = '${this.kring.id}' for update`);
		return this.holder;
	}

	async current() {
		const answer = await this.staf.get(`/kringen/${this.kring.id}`, { expect: 200 });
		return { naam: answer.body.naam, etag: answer.etag };
	}

	patch(naam, etag) {
		const body = JSON.stringify({ naam });
		return `PATCH /v1/kringen/${this.kring.id} HTTP/1.1\r\n${HOST}Authorization: Bearer ${this.staf.token}\r\n` +
			`Content-Type: application/merge-patch+json\r\nIf-Match: ${etag}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
	}

	/* A change goes through again. One of a client that has left may still come in between. */
	async works(naam) {
		await until('a change', async () => {
			const { etag } = await this.current();
			return (await this.staf.patch(`/kringen/${this.kring.id}`, { naam }, { etag, expect: [200, 412] })).status === 200;
		});
		assert.equal((await this.current()).naam, naam);
	}
}

async function leaveWhileWaiting(p, leave) {
	const { etag } = await p.current();
	const base = sockets(p.child);
	const holder = await p.lock();
	const raws = [];
	/* More than there are connections for writing: the last ones wait for one. */
	for (let i = 0; i < WRITERS + 3; i++) {
		raws.push(await Raw.open(p.port));
		await raws[i].send(p.patch(`Weg ${i}`, etag));
	}
	await until('they wait for the row', async () => (await holder.waiting()) === WRITERS);
	for (const raw of raws)
		leave(raw);
	await sleep(100);
	const alive = await Raw.open(p.port);
	await alive.send(ALIVE);
	assert.equal((await alive.answer()).status, 200, 'the loop is held up');
	alive.close();
	await holder.release();
	await until('their sockets are given back', () => sockets(p.child) <= base + WRITERS, 10000);
	/* At most one of those changes can have been made: all named the same version. */
	const after = await p.current();
	assert.ok(after.naam.startsWith('Weg') || after.etag === etag);
	await p.works(`Verder ${leave.name}`);
}

async function leaveAtEveryByte(p) {
	const { etag } = await p.current();
	const text = p.patch('Niet', '"0"');
	const base = sockets(p.child);
	for (let at = 0; at <= text.length; at += at > text.length - 40 ? 1 : 7)
		for (const reset of [false, true]) {
			const raw = await Raw.open(p.port);
			await raw.send(text.slice(0, at));
			raw.socket.on('error', () => {});
			if (reset)
				raw.reset();
			else
				raw.close();
		}
	await until('all sockets are given back', () => sockets(p.child) <= base + WRITERS, 10000);
	assert.equal((await p.current()).etag, etag, 'a change under another version was made');
}

async function waitInVain(p) {
	const { etag, naam } = await p.current();
	const holder = await p.lock();
	const raw = await Raw.open(p.port), start = Date.now();
	await raw.send(p.patch('Te laat', etag) + ALIVE);
	const answer = await raw.answer();
	const ms = Date.now() - start;
	assert.equal(answer.status, 503);
	assert.ok(Number(answer.headers.get('retry-after')) > 0);
	assert.ok(ms < STATEMENT_MS + 2000, `after ${ms} ms`);
	assert.equal((await raw.answer()).status, 200, 'the next one on it');
	raw.close();
	await holder.release();
	assert.deepEqual(await p.current(), { etag, naam });
	await p.works('Na het wachten');
}

async function halfClosed(p) {
	const { etag } = await p.current();
	const holder = await p.lock();
	const raw = await Raw.open(p.port);
	await raw.send(p.patch('Half dicht', etag));
	raw.socket.end(); /* a client that says no more, but listens */
	await until('it waits for the row', async () => (await holder.waiting()) === 1);
	await holder.release();
	assert.equal((await raw.answer()).status, 200);
	assert.equal((await raw.all()).length, 0);
	raw.close();
	assert.equal((await p.current()).naam, 'Half dicht');
}

/* SIGTERM with clients in every state. */
async function drain(p) {
	const { etag } = await p.current();
	const holder = await p.lock();
	const idle = await Raw.open(p.port), fresh = await Raw.open(p.port), busy = await Raw.open(p.port), half = await Raw.open(p.port);
	for (const raw of [idle, half]) {
		await raw.send(ALIVE);
		assert.equal((await raw.answer()).closes, false);
	}
	await busy.send(p.patch('Op de valreep', etag) + ALIVE);
	await half.send(ALIVE.slice(0, 20));
	await until('it waits for the row', async () => (await holder.waiting()) === 1);
	process.kill(p.service.pid, 'SIGTERM');
	assert.equal((await idle.all()).length, 0, 'an idle connection is closed without a word');
	assert.equal((await fresh.all()).length, 0, 'so is one that never asked');
	await half.send(ALIVE.slice(20));
	const late = await half.answer();
	assert.deepEqual([late.status, late.closes], [200, true]);
	assert.equal(busy.ended, false, 'what runs is not cut off');
	await holder.release();
	const last = await busy.answer();
	assert.deepEqual([last.status, last.closes, JSON.parse(last.text).naam], [200, true, 'Op de valreep']);
	assert.equal((await busy.all()).length, 0, 'the request behind the last one is answered');
	for (const raw of [idle, fresh, busy, half])
		raw.close();
	await until('nobody listens', () => new Promise((resolve) => {
		const socket = connect(p.port, '127.0.0.1', () => resolve(false));
		socket.on('error', () => resolve(true)).on('connect', () => socket.destroy());
	}));
}

test('clients that leave, and an end, while statements wait', async (t) => {
	const scene = await startScene(t, { env: { SCHAKEL_STATEMENT_MS: String(STATEMENT_MS), SCHAKEL_WRITE_CONNECTIONS: String(WRITERS) } });
	const p = new Place(scene, readContract());
	await p.prepare();
	const stories = {
		'by a reset': () => leaveWhileWaiting(p, function reset(raw) { raw.reset(); }),
		'by closing': () => leaveWhileWaiting(p, function close(raw) { raw.close(); }),
		'at any byte of a request, in both ways': () => leaveAtEveryByte(p),
		'by saying no more, but waiting for the answer': () => halfClosed(p),
		'a statement that waits too long ends in a 503, the connection stays': () => waitInVain(p),
		'SIGTERM: what runs is answered, what is idle is closed': () => drain(p),
	};
	for (const [name, tell] of Object.entries(stories)) {
		await scene.story(name, tell);
		await p.holder?.release();
	}
});
