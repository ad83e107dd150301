/*
 * Clients that are slow, too many, or gone, against the listening service: each gets its answer or
 * is closed, the others are served meanwhile, and all that was used is given back.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { Raw } from './raw.mjs';
import { startScene } from './scene.mjs';
import { cpuSeconds, sleep, sockets, until } from './watch.mjs';

const HEAD_MS = 800, IDLE_MS = 1500, WRITE_MS = 1000, CAP = 32, GRACE_MS = 5000;
const HOST = 'Host: schakel.example\r\n';
const ALIVE = `GET /healthz HTTP/1.1\r\n${HOST}\r\n`;

const isAlive = async (service) => assert.equal((await fetch(`${service.base}/healthz`, { headers: { connection: 'close' } })).status, 200);

/* How many sockets it has when no client is there: unchanged for longer than one may be idle. */
async function quiet(child) {
	for (let count = sockets(child), since = Date.now(); ; await sleep(50)) {
		if (sockets(child) !== count)
			[count, since] = [sockets(child), Date.now()];
		else if (Date.now() - since > IDLE_MS + 500)
			return count;
	}
}

/* Opens a connection, says `begin`, then a piece each so often until it is answered. */
async function trickle(port, begin, piece, everyMs, { first = '' } = {}) {
	const raw = await Raw.open(port);
	if (first) {
		await raw.send(first);
		assert.equal((await raw.answer()).status, 200);
	}
	const start = Date.now();
	await raw.send(begin);
	const ticking = setInterval(() => raw.socket.writable && raw.socket.write(piece), everyMs);
	try {
		const answer = await raw.answer('GET', 15000);
		await raw.all();
		return { ...answer, ms: Date.now() - start };
	} finally {
		clearInterval(ticking);
		raw.close();
	}
}

function slowOnes(story, service, port) {
	return Promise.all([
		story('a head that trickles in is refused in time', async () => {
			const answer = await trickle(port, 'GET / HTTP/1.1\r\nX: ', 'x', 50);
			assert.equal(answer.status, 408);
			assert.ok(answer.closes && answer.ms >= HEAD_MS - 50 && answer.ms < HEAD_MS + 2000, `after ${answer.ms} ms`);
			assert.equal(JSON.parse(answer.text).status, 408);
		}),
		story('so is the head of a second request', async () => {
			const answer = await trickle(port, 'G', 'G', 50, { first: ALIVE });
			assert.equal(answer.status, 408);
			assert.ok(answer.ms >= HEAD_MS - 50 && answer.ms < HEAD_MS + 2000, `after ${answer.ms} ms`);
		}),
		story('a body under the minimum rate is refused after its grace', async () => {
			const answer = await trickle(port, `POST /v1/sessies HTTP/1.1\r\n${HOST}Content-Length: 60000\r\n\r\n`, 'xxxxx', 50);
			assert.equal(answer.status, 408);
			assert.ok(answer.ms >= GRACE_MS - 100 && answer.ms < GRACE_MS + 3000, `after ${answer.ms} ms`);
		}),
		story('so are chunks that bring only extensions', async () => {
			const answer = await trickle(port, `POST /v1/sessies HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n1;`, 'x', 50);
			assert.equal(answer.status, 408);
			assert.ok(answer.ms >= GRACE_MS - 100 && answer.ms < GRACE_MS + 3000, `after ${answer.ms} ms`);
		}),
		story('an idle connection is closed without a word', async () => {
			/* From before it dials: on a busy machine the server may have it long before we hear so. */
			const start = Date.now(), silent = await Raw.open(port);
			assert.equal((await silent.all()).length, 0);
			assert.ok(Date.now() - start >= IDLE_MS - 50 && Date.now() - start < IDLE_MS + 2000);
			silent.close();
		}),
		story('the others are served meanwhile', async () => {
			for (let i = 0; i < 20; i++) {
				await isAlive(service);
				await sleep(100);
			}
		}),
	]);
}

async function slowReader(service, port, child, base) {
	const raws = [];
	for (let i = 0; i < 8; i++) {
		const raw = await Raw.open(port);
		raw.socket.pause();
		/* More than all buffers between us hold. */
		await raw.send(`GET /v1/openapi.json HTTP/1.1\r\n${HOST}\r\n`.repeat(200));
		raws.push(raw);
	}
	await until('they are seen', () => sockets(child) >= base + 8);
	await isAlive(service);
	await until('they are closed', () => sockets(child) <= base, WRITE_MS + 10000);
	await isAlive(service);
	for (const raw of raws)
		raw.close();
}

async function overTheCap(service, port, child, base) {
	await until('nobody is there', () => sockets(child) <= base);
	const raws = [];
	for (let i = 0; i < CAP; i++)
		raws.push(await Raw.open(port));
	for (const raw of raws) {
		await raw.send(ALIVE);
		assert.equal((await raw.answer()).status, 200);
	}
	const late = await Raw.open(port);
	await late.send(ALIVE);
	const refused = await late.answer();
	assert.deepEqual([refused.status, refused.closes, refused.headers.get('retry-after')], [503, true, '1']);
	assert.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8');
	assert.equal((await late.all()).length, 0, 'a second answer');
	late.close();
	/* Those who were there go on; when one leaves there is room again. */
	await raws[0].send(ALIVE);
	assert.equal((await raws[0].answer()).status, 200);
	raws[0].close();
	await until('there is room', async () => (await fetch(`${service.base}/healthz`, { headers: { connection: 'close' } })).status === 200);
	for (const raw of raws)
		raw.close();
}

async function withoutDescriptors(service, port, child, base) {
	await until('nobody is there', () => sockets(child) <= base);
	const limit = (soft) => execFileSync('prlimit', ['--pid', child, `--nofile=${soft}:`]);
	const held = await Raw.open(port);
	await held.send(ALIVE);
	assert.equal((await held.answer()).status, 200);
	limit(1); /* those that are open stay */
	const waiting = [];
	for (let i = 0; i < 10; i++) {
		waiting.push(await Raw.open(port)); /* the kernel takes them */
		await waiting[i].send(ALIVE);
	}
	const before = cpuSeconds(child);
	await sleep(1000);
	const used = cpuSeconds(child) - before;
	assert.ok(used < 0.3, `${used} s of processor time in one second of waiting`);
	await held.send(ALIVE);
	assert.equal((await held.answer()).status, 200, 'who is in is served');
	assert.ok(waiting.every((raw) => raw.got.length === 0), 'answered without a descriptor');
	limit(1024);
	for (const raw of waiting) {
		assert.equal((await raw.answer()).status, 200);
		raw.close();
	}
	held.close();
}

test('slow clients, many clients, and no descriptors', { concurrency: true }, async (t) => {
	const { service, port, child, story } = await startScene(t, { demo: false, env: { SCHAKEL_HEAD_MS: String(HEAD_MS),
		SCHAKEL_IDLE_MS: String(IDLE_MS), SCHAKEL_WRITE_MS: String(WRITE_MS), SCHAKEL_CONNECTIONS: String(CAP) } });
	await slowOnes(story, service, port);
	const base = await quiet(child);
	await story('who does not read is closed, and costs the others nothing', () => slowReader(service, port, child, base));
	await story('over the cap: 503 and Retry-After', () => overTheCap(service, port, child, base));
	await story('without descriptors the listener pauses, and goes on with them', () => withoutDescriptors(service, port, child, base));
});
