/* A service in need: it is full, it has to stop, or one of its processes does not end. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { startService } from '../support/service.mjs';
import { freePort, Gate, run, Serve, sleep, until } from './service_hulp.mjs';

const HELD_MS = 300, QUEUED = 100, STUCK_MS = 8000, TASKS = 8;

/* One request over a connection of its own: its status, or why there was none. */
function ask(port, path) {
	return new Promise((resolve) => {
		http.get({ port, path, agent: false }, (res) => res.resume().on('end', () => resolve(res.statusCode))).on('error', (e) => resolve(e.code));
	});
}

/* Resolves when a request is sent; its `status` when the connection is closed, 0 when nothing was said on it. */
function send(port, path) {
	return new Promise((resolve, reject) => {
		let text = '';
		const socket = connect(port, '127.0.0.1', () => {
			socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, () => resolve({
				status: new Promise((done) => {
					socket.once('close', () => done(Number(/^HTTP\/1.1 (\d{3})/.exec(text)?.[1] ?? 0)));
				}),
			}));
		});
		socket.on('data', (d) => { text += d; }).on('error', reject);
	});
}

async function queueTests(story, gate) {
	await story('who waits to be accepted is answered, and who comes later is refused', async () => {
		const metrics = await freePort();
		const serve = await Serve.start({ SCHAKEL_DATABASE: gate.uri, SCHAKEL_METRICS_LISTEN: `127.0.0.1:${metrics}` });
		await serve.ready();
		/* One request keeps a child, and so its parent, from ending while we look. */
		gate.hold();
		const held = ask(serve.port, '/v1/themas');
		await sleep(HELD_MS);
		const children = serve.children();
		for (const pid of children)
			process.kill(pid, 'SIGSTOP');
		const queued = await Promise.all(Array.from({ length: QUEUED }, () => send(serve.port, '/healthz')));
		const stopping = serve.stop();
		for (const pid of children)
			process.kill(pid, 'SIGCONT');
		const statuses = await Promise.all(queued.map((q) => q.status));
		await until('the children drain', () => serve.text.split('"stopt"').length === 3);
		const late = [await ask(serve.port, '/healthz'), await ask(metrics, '/metrics')];
		gate.release();
		assert.equal(await held, 200);
		assert.equal(await stopping, 0);
		assert.deepEqual(statuses, Array(QUEUED).fill(200));
		assert.deepEqual(late, ['ECONNREFUSED', 'ECONNREFUSED']);
	});
}

async function fullTests(story, gate) {
	await story('with all requests held by the database it says that it lives, and tells its figures', async () => {
		const metrics = await freePort();
		const serve = await Serve.start({ SCHAKEL_DATABASE: gate.uri, SCHAKEL_METRICS_LISTEN: `127.0.0.1:${metrics}`,
			SCHAKEL_PROCESSES: '1', SCHAKEL_TASKS: String(TASKS), SCHAKEL_REQUEST_MS: '3000' });
		await serve.ready();
		gate.hold();
		const held = Array.from({ length: TASKS }, () => ask(serve.port, '/v1/themas'));
		await until('it is full', async () => (await ask(serve.port, '/v1/openapi.json')) === 503);
		assert.equal(await ask(serve.port, '/healthz'), 200);
		assert.equal(await ask(metrics, '/metrics'), 200);
		gate.release();
		await Promise.all(held);
		assert.equal(await ask(serve.port, '/v1/openapi.json'), 200);
		assert.equal(await serve.stop(), 0);
	});
}

async function stuckTests(story, gate) {
	await story('a child that does not end is killed after the respite', async () => {
		const drainMs = 500;
		const serve = await Serve.start({ SCHAKEL_DATABASE: gate.uri, SCHAKEL_DRAIN_MS: String(drainMs) });
		await serve.ready();
		const [stuck] = serve.children(), begin = Date.now();
		process.kill(stuck, 'SIGSTOP');
		assert.equal(await serve.stop(), 0);
		const ms = Date.now() - begin;
		assert.ok(ms >= drainMs && ms < drainMs + STUCK_MS, `after ${ms} ms`);
		assert.throws(() => process.kill(stuck, 0), { code: 'ESRCH' });
		assert.deepEqual(serve.lines().filter((l) => l.gebeurtenis === 'kind.afgebroken').map((l) => [l.niveau, l.pid]), [['error', stuck]]);
	});
}

async function faultTests(story, uri) {
	await story('a name that does not exist is called so, and a child that died says of what', async () => {
		const nowhere = run(['serve', '--check'], { SCHAKEL_DATABASE: uri, SCHAKEL_LISTEN: 'nergens.invalid:8080' });
		assert.equal(nowhere.status, 1);
		assert.match(nowhere.stderr, /nergens\.invalid:8080: die naam is niet bekend.*SCHAKEL_LISTEN/);
		const serve = await Serve.start({ SCHAKEL_DATABASE: uri });
		await serve.ready();
		process.kill(serve.children()[0], 'SIGKILL');
		const line = await until('its line', () => serve.lines().find((l) => l.gebeurtenis === 'kind.gestopt'));
		assert.deepEqual([line.signaal, line.code, 'status' in line], ['KILL', -1, false]);
		assert.equal(await serve.stop(), 0);
	});
}

async function supplyTests(story, uri) {
	await story('a supply that does not fit is refused at the start, with what to do about it', async () => {
		const env = { SCHAKEL_DATABASE: uri, SCHAKEL_SNAPSHOT_MAX_OFFERS: '2' };
		const serve = await Serve.start(env);
		assert.equal(await serve.ended, 1);
		assert.match(serve.text, /^Het aanbod past niet.*verhoog SCHAKEL_SNAPSHOT_MAX_OFFERS/m);
		const work = run(['work'], env);
		assert.equal(work.status, 1);
		assert.match(work.stderr, /verhoog SCHAKEL_SNAPSHOT_MAX_OFFERS/);
		assert.match(run(['doctor'], env).stdout, /^fout .*verhoog SCHAKEL_SNAPSHOT_MAX_OFFERS/m);
	});
}

test('a service in need', async (t) => {
	const service = await startService();
	const gate = new Gate(service.databaseUri);
	await gate.open();
	let failed = false;
	t.after(async () => {
		await gate.remove();
		await service.stop({ failed });
	});
	const story = (name, tell) => t.test(name, async () => {
		try {
			await tell();
		} catch (e) {
			failed = true;
			throw e;
		} finally {
			gate.release();
		}
	});
	await fullTests(story, gate);
	await queueTests(story, gate);
	await stuckTests(story, gate);
	await faultTests(story, service.databaseUri);
	await supplyTests(story, service.databaseUri);
});
