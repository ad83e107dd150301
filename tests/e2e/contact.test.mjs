/*
 * How to reach people, looked at from outside: a dump of the database alone says nothing of it; what stood open before is sealed by
 * `schakel migrate`, also when that is killed on its way; and who has no keys, or other ones, hears so.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';
import { Serve, freePort, until } from './service_hulp.mjs';

const postgres = fileURLToPath(new URL('../support/postgres.sh', import.meta.url));
const dump = (service) => execFileSync(postgres, ['dump', process.env.TEST_POSTGRES_DIR, new URL(service.databaseUri).pathname.slice(1)],
	{ encoding: 'utf8', maxBuffer: 1 << 30 });
const sql = (service, text) => execFileSync('psql', [service.databaseUri, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8' }).trim();
const run = (service, args, env = {}) => spawnSync(process.env.SCHAKEL_BINARY, args, { env: { ...service.env, ...env }, encoding: 'utf8' });

/* As it stands, and as bytes in a dump: hexadecimal, whatever stands before it. */
const stands = (text, token) => text.includes(token) || text.includes(Buffer.from(token).toString('hex'));

const story = (name, fn, options) => test(name, async () => {
	const service = await startService(options);
	let failed = true;
	try {
		await fn(service, new Client({ base: service.base, contract: readContract(), coverage: undefined }));
		failed = false;
	} finally {
		await service.stop({ failed });
	}
});

story('a dump alone shows none of the ways to reach people that were planted in every field', async (service, anonymous) => {
	const staff = await anonymous.login(service.account('medewerker'));
	const tokens = ['zqxaccount', 'zqxvrij', 'zqxandere', 'zqxgenodigd', 'zqxnieuw', '612345671', '612345672', '612345673'];
	service.tell('zeven groene fietsen\n', 'account', 'add', '--email', 'zqxaccount@voorbeeld.example', '--naam', 'Iemand', '--rol', 'medewerker');
	const key = (headers) => ({ headers: { 'Idempotency-Key': `sleutel-${Math.random()}`, ...headers } });
	const { body: made } = await staff.post('/vrijwilligers', { naam: 'Iemand', email: 'zqxvrij@voorbeeld.example', telefoon: '06 12345671' },
		{ ...key(), expect: 201 });
	await staff.patch(`/vrijwilligers/${made.id}`, { email: 'zqxandere@voorbeeld.example', telefoon: '06 12345672' }, { expect: 200 });
	await staff.post('/bedrijven', { naam: 'Eenmans', telefoon: '06 12345673' }, { ...key(), expect: 201 });
	const invited = (await staff.post('/vrijwilligers', { naam: 'Iemand', email: 'zqxgenodigd@voorbeeld.example' }, { ...key(), expect: 201 })).body;
	await staff.post('/uitnodigingen', { naam: 'Iemand', email: 'zqxgenodigd@voorbeeld.example', rol: 'vrijwilliger', vrijwilligerId: invited.id },
		{ ...key(), expect: 201 });
	await anonymous.post('/aanmeldingen', { naam: 'Iemand', email: 'zqxnieuw@voorbeeld.example' }, { expect: 202 });
	const check = (when) => {
		const text = dump(service);
		assert.ok(text.includes('CREATE TABLE public.account ('));
		assert.deepEqual(tokens.filter((token) => stands(text, token)), [], when);
	};
	check('before a letter left');
	assert.ok(service.letters().some((letter) => letter.includes('zqxgenodigd')));
	check('after that');
	assert.equal((await staff.get(`/vrijwilligers/${made.id}`)).body.telefoon, '+31612345672');
	const seen = sql(service, 'select count(*) from account a where not exists (select from account_vinder v where v.account_id = a.id)');
	assert.equal(seen, '0');
});

const OPEN = 3000;
const openOnes = (service) => Number(sql(service, `select (select count(*) from account where email_open is not null)
	+ (select count(email_open) + count(telefoon_open) from vrijwilliger) + (select count(*) from bedrijf where telefoon_open is not null)`));

/* Keeps the last volunteer until the end of it: what works through all of them does not get past. */
function hold(service) {
	const child = spawn('psql', [service.databaseUri, '-XqAt', '-v', 'ON_ERROR_STOP=1'], { stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.write("begin; select 'held' from vrijwilliger order by id desc limit 1 for update;\n");
	return new Promise((resolve) => child.stdout.once('data', () => resolve(() => new Promise((ended) => child.once('exit', ended).stdin.end()))));
}

/* As they stood before this was sealed. So long that its bytes are found in those of what is sealed by no chance. */
const STOOD = 'zqxstondopen';
function standOpen(service) {
	sql(service, `insert into vrijwilliger (id, naam, email_open, telefoon_open, ambassadeur, versie, gemaakt_op, gewijzigd_op)
		select gen_random_uuid(), 'V', '${STOOD}' || n || '@voorbeeld.example', '+3161234' || to_char(n, 'FM0000'), false, 1, now(), now()
		from generate_series(1, ${OPEN}) n;
		update account a set email = null, email_vinders = '{}', email_open = '${STOOD}.' || a.id || '@Voorbeeld.example'`);
}

story('what stood open is sealed by migrate, which may be killed on its way, and everybody is found as before', async (service, anonymous) => {
	const account = service.account('medewerker');
	const id = sql(service, `select id from account where naam = '${account.naam}'`);
	standOpen(service);
	const before = openOnes(service);
	assert.ok(before > OPEN);
	const without = run(service, ['migrate'], { SCHAKEL_KEY_FILE: '' });
	assert.equal(without.status, 1);
	assert.match(without.stderr, /SCHAKEL_KEY_FILE/);
	assert.equal(openOnes(service), before);
	const release = await hold(service);
	const child = spawn(process.env.SCHAKEL_BINARY, ['migrate'], { env: service.env, stdio: 'ignore' });
	const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal)));
	await until('a part is sealed', () => openOnes(service) < before - 300);
	child.kill('SIGKILL');
	assert.equal(await ended, 'SIGKILL');
	await release();
	const left = openOnes(service);
	assert.ok(left > 0 && left < before, `${left} of ${before}`);
	assert.equal(run(service, ['migrate']).status, 0);
	assert.equal(openOnes(service), 0);
	assert.equal(run(service, ['migrate']).stdout.split('\n').length, 2, 'then there is nothing to do');
	assert.equal(stands(dump(service), STOOD), false);
	await anonymous.login({ email: `${STOOD}.${id}@voorbeeld.example`, wachtwoord: account.wachtwoord });
	assert.equal(sql(service, 'select count(*) from vrijwilliger_vinder'), sql(service, 'select count(*) from vrijwilliger where gewist_op is null'));
});

story('who has no keys does not start, and who has other keys is not ready and hears why', async (service) => {
	const port = await freePort();
	const other = path.join(path.dirname(service.mail), 'andere');
	writeFileSync(other, `1 ${'B'.repeat(42)}A\n`, { mode: 0o600 });
	for (const [keys, says] of [['', /^SCHAKEL_KEY_FILE ontbreekt/], ['/nergens/key', /het bestand is er niet/], [service.log, /geen bestand van/]])
		for (const part of ['serve', 'work']) {
			const { status, stderr } = run(service, [part], { SCHAKEL_KEY_FILE: keys, SCHAKEL_LISTEN: `127.0.0.1:${port}` });
			assert.equal(status, 1, part);
			assert.match(stderr, says, part);
		}
	const doctor = run(service, ['doctor'], { SCHAKEL_KEY_FILE: other });
	assert.equal(doctor.status, 1);
	assert.match(doctor.stdout, /^fout .*van een andere dienst/m);
	assert.match(run(service, ['doctor']).stdout, /^goed {3}sleutels: 1, nummer 1 verzegelt/m);
	const serve = await Serve.start({ SCHAKEL_DATABASE: service.databaseUri, SCHAKEL_KEY_FILE: other, SCHAKEL_PROCESSES: '1' });
	await until('it says why', () => serve.text.includes('"sleutels.passen_niet"') || serve.status('/readyz').then(() => false));
	assert.deepEqual(await (await fetch(`${serve.base}/readyz`)).json(), { status: 'sleutels' });
	/* The right ones, and it is ready without a new start. */
	copyFileSync(service.env.SCHAKEL_KEY_FILE, other);
	serve.child.kill('SIGHUP');
	await serve.ready();
	assert.equal(await serve.stop(), 0);
});
