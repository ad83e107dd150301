/*
 * A service whose process and database connection the test has in its own hands: the program is
 * started by the test, and talks to PostgreSQL over a socket in between that can be shut or held.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { KEY_FILE } from '../support/keys.mjs';

const PATIENCE_MS = 20000;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/* Asks again until it is so; after a while that is a failure. */
export async function until(what, ask) {
	const end = Date.now() + PATIENCE_MS;
	for (;;) {
		const value = await ask();
		if (value)
			return value;
		if (Date.now() > end)
			throw new Error(`waited in vain: ${what}`);
		await sleep(20);
	}
}

/* A socket that passes everything on to the real server; shut: as if it had stopped; held: as if it hung. */
export class Gate {
	#pairs = new Set();
	#held = false;

	constructor(uri) {
		const url = new URL(uri);
		this.folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-gate-'));
		this.real = path.join(url.searchParams.get('host'), '.s.PGSQL.5432');
		url.searchParams.set('host', this.folder);
		this.uri = `postgresql://${url.pathname}?${[...url.searchParams].map((p) => p.join('=')).join('&')}`;
	}

	open() {
		this.server = createServer((near) => {
			const far = connect(this.real);
			const pair = [near, far];
			this.#pairs.add(pair);
			const drop = () => {
				near.destroy();
				far.destroy();
				this.#pairs.delete(pair);
			};
			near.on('error', drop).on('close', drop);
			far.on('error', drop).on('close', drop);
			near.on('data', (d) => far.write(d));
			far.on('data', (d) => near.write(d));
			if (this.#held)
				near.pause();
		});
		return new Promise((resolve) => this.server.listen(path.join(this.folder, '.s.PGSQL.5432'), resolve));
	}

	shut() {
		const closed = new Promise((resolve) => this.server.close(resolve));
		for (const [near, far] of this.#pairs) {
			near.destroy();
			far.destroy();
		}
		return closed;
	}

	hold() {
		this.#held = true;
		for (const [near] of this.#pairs)
			near.pause();
	}

	release() {
		this.#held = false;
		for (const [near] of this.#pairs)
			near.resume();
	}

	async remove() {
		await this.shut();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

/* The program with these arguments; `descriptors`: its soft and its hard limit of them. */
function command(args, descriptors) {
	if (!descriptors)
		return [process.env.SCHAKEL_BINARY, args];
	const [soft, hard] = descriptors;
	return ['sh', ['-c', `ulimit -Sn ${soft} && ulimit -Hn ${hard} && exec "$0" "$@"`, process.env.SCHAKEL_BINARY, ...args]];
}

/* A command that ends by itself. */
export function run(args, env = {}, { descriptors } = {}) {
	return spawnSync(...command(args, descriptors), { encoding: 'utf8', env: { ...process.env, SCHAKEL_KEY_FILE: KEY_FILE, ...env } });
}

const REPORT = /ERROR: (Address|Leak)Sanitizer|runtime error:/;

/* `schakel serve`; the log is kept here line by line. */
export class Serve {
	static async start(env, { descriptors } = {}) {
		const port = await freePort();
		const serve = new Serve({ SCHAKEL_PROCESSES: '2', SCHAKEL_SECOND_FACTOR: 'optional', SCHAKEL_ACCOUNT_REQUESTS: '60000000', SCHAKEL_ADDRESS_REQUESTS: '60000000', SCHAKEL_LISTEN: `127.0.0.1:${port}`, ...env }, descriptors);
		serve.base = `http://127.0.0.1:${port}`;
		serve.port = port;
		return serve;
	}

	constructor(env, descriptors, args = ['serve']) {
		this.text = '';
		this.child = spawn(...command(args, descriptors), { env: { ...process.env, SCHAKEL_KEY_FILE: KEY_FILE, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
		this.child.stderr.setEncoding('utf8').on('data', (d) => { this.text += d; });
		this.child.stdout.setEncoding('utf8').on('data', (d) => { this.text += d; });
		this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(code ?? signal)));
	}

	async status(where) {
		return fetch(this.base + where).then((r) => r.status, () => 0);
	}

	ready(status = 200) {
		return until(`/readyz says ${status}`, async () => (await this.status('/readyz')) === status);
	}

	/* The process ids of the children, as the kernel knows them. */
	children() {
		const { pid } = this.child;
		return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
	}

	lines() {
		return this.text.trimEnd().split('\n').filter(Boolean).map((line) => JSON.parse(line));
	}

	/* Gives the exit code; a report of a sanitizer is an error whatever the code. */
	async stop(signal = 'SIGTERM') {
		this.child.kill(signal);
		const mercy = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS);
		const code = await this.ended;
		clearTimeout(mercy);
		if (REPORT.test(this.text))
			throw new Error(this.text.slice(this.text.search(REPORT)));
		return code;
	}
}
