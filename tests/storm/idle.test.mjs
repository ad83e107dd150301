/*
 * Very many idle connections, and slow ones of each kind that slowhttptest knows, all at once: the
 * others are served meanwhile, the idle ones afterwards, and memory stays bounded.
 *
 * The program is the one without sanitizers, whose memory says something.
 *
 * STORM_IDLE, STORM_SLOW (of each kind) and STORM_SECONDS say how much; IDLE_CLIENT names the program
 * of tests/bench that holds idle connections.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import readline from 'node:readline';
import { test } from 'node:test';
import { startService } from '../support/service.mjs';
import { children, rssBytes, sleep } from './watch.mjs';

const WANTED = Number(process.env.STORM_IDLE ?? 2000), SLOW = Number(process.env.STORM_SLOW ?? 200);
const SECONDS = Number(process.env.STORM_SECONDS ?? 10);
const KINDS = 4, SPARE = 500, CLIENTS = 4, PAUSE_MS = 5, MAX_MEDIAN_MS = 250;
const MIB = 1024 * 1024;
/* Of one of the two processes: its own, and for each connection that it may have. */
const MAX_RSS_BYTES = 64 * MIB + (WANTED * 8 + KINDS * SLOW * 96) * 1024 / 2;

/* Of each kind: what slowhttptest is told beside how many and how long. */
const kinds = {
	'slow heads': ['-H', '-i', '2', '-x', '24', '-u', '/healthz'],
	'slow bodies': ['-B', '-i', '2', '-x', '10', '-s', '8192', '-t', 'POST', '-f', 'application/json', '-u', '/v1/sessies'],
	'ranges': ['-R', '-a', '5', '-b', '2000', '-t', 'HEAD', '-u', '/v1/openapi.json'],
	'slow readers': ['-X', '-n', '1', '-z', '5', '-w', '10', '-y', '20', '-k', '3', '-u', '/v1/openapi.json'],
};

function slow(base, args) {
	const at = args.indexOf('-u') + 1;
	const told = [...args.slice(0, at), base + args[at], ...args.slice(at + 1),
		'-c', SLOW, '-r', Math.ceil(SLOW / 2), '-l', SECONDS, '-p', '5'].map(String);
	const child = spawn('slowhttptest', told, { stdio: ['ignore', 'pipe', 'pipe'] });
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (d) => { text += d; });
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', () => resolve(text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '')));
	});
}

/* Asks as people do, over a few connections, until it is stopped. */
class Traffic {
	times = [];
	wrong = [];
	#stopped = false;

	constructor(base, token) {
		const paths = ['/healthz', '/v1/themas', '/v1/ik', '/v1/kringen'];
		this.ended = Promise.all(Array.from({ length: CLIENTS }, async (_, i) => {
			for (let n = i; !this.#stopped; n++) {
				const begin = performance.now();
				const status = await fetch(base + paths[n % paths.length], { headers: { authorization: `Bearer ${token}` } })
					.then(async (r) => { await r.arrayBuffer(); return r.status; }, (e) => String(e.cause ?? e));
				this.times.push(performance.now() - begin);
				if (status !== 200)
					this.wrong.push(`${paths[n % paths.length]}: ${status}`);
				await sleep(PAUSE_MS);
			}
		}));
	}

	async stop() {
		this.#stopped = true;
		await this.ended;
		this.times.sort((a, b) => a - b);
		const at = (q) => this.times[Math.min(this.times.length - 1, Math.floor(this.times.length * q))];
		return { count: this.times.length, wrong: this.wrong, median: at(0.5), p99: at(0.99), worst: at(1) };
	}
}

/* Idle keep-alive connections; `served()` asks on all of them once more. */
async function openIdle(port, count) {
	const child = spawn(process.env.IDLE_CLIENT, [String(port), String(count)], { stdio: ['pipe', 'pipe', 'inherit'] });
	const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const next = async (word) => Number(new RegExp(`${word} (\\d+)`).exec((await lines.next()).value ?? '')?.[1] ?? 0);
	const open = await next('open');
	return { open, served: () => { child.stdin.end('\n'); return next('served'); }, end: () => child.kill() };
}

test('thousands of idle and slow connections at once', async (t) => {
	const limit = Number(execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' })) || Infinity;
	const count = Math.min(WANTED, limit - KINDS * SLOW - SPARE);
	assert.ok(count > 0, `this machine allows only ${limit} descriptors`);
	const service = await startService({ env: { SCHAKEL_PROCESSES: '2', SCHAKEL_IDLE_MS: '600000',
		SCHAKEL_CONNECTIONS: String(count + KINDS * SLOW + SPARE) } });
	let failed = true;
	t.after(() => service.stop({ failed }));
	const { token } = await (await fetch(`${service.base}/v1/sessies`, { method: 'POST', headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email: service.account('medewerker').email, wachtwoord: service.account('medewerker').wachtwoord }) })).json();
	const pids = children(service.pid), rss = () => pids.map(rssBytes);
	const say = (what) => t.diagnostic(`${what}; RSS per process ${rss().map((n) => (n / MIB).toFixed(1)).join(' + ')} MiB`);
	say(`before`);
	const idle = await openIdle(new URL(service.base).port, count);
	t.after(() => idle.end());
	assert.equal(idle.open, count);
	say(`${count} idle connections`);
	const traffic = new Traffic(service.base, token);
	const ending = Object.entries(kinds).map(async ([name, args]) => [name, await slow(service.base, args)]);
	const most = [];
	const watching = setInterval(() => rss().forEach((n, i) => { most[i] = Math.max(most[i] ?? 0, n); }), 200);
	const reports = await Promise.all(ending);
	clearInterval(watching);
	const { median, p99, worst, count: asked, wrong } = await traffic.stop();
	say(`${SLOW} slow ones of each kind for ${SECONDS} s; at most ${most.map((n) => (n / MIB).toFixed(1)).join(' + ')} MiB`);
	t.diagnostic(`${asked} requests meanwhile: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(1)} ms`);
	for (const [name, text] of reports) {
		const verdicts = [...text.matchAll(/service available:\s+(\w+)/g)].map((m) => m[1]);
		assert.ok(verdicts.length > 0, `${name}: ${text.slice(-500)}`);
		assert.ok(!verdicts.includes('NO'), `${name}: the service was not available`);
		/* A head with 2,000 ranges is answered at once and holds nothing. */
		if (name === 'ranges') {
			assert.match(text, /No open connections left/, name);
			continue;
		}
		/* Some are refused for their slowness before the last of them are open. */
		const opened = Math.max(...[...text.matchAll(/connected:\s+(\d+)\s+error:\s+\d+\s+closed:\s+(\d+)/g)]
			.map(([, connected, closed]) => Number(connected) + Number(closed)));
		assert.ok(opened >= SLOW * 0.9, `${name}: only ${opened} of ${SLOW} were open`);
	}
	assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} of ${asked} were not served`);
	assert.ok(median < MAX_MEDIAN_MS, `median ${median} ms`);
	assert.deepEqual(children(service.pid), pids, 'a child was started again');
	assert.ok(most.every((n) => n <= MAX_RSS_BYTES), `${most} bytes`);
	assert.equal(await idle.served(), count, 'idle connections that are served again');
	failed = false;
});
