/* What the kernel knows of a running service, and a row of its database that somebody else holds. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

const PATIENCE_MS = 20000;
const PAGE_BYTES = 4096, TICKS_PER_SECOND = 100;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/* Asks again until it is so; after a while that is a failure. */
export async function until(what, ask, patience = PATIENCE_MS) {
	const end = Date.now() + patience;
	for (;;) {
		const value = await ask();
		if (value)
			return value;
		if (Date.now() > end)
			throw new Error(`waited in vain: ${what}`);
		await sleep(20);
	}
}

export const children = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/* Open sockets of a process: the listener, those of the database and of clients. */
export function sockets(pid) {
	return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
		try {
			return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:');
		} catch {
			return false; /* closed meanwhile */
		}
	}).length;
}

export const rssBytes = (pid) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;

/* Processor time used so far. */
export function cpuSeconds(pid) {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function findPsql() {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root).sort((a, b) => b - a) : [];
	return versions.map((v) => path.join(root, v, 'bin/psql')).find(existsSync) ?? 'psql';
}

/* A session that runs what it is told and keeps what it took, until it is let go. */
export class Holder {
	static async hold(uri, statement) {
		const holder = new Holder();
		holder.child = spawn(findPsql(), [uri, '-XqAt', '-v', 'ON_ERROR_STOP=1'], { stdio: ['pipe', 'pipe', 'inherit'] });
		holder.text = '';
		holder.child.stdout.setEncoding('utf8').on('data', (d) => { holder.text += d; });
		holder.ended = new Promise((resolve) => holder.child.once('close', resolve));
		holder.child.stdin.write(`begin;\n${statement};\nselect 'held';\n`);
		await until('the lock', () => holder.text.includes('held'));
		return holder;
	}

	/* How many others wait for a lock. */
	async waiting() {
		const before = this.text.length;
		/* Within a transaction the first look would be kept. */
		this.child.stdin.write(`select pg_stat_clear_snapshot();\nselect 'waiting ' || count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database();\n`);
		await until('the count', () => /waiting \d+/.test(this.text.slice(before)));
		return Number(/waiting (\d+)/.exec(this.text.slice(before))[1]);
	}

	/* May be asked more than once. */
	async release() {
		if (!this.child.stdin.writableEnded)
			this.child.stdin.end('rollback;\n');
		await this.ended;
	}
}
