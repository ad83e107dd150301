/*
 * A PostgreSQL of this run alone, made to be ill-treated: its postmaster is our own child, so that
 * it can be killed, is reaped, and starts again on the same files and the same socket.
 *
 * fsync is off: what is killed here are processes, and what they wrote is with the kernel by then.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';

const START_MS = 60000;
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/* Waits until `holds` gives something true, and gives that. */
export async function until(what, ms, holds) {
	for (const end = performance.now() + ms; ; await sleep(20)) {
		const value = await holds();
		if (value)
			return value;
		if (performance.now() > end)
			throw new Error(`${what}: not within ${ms} ms`);
	}
}

/* State and parent of every living process; those that only wait to be reaped are left out. */
export function processes() {
	const list = [];
	for (const name of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
		let stat;
		try {
			stat = readFileSync(`/proc/${name}/stat`, 'utf8');
		} catch {
			continue; /* it ended while we looked */
		}
		const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (state !== 'Z' && state !== 'X')
			list.push({ pid: Number(name), parent: Number(parent) });
	}
	return list;
}

export const childrenOf = (pid) => processes().filter((p) => p.parent === pid).map((p) => p.pid);
export const lives = (pid) => processes().some((p) => p.pid === pid);

function findBin() {
	const root = '/usr/lib/postgresql';
	const version = readdirSync(root).sort((a, b) => b - a)[0];
	return path.join(root, version, 'bin');
}

/* The server refuses to be root. */
function serverUser() {
	if (process.getuid() !== 0)
		return {};
	const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

export class Cluster {
	#bin = findBin();
	#user = serverUser();

	constructor(port = 5432) {
		this.port = String(port);
		this.folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-fault-'));
		this.data = path.join(this.folder, 'data');
		mkdirSync(this.data, { mode: 0o700 });
		if (this.#user.uid !== undefined)
			for (const folder of [this.folder, this.data])
				chownSync(folder, this.#user.uid, this.#user.gid);
		execFileSync(path.join(this.#bin, 'initdb'), ['-D', this.data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
			{ ...this.#user, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
	}

	/* A file that the server may read and nobody else. */
	give(name, text) {
		const file = path.join(this.folder, name);
		writeFileSync(file, text, { mode: 0o600 });
		if (this.#user.uid !== undefined)
			chownSync(file, this.#user.uid, this.#user.gid);
		return file;
	}

	get socket() {
		return path.join(this.folder, `.s.PGSQL.${this.port}`);
	}

	get uri() {
		return `postgresql:///schakel?host=${this.folder}&port=${this.port}&user=schakel`;
	}

	#psql(user, database, sql) {
		return [path.join(this.#bin, 'psql'), ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', this.folder, '-p', this.port, '-U', user, '-d', database, '-c', sql]];
	}

	/* As the server's superuser, while the load goes on. */
	sql(text, database = 'schakel') {
		return new Promise((resolve, reject) => execFile(...this.#psql('postgres', database, text), { encoding: 'utf8' },
			(error, out, err) => (error ? reject(new Error(err || error.message)) : resolve(out.trim()))));
	}

	/* The rows of a query; only while nothing else runs here. */
	rows(query) {
		const sql = `select coalesce(json_agg(t), '[]') from (${query}) t`;
		return JSON.parse(execFileSync(...this.#psql('postgres', 'schakel', sql), { encoding: 'utf8', maxBuffer: 1 << 28 }));
	}

	/* `more`: settings beside ours. */
	async start(more = {}) {
		const log = openSync(path.join(this.folder, 'log'), 'a');
		const settings = { listen_addresses: '', unix_socket_directories: this.folder, port: this.port, fsync: 'off', full_page_writes: 'off',
			max_connections: '100', timezone: 'Pacific/Chatham', log_line_prefix: '%m [%p] ', ...more };
		this.server = spawn(path.join(this.#bin, 'postgres'), ['-D', this.data, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
			{ ...this.#user, cwd: '/', stdio: ['ignore', log, log] });
		this.ended = once(this.server, 'exit');
		await until('PostgreSQL starts', START_MS, () => {
			if (this.server.exitCode !== null)
				throw new Error(`PostgreSQL ended: ${this.tail()}`);
			return this.sql('select 1', 'postgres').catch(() => false);
		});
		return performance.now();
	}

	async create(more) {
		await this.start(more);
		await this.sql('create role schakel login', 'postgres');
		await this.sql('create role schakel_dienst', 'postgres');
		await this.sql('grant schakel_dienst to schakel', 'postgres');
		await this.sql('create database schakel owner schakel', 'postgres');
	}

	/* 'SIGINT' is PostgreSQL's fast shutdown, 'SIGQUIT' its immediate one. */
	async stop(signal = 'SIGINT') {
		this.server.kill(signal);
		await this.ended;
	}

	/* The postmaster first or last: both happen. */
	async crash(postmasterFirst) {
		const children = childrenOf(this.server.pid);
		const kill = (pid) => {
			try {
				process.kill(pid, 'SIGKILL');
			} catch (e) {
				if (e.code !== 'ESRCH')
					throw e;
			}
		};
		for (const pid of postmasterFirst ? [this.server.pid, ...children] : [...children, this.server.pid])
			kill(pid);
		await this.ended;
		await until('the processes of PostgreSQL end', 5000, () => !children.some(lives));
	}

	tail() {
		return readFileSync(path.join(this.folder, 'log'), 'utf8').split('\n').slice(-20).join('\n');
	}

	async remove({ keep = false } = {}) {
		if (this.server?.exitCode === null && this.server.signalCode === null)
			await this.stop('SIGQUIT');
		if (!keep)
			rmSync(this.folder, { recursive: true });
	}
}
