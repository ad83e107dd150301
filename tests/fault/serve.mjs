/* `schakel serve` with two children, as a supervisor holds it: started again when it is gone. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { childrenOf, lives, sleep, until } from './cluster.mjs';

const READ_CONNECTIONS = 2, WRITE_CONNECTIONS = 8, WAKE_CONNECTIONS = 1;
export const PROCESSES = 2, CONNECTIONS = READ_CONNECTIONS + WRITE_CONNECTIONS + WAKE_CONNECTIONS; /* to the database, of each process */
const READY_MS = 30000;

async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address();
	server.close();
	return port;
}

export class Serve {
	constructor(binary, folder) {
		this.binary = binary;
		this.log = path.join(folder, 'serve.log');
		this.keys = path.join(folder, 'keys');
		this.answers = []; /* of readiness: when, and whether it was yes */
	}

	async init(uri) {
		const port = await freePort();
		this.base = `http://127.0.0.1:${port}`;
		this.env = { ...process.env, SCHAKEL_DATABASE: uri, SCHAKEL_LISTEN: `127.0.0.1:${port}`, SCHAKEL_PROCESSES: PROCESSES, SCHAKEL_SECOND_FACTOR: 'optional', SCHAKEL_ACCOUNT_REQUESTS: '60000000', SCHAKEL_ADDRESS_REQUESTS: '60000000',
			SCHAKEL_READ_CONNECTIONS: READ_CONNECTIONS, SCHAKEL_WRITE_CONNECTIONS: WRITE_CONNECTIONS,
			SCHAKEL_KEY_FILE: this.keys };
		if (!existsSync(this.keys))
			this.run('key', 'add');
	}

	run(...args) {
		return execFileSync(this.binary, args, { env: { ...this.env, SCHAKEL_LOG_LEVEL: 'error' }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
	}

	/* Where the parent before left children, the address is free only when they are gone: tried again, as a supervisor does. */
	async start() {
		await until('serve starts', READY_MS, async () => {
			const parent = spawn(this.binary, ['serve'], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
			for (const stream of [parent.stdout, parent.stderr])
				stream.on('data', (text) => appendFileSync(this.log, text));
			this.parent = parent;
			this.ended = once(parent, 'exit');
			await Promise.race([this.ended, until('children', READY_MS, () => parent.exitCode !== null || this.children().length === PROCESSES)]);
			await sleep(50);
			return parent.exitCode === null && parent.signalCode === null;
		});
		await this.ready();
	}

	children() {
		return childrenOf(this.parent.pid);
	}

	/* Every process says so: one that is asked again and again is not always the same. */
	async ready() {
		await until('serve is ready', READY_MS, async () => {
			const answers = await Promise.all(Array.from({ length: 6 }, () => this.#ask()));
			return answers.every((yes) => yes);
		});
	}

	#ask() {
		return fetch(`${this.base}/readyz`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(10000) })
			.then(async (r) => (await r.text(), r.status === 200), () => false);
	}

	/* Asks for readiness all the time, each time on a new connection. */
	watch() {
		this.watching = true;
		const look = async () => {
			while (this.watching) {
				const at = performance.now();
				const yes = await this.#ask();
				this.answers.push({ at, until: performance.now(), yes });
				await sleep(40);
			}
		};
		this.watchers = Promise.all([look(), look()]);
	}

	async unwatch() {
		this.watching = false;
		await this.watchers;
	}

	/* SIGTERM, and a good end. */
	async stop() {
		const children = this.children();
		this.parent.kill('SIGTERM');
		const [code, signal] = await this.ended;
		await until('the children end', 5000, () => !children.some(lives));
		return code === 0 ? null : `serve ended with ${code ?? signal}`;
	}

	/* A report of a sanitizer in what any of its processes wrote. */
	report() {
		return /ERROR: (?:Address|Leak)Sanitizer[\s\S]{0,3000}|runtime error:.*/.exec(readFileSync(this.log, 'utf8'))?.[0] ?? null;
	}

	descriptors() {
		return this.children().map((pid) => readdirSync(`/proc/${pid}/fd`).length);
	}
}
