/*
 * What the benchmarks share: processes that end with the run, a private PostgreSQL, the load
 * generators, and the lines they print.
 *
 *   await bench('http', async (b) => { … b.result('requests_per_second', 90000, '1/s', 'nginx', 0.98, '>= 0.9') });
 *
 * Only the JSON lines go to stdout: name, metric, value, unit, vs, ratio (value through that of the
 * peer, null when there is no peer). Peers are measured in the same run, in turns, and the median of
 * the rounds counts: a figure of another day or machine says nothing beside these.
 *
 * Settings, from the environment:
 *   SCHAKEL_BENCH_BIN      folder of the release build (default: build/release/bin)
 *   SCHAKEL_BENCH_ROUNDS   rounds (3)
 *   SCHAKEL_BENCH_SECONDS  length of each (4)
 */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { KEY_FILE } from '../support/keys.mjs';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');
export const bin = process.env.SCHAKEL_BENCH_BIN ?? path.join(root, 'build/release/bin');
export const ROUNDS = Number(process.env.SCHAKEL_BENCH_ROUNDS ?? 3);
export const SECONDS = Number(process.env.SCHAKEL_BENCH_SECONDS ?? 4);
/* Before the rounds: caches, plans, compilers of the peers. */
const WARM_UP_SECONDS = 3;
const READY_MS = 20000;
const END_MS = 20000;
const US_PER_TICK = 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

export const sleep = promisify(setTimeout);
export const say = (text) => process.stderr.write(`${text}\n`);

export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/* The program of that name, or undefined. */
export function which(name) {
	return [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
		.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/* Whether the packages of package-lock.json are here: `./dev bench` installs them. */
export const hasModules = () => existsSync(path.join(here, 'node_modules/fastify'));

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

/* ---- processor time ---- */

function children(pid) {
	try {
		return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
	} catch {
		return [];
	}
}

/* A process and all below it. */
export function family(pid) {
	return [pid, ...children(pid).flatMap(family)];
}

/* Processor time of a process and all below it, those that ended and were waited for included. */
export function cpuUs(pid) {
	let ticks = 0;
	for (const p of family(pid)) {
		try {
			const text = readFileSync(`/proc/${p}/stat`, 'utf8');
			const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
			ticks += fields[11] + fields[12] + fields[13] + fields[14];
		} catch {
			/* it ended just now: its parent has its time */
		}
	}
	return ticks * US_PER_TICK;
}

/* VmRSS of one process. */
export function rssBytes(pid) {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}

/* ---- one run ---- */

class Bench {
	constructor(name) {
		this.name = name;
		this.folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-bench-'));
		this.running = [];
		this.logs = 0;
		this.seconds = SECONDS;
		if (process.getuid() === 0)
			execFileSync('chown', ['postgres:', this.folder]);
	}

	/*
	 * One line of the result. `value` and `peer` are a number each, or the rounds of both in one order: then
	 * the medians count, and for the ratio that of the rounds, so that what came over the machine in one of
	 * them touches both sides. No peer: null. `goal` is for people.
	 */
	result(metric, value, unit, vs, peer, goal) {
		const round = (x) => Number(x.toPrecision(4));
		const values = [value].flat();
		const ratio = peer === null || peer === undefined ? null : round(median(values.map((x, i) => x / [peer].flat()[i])));
		console.log(JSON.stringify({ name: this.name, metric, value: round(median(values)), unit, vs, ratio }));
		if (goal && ratio !== null) {
			const [, sign, limit] = /^([<>]=) (.+)$/.exec(goal);
			const met = sign === '<=' ? ratio <= Number(limit) : ratio >= Number(limit);
			say(`    ${metric} / ${vs}: ${ratio}, goal ${goal}: ${met ? 'met' : 'NOT MET'}`);
		}
	}

	/* Starts a process, on one processor when `cpu` says which; its output goes to a file in the folder of the run. */
	start(program, programArgs, { cpu, ...options } = {}) {
		const [command, args] = cpu === undefined ? [program, programArgs] : ['taskset', ['-c', cpu, program, ...programArgs]];
		const log = path.join(this.folder, `${++this.logs}.log`);
		const fd = openSync(log, 'a');
		const child = spawn(command, args, { cwd: this.folder, ...options,
			stdio: [options.stdin ?? 'ignore', options.stdout ?? fd, fd], env: { ...process.env, ...options.env } });
		closeSync(fd);
		const ended = new Promise((resolve) => child.once('close', resolve));
		const process_ = { pid: child.pid, child, ended, log, signal: options.ending ?? 'SIGTERM' };
		child.once('error', (e) => say(`${command}: ${e.message}`));
		this.running.push(process_);
		return process_;
	}

	async stop(p) {
		this.running = this.running.filter((other) => other !== p);
		if (p.child.exitCode !== null || p.child.signalCode !== null)
			return;
		p.child.kill(p.signal);
		const mercy = setTimeout(() => p.child.kill('SIGKILL'), END_MS);
		await p.ended;
		clearTimeout(mercy);
	}

	async end(failed) {
		for (const p of [...this.running].reverse()) {
			if (failed)
				say(`--- end of ${p.child.spawnfile}\n${readFileSync(p.log, 'utf8').split('\n').slice(-8).join('\n')}`);
			await this.stop(p);
		}
		rmSync(this.folder, { recursive: true, force: true });
	}

	async untilAnswers(url, p) {
		const until = Date.now() + READY_MS;
		for (;;) {
			if (await fetch(url).then((r) => r.ok, () => false))
				return;
			if (p.child.exitCode !== null || Date.now() > until)
				throw new Error(`${url} does not answer: ${readFileSync(p.log, 'utf8').slice(-2000)}`);
			await sleep(50);
		}
	}

	/* Starts a program that answers on `port` of loopback; gives its process, with its address as `base`. */
	async server(command, args, port, options) {
		const p = this.start(command, args, options);
		p.base = `http://127.0.0.1:${port}`;
		await this.untilAnswers(`${p.base}/`, p);
		return p;
	}

	/* `schakel serve` with one child, as its peers have one process; its log goes to a file. */
	async serve(env = {}, options = {}) {
		const port = await freePort();
		const p = this.start(path.join(bin, 'schakel'), ['serve'],
			{ ...options, env: { SCHAKEL_LISTEN: `127.0.0.1:${port}`, SCHAKEL_PROCESSES: '1', SCHAKEL_KEY_FILE: KEY_FILE, SCHAKEL_SECOND_FACTOR: 'optional', SCHAKEL_ACCOUNT_REQUESTS: '60000000', SCHAKEL_ADDRESS_REQUESTS: '60000000', ...env } });
		p.base = `http://127.0.0.1:${port}`;
		await this.untilAnswers(`${p.base}/healthz`, p);
		return p;
	}

	/*
	 * A PostgreSQL of our own on a unix socket, waiting for its disk as in production. The server refuses
	 * to be root, who runs it as the user postgres. Gives { pid, uri, host, psql(sql), programs }.
	 */
	async postgres() {
		const programs = readdirSync('/usr/lib/postgresql').sort((x, y) => Number(x) - Number(y))
			.map((version) => `/usr/lib/postgresql/${version}/bin`).at(-1);
		const as = process.getuid() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups'] : ['env'];
		const data = path.join(this.folder, 'postgres');
		await this.run(as[0], [...as.slice(1), `${programs}/initdb`, '-D', data, '-U', 'postgres', '-A', 'trust',
			'-E', 'UTF8', '--locale=C.UTF-8']);
		const settings = { listen_addresses: '', unix_socket_directories: this.folder, max_connections: 200,
			shared_buffers: '256MB', max_wal_size: '4GB', autovacuum: 'off', timezone: 'UTC' };
		const p = this.start(as[0], [...as.slice(1), `${programs}/postgres`, '-D', data,
			...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])], { ending: 'SIGINT' });
		const psql = (sql, { user = 'postgres', database = 'schakel', variables = {} } = {}) => execFileSync(`${programs}/psql`,
			['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-h', this.folder, '-U', user, '-d', database,
				...Object.entries(variables).flatMap(([key, value]) => ['-v', `${key}=${value}`])],
			{ input: sql, encoding: 'utf8', maxBuffer: 1 << 26 }).trim();
		for (const until = Date.now() + READY_MS; ; await sleep(100)) {
			try {
				execFileSync(`${programs}/pg_isready`, ['-q', '-h', this.folder, '-U', 'postgres', '-d', 'postgres']);
				break;
			} catch (e) {
				if (p.child.exitCode !== null || Date.now() > until)
					throw e;
			}
		}
		psql('create role schakel login; create role schakel_dienst; grant schakel_dienst to schakel', { database: 'postgres' });
		psql('create database schakel owner schakel', { database: 'postgres' });
		return { pid: p.pid, host: this.folder, uri: `postgresql:///schakel?host=${this.folder}&user=schakel`, psql, programs };
	}

	/*
	 * The service with its demo, more rows of seed.sql (changed by another file when `then` names it), and a
	 * member of staff who signed in. Gives { db, p, token, account, accounts }; these are of demo.json.
	 */
	async service(rows, { env = {}, then } = {}) {
		const db = await this.postgres();
		const settings = { SCHAKEL_DATABASE: db.uri, SCHAKEL_KEY_FILE: KEY_FILE, ...env };
		const program = path.join(bin, 'schakel');
		const file = path.join(this.folder, 'demo.json');
		await this.run(program, ['migrate'], { env: settings });
		await this.run(program, ['demo', 'load', '--base-url', 'http://127.0.0.1', '--out', file], { env: settings });
		for (const name of ['seed.sql', then].filter(Boolean))
			db.psql(readFileSync(path.join(here, name), 'utf8'), { variables: rows });
		await this.run(program, ['migrate'], { env: settings }); /* seals what those rows have */
		const { accounts } = JSON.parse(readFileSync(file, 'utf8'));
		const account = accounts.find((a) => a.rol === 'medewerker');
		const p = await this.serve(settings);
		return { db, p, account, accounts, token: await signIn(p.base, account) };
	}

	/*
	 * pgbench over the socket with prepared statements and, like the service, plans that are made once;
	 * `scripts` are texts; what they use must be among `variables`, or named as made by themselves.
	 * Gives what wrk() gives.
	 */
	async pgbench(db, clients, scripts, variables = {}, made = []) {
		for (const [, name] of scripts.join('\n').matchAll(/(?<!:):([a-z_]\w*)/g))
			if (!(name in variables) && !made.includes(name))
				throw new Error(`pgbench has no value for :${name}`);
		const files = scripts.flatMap((text, i) => {
			const file = path.join(this.folder, `pgbench-${i}.sql`);
			writeFileSync(file, text);
			return ['-f', file];
		});
		const log = path.join(this.folder, 'latency');
		const text = await this.run(`${db.programs}/pgbench`, ['-n', '-M', 'prepared', '-j', '1', '-c', clients, '-T', this.seconds,
			'-h', db.host, '-U', 'schakel', '-l', `--log-prefix=${log}`, '--sampling-rate=0.1', ...files,
			...Object.entries(variables).flatMap(([key, value]) => ['-D', `${key}=${value}`]), 'schakel'],
			{ env: { PGOPTIONS: '-c plan_cache_mode=force_generic_plan -c jit=off' } });
		const number = (pattern) => Number(pattern.exec(text)?.[1]);
		if (!(number(/tps = ([\d.]+)/) > 0) || number(/number of failed transactions: (\d+)/) > 0)
			throw new Error(text);
		const times = readdirSync(this.folder).filter((name) => name.startsWith('latency.')).flatMap((name) => {
			const lines = readFileSync(path.join(this.folder, name), 'utf8').trim().split('\n');
			rmSync(path.join(this.folder, name));
			return lines.map((line) => Number(line.split(' ')[2]));
		}).sort((x, y) => x - y);
		return { requests: number(/transactions actually processed: (\d+)/), rps: number(/tps = ([\d.]+)/),
			p50: times[Math.floor(times.length * 0.5)], p99: times[Math.floor(times.length * 0.99)] };
	}

	/* Runs a command to its end; gives what it printed. */
	async run(command, args, options = {}) {
		const p = this.start(command, args, { ...options, stdout: 'pipe' });
		let text = '';
		p.child.stdout.setEncoding('utf8').on('data', (part) => { text += part; });
		const code = await p.ended;
		this.running = this.running.filter((other) => other !== p);
		if (code !== 0)
			throw new Error(`${path.basename(command)} ended with ${code}: ${readFileSync(p.log, 'utf8').slice(-2000)}`);
		return text;
	}

	/* wrk with one thread against `url`, on `this.wrkCpu` if that is set; `mode` and what follows go to wrk.lua. */
	async wrk(url, connections, mode = 'plain', ...args) {
		const text = await this.run('wrk', ['-t1', `-c${connections}`, `-d${this.seconds}s`, '-s', path.join(here, 'wrk.lua'),
			url, '--', mode, ...args], { cpu: this.wrkCpu });
		const r = JSON.parse(text.trim().split('\n').at(-1));
		if (r.bad > 0 || r.requests === 0)
			throw new Error(`${url}: ${r.bad} of ${r.requests} answers were not as they should be`);
		return { requests: r.requests, seconds: r.us / 1e6, rps: r.requests / (r.us / 1e6), p50: r.p50, p99: r.p99 };
	}

	/*
	 * Measures the sides in turns, each round beginning with the next one. Each is { name, pid, run(), before() }:
	 * run puts on the load and gives { requests, rps, p50, p99 }; pid is the server whose processor time counts;
	 * before (if any) prepares. `db` is the PostgreSQL behind them, if any. Gives by name the rounds of each
	 * figure: rps, p50, p99, cpu, dbCpu (us for each request).
	 */
	async compare(sides, db) {
		const keys = ['rps', 'p50', 'p99', 'cpu', 'dbCpu'];
		this.seconds = WARM_UP_SECONDS;
		for (const side of sides) {
			await side.before?.();
			await side.run();
		}
		this.seconds = SECONDS;
		const seen = Object.fromEntries(sides.map(({ name }) => [name, Object.fromEntries(keys.map((key) => [key, []]))]));
		for (let round = 0; round < ROUNDS; round++)
			for (let i = 0; i < sides.length; i++) {
				const side = sides[(round + i) % sides.length];
				await side.before?.();
				const used = () => [side.pid ? cpuUs(side.pid) : 0, db ? cpuUs(db.pid) : 0];
				const before = used();
				const r = await side.run();
				[r.cpu, r.dbCpu] = used().map((us, k) => (us - before[k]) / r.requests);
				for (const key of keys)
					seen[side.name][key].push(r[key]);
				say(`    ${side.name.padEnd(12)} ${r.rps.toFixed(0).padStart(7)}/s  p50 ${r.p50.toFixed(0).padStart(6)}  p99 ${
					r.p99.toFixed(0).padStart(6)} us  CPU each: server ${r.cpu.toFixed(2)}, postgres ${r.dbCpu.toFixed(2)} us`);
			}
		return seen;
	}
}

/* One nginx worker that gives `body` for everything. */
export function startNginx(b, port, body, options) {
	const file = path.join(b.folder, 'nginx.conf');
	writeFileSync(file, readFileSync(path.join(here, 'peers/nginx.conf'), 'utf8')
		.replaceAll('@PORT@', port).replaceAll('@BODY@', body));
	return b.server(which('nginx'), ['-p', `${b.folder}/`, '-c', file], port, options);
}

/* A token for an account of the demo. */
export async function signIn(base, { email, wachtwoord }) {
	const r = await fetch(`${base}/v1/sessies`, { method: 'POST', headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email, wachtwoord }) });
	if (r.status !== 201)
		throw new Error(`signing in: ${r.status} ${await r.text()}`);
	return (await r.json()).token;
}

/* The statement of lib/store/sql as pgbench wants it; the parameters keep their names. */
export function statement(name, { nulls = [], end = ';' } = {}) {
	let text = readFileSync(path.join(root, 'lib/store/sql', `${name}.sql`), 'utf8').replace(/^--.*\n/gm, '').trim();
	/* pgbench has no variable that is null. */
	for (const parameter of nulls)
		text = text.replaceAll(`:${parameter}::`, 'null::');
	return text + end;
}

/* Runs one benchmark and takes down whatever it started, also when it fails or is interrupted. */
export async function bench(name, body) {
	const b = new Bench(name);
	let failed = false;
	const stop = async (signal) => {
		await b.end(false);
		process.exit(signal === 'SIGINT' ? 130 : 143);
	};
	process.once('SIGINT', stop).once('SIGTERM', stop);
	try {
		await body(b);
	} catch (e) {
		failed = true;
		say(`${name}: ${e.stack ?? e}`);
		process.exitCode = 1;
	}
	await b.end(failed);
}
