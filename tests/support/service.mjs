/*
 * A service of its own for one test program: database, migrations, demo, `schakel serve`.
 *
 *   const service = await startService();   { base, accounts, account(rol), letters(), databaseUri, stop() }
 *
 * Settings, from the environment (ctest sets them):
 *   SCHAKEL_BINARY      the program
 *   TEST_POSTGRES_DIR   the server that tests/support/postgres.sh started; without it one is
 *                       started for this program alone and removed again
 * stop() ends by process id and throws when the program did not end well: a report of a sanitizer
 * or a leak fails the test. After a failure the database stays, named test_*.
 */
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, copyFileSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEY_FILE } from './keys.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const postgres = path.join(here, 'postgres.sh');
const READY_MS = 30000;
const END_MS = 20000;
let count = 0;

function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

/* A database with the schema of this program, and how to get rid of it. */
function makeDatabase(binary, env, folder) {
	const own = !process.env.TEST_POSTGRES_DIR;
	const dir = own ? path.join(folder, 'postgres') : process.env.TEST_POSTGRES_DIR;
	const name = `test_${process.pid}_${++count}_service`;
	if (own)
		execFileSync(postgres, ['start', dir], { stdio: ['ignore', 'ignore', 'inherit'] });
	const uri = execFileSync(postgres, ['clone', dir, name], { encoding: 'utf8' }).trim();
	/* The template of ctest is migrated already; then this does nothing. */
	execFileSync(binary, ['migrate'], { env: { ...env, SCHAKEL_DATABASE: uri }, stdio: ['ignore', 'ignore', 'inherit'] });
	const remove = () => execFileSync(postgres, own ? ['stop', dir] : ['drop', dir, name], { stdio: ['ignore', 'ignore', 'inherit'] });
	const drop = () => execFileSync(postgres, ['drop', dir, name], { stdio: ['ignore', 'ignore', 'inherit'] });
	return { uri, remove: own ? () => { drop(); remove(); } : remove, keep: own ? remove : () => {} };
}

async function waitUntilReady(base, child) {
	const until = Date.now() + READY_MS;
	for (;;) {
		if (child.exitCode !== null)
			throw new Error(`serve ended with ${child.exitCode} before it was ready`);
		const ready = await fetch(`${base}/readyz`).then((r) => r.status === 200, () => false);
		if (ready)
			return;
		if (Date.now() > until)
			throw new Error('serve was not ready in time');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

function ended(child) {
	return new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null)
			resolve();
		else
			child.once('exit', resolve);
	});
}

/* Which operations were seen in the audit with somebody whose data they gave. */
function noteAudited(uri, file) {
	const sql = `select distinct handeling from audit where tabel = 'verzoek' and betreft is not null`;
	for (const operation of execFileSync('psql', ['-XqAt', uri, '-c', sql], { encoding: 'utf8' }).split('\n').filter(Boolean))
		appendFileSync(file, JSON.stringify({ operation, audited: true }) + '\n');
}

export async function startService({ demo = true, env: extra = {} } = {}) {
	const binary = process.env.SCHAKEL_BINARY;
	if (!binary)
		throw new Error('SCHAKEL_BINARY must name the program');
	const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-service-'));
	const port = await freePort();
	const base = `http://127.0.0.1:${port}`;
	/* Tests ask more than people do. */
	const env = { ...process.env, SCHAKEL_PROCESSES: '1', SCHAKEL_SECOND_FACTOR: 'optional', SCHAKEL_ACCOUNT_REQUESTS: '1000000', SCHAKEL_ADDRESS_REQUESTS: '1000000', ...extra };
	const database = makeDatabase(binary, env, folder);
	Object.assign(env, { SCHAKEL_DATABASE: database.uri, SCHAKEL_LISTEN: `127.0.0.1:${port}` });
	const mail = path.join(folder, 'mail');
	mkdirSync(mail);
	Object.assign(env, { SCHAKEL_KEY_FILE: path.join(folder, 'key'), SCHAKEL_MAIL_DIR: mail, SCHAKEL_PUBLIC_URL: base });
	const run = (...args) => execFileSync(binary, args, { env, encoding: 'utf8' });
	/* The same for a command that reads standard input, such as a password. */
	const tell = (input, ...args) => execFileSync(binary, args, { env, input, encoding: 'utf8' });
	const file = path.join(folder, 'demo.json');
	copyFileSync(KEY_FILE, env.SCHAKEL_KEY_FILE);
	if (demo)
		run('demo', 'load', '--base-url', base, '--out', file);
	const accounts = demo ? JSON.parse(readFileSync(file, 'utf8')).accounts : [];
	const log = path.join(folder, 'serve.log');
	const child = spawn(binary, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	const stream = createWriteStream(log);
	child.stdout.pipe(stream, { end: false });
	child.stderr.pipe(stream, { end: false });
	const ask = (sql) => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', database.uri, '-c', sql], { encoding: 'utf8' }).trim();
	const service = {
		base, accounts, run, tell, env, mail, databaseUri: database.uri, pid: child.pid, log,
		account: (rol, nth = 0) => accounts.filter((a) => a.rol === rol)[nth],
		/* Staff and administrators may read reports from now on, which else an administrator says of another. */
		trust() {
			ask(`update lid set vertrouwenspersoon = true, versie = versie + 1 where rol in ('medewerker', 'beheerder')`);
		},
		/* Rounds of `work` until it has seen all that there is now in one of its places in the outbox: a transaction of whoever
		 * else uses the server holds events back until it is over. */
		settle(plaats) {
			const last = ask("select concat_ws(', ', transactie, id) from gebeurtenis order by transactie desc, id desc limit 1");
			do
				run('work', '--once');
			while (ask(`select (transactie, volgnummer) < (${last}) from volgplaats where naam = '${plaats}'`) === 't');
		},
		/* What `work` delivers now, newest first. */
		letters() {
			run('work', '--once');
			return readdirSync(mail).sort().reverse().map((name) => readFileSync(path.join(mail, name), 'utf8'));
		},
		tail: () => readFileSync(log, 'utf8').split('\n').slice(-40).join('\n'),
		/* `failed`: the test did not pass, so what it left is kept for looking. */
		async stop({ failed = false } = {}) {
			child.kill('SIGTERM');
			const mercy = setTimeout(() => child.kill('SIGKILL'), END_MS);
			await ended(child);
			clearTimeout(mercy);
			const text = readFileSync(log, 'utf8');
			const report = /ERROR: (Address|Leak)Sanitizer[\s\S]{0,3000}|runtime error:.*/.exec(text);
			const well = child.exitCode === 0 && !report;
			if (env.SCHAKEL_COVERAGE)
				noteAudited(database.uri, env.SCHAKEL_COVERAGE);
			if (failed || !well)
				database.keep();
			else
				database.remove();
			if (well && !failed)
				rmSync(folder, { recursive: true });
			if (!well)
				throw new Error(`serve ended with ${child.exitCode ?? child.signalCode}\n${report?.[0] ?? service.tail()}`);
		},
	};
	try {
		await waitUntilReady(base, child);
	} catch (e) {
		const text = service.tail();
		await service.stop({ failed: true }).catch(() => {});
		throw new Error(`${e.message}\n${text}`);
	}
	return service;
}
