/*
 * Erasing a person, looked at from outside: what they planted in every field is in no dump of the database, no log, no letter
 * and no tombstone afterwards; and a backup of before, put back, is without them again after one round of the worker.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { dayFromNow } from '../support/scenario.mjs';
import { startService } from '../support/service.mjs';

/* Long enough that no seal, hash or link has it by chance: three letters stand in one dump of a few. */
const PLANT = /zqxjvk/i;
const postgres = fileURLToPath(new URL('../support/postgres.sh', import.meta.url));
const server = (input, ...args) => execFileSync(postgres, [args[0], process.env.TEST_POSTGRES_DIR, ...args.slice(1)],
	{ encoding: 'utf8', input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'inherit'] });
const nameOf = (uri) => new URL(uri).pathname.slice(1);
const PASSWORD = 'zeven groene fietsen';
const MAIL = 'zqxjvk@voorbeeld.example';

/* The lines in which something planted stands. */
const planted = (text) => text.split('\n').filter((line) => PLANT.test(line));

/* A teacher of a school where nobody else is, who is a volunteer as well. */
async function person(service, anonymous, staff) {
	const taken = new Set();
	for (const account of service.accounts)
		taken.add((await anonymous.login(account)).ik.schoolId);
	const school = (await staff.all('/scholen', { query: { soort: 'po' } })).find((s) => !taken.has(s.id) && s.niveaus.length > 0);
	const { body: vrijwilliger } = await staff.post('/vrijwilligers', { naam: 'Zqxjvk Vrijwilliger', email: MAIL, telefoon: '+31 6 12345678',
		postcode: '1315AB' }, { headers: { 'Idempotency-Key': 'van-de-medewerker' }, expect: 201 });
	const add = (...flags) => service.tell(`${PASSWORD}\n`, 'account', 'add', '--email', MAIL, '--naam', 'Zqxjvk Naam', ...flags);
	add('--rol', 'docent', '--school', school.id);
	add('--rol', 'vrijwilliger', '--vrijwilliger', vrijwilliger.id);
	const { body } = await anonymous.post('/sessies', { email: MAIL, wachtwoord: PASSWORD }, { headers: { 'User-Agent': 'zqxjvk-toestel' }, expect: 201 });
	return { client: anonymous.as(body.token), school, vrijwilliger, leden: body.account.leden };
}

const as = (leden, rol) => ({ 'Schakel-Lid': leden.find((l) => l.rol === rol).id });

/* Fills all that takes text. */
async function plant(service, anonymous, { client, school, vrijwilliger, leden }) {
	const docent = as(leden, 'docent');
	const self = as(leden, 'vrijwilliger');
	await client.post('/aanvragen', { klas: 'Groep 8', soort: 'gastles', onderwerp: 'Zqxjvk onderwerp', toelichting: 'Zqxjvk toelichting',
		niveau: school.niveaus[0], groepsgrootte: 20, vanDatum: dayFromNow(10), totDatum: dayFromNow(40),
		dagdelen: ['ma-ochtend', 'di-ochtend'] }, { headers: docent, expect: 201 });
	await client.post('/aanbod', { soort: 'gastles', titel: 'Zqxjvk titel', omschrijving: 'Zqxjvk omschrijving', niveaus: school.niveaus,
		dagdelen: ['ma-ochtend', 'di-ochtend'] }, { headers: self, expect: 201 });
	const own = `/vrijwilligers/${vrijwilliger.id}`;
	const { etag } = await client.get(own, { headers: self, expect: 200 });
	await client.request('PATCH', own, { json: { naam: 'Zqxjvk Vrijwilliger Anders' }, headers: { ...self, 'If-Match': etag }, expect: 200 });
	await anonymous.post('/aanmeldlinks', { email: MAIL }, { expect: 202 });
	assert.ok(service.letters().some((l) => PLANT.test(l)));
}

const letters = (service) => readdirSync(service.mail).map((name) => readFileSync(path.join(service.mail, name), 'utf8')).join('\n');

test('what was planted is nowhere once its owner is erased, and not after a backup is put back either', async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-wissen-'));
	const stones = path.join(folder, 'grafstenen');
	const service = await startService({ env: { SCHAKEL_TOMBSTONE_FILE: stones } });
	const name = nameOf(service.databaseUri);
	let failed = true;
	try {
		const anonymous = new Client({ base: service.base, contract: readContract(), coverage: undefined });
		const who = await person(service, anonymous, await anonymous.login(service.account('medewerker')));
		await plant(service, anonymous, who);
		const backup = server('', 'dump', name);
		assert.ok(planted(backup).length >= 5, `only ${planted(backup).length} lines have what was planted`);

		const { body } = await who.client.request('DELETE', '/ik', { expect: 200 });
		assert.match(body.gewistOp, /^20/);
		await who.client.get('/ik', { expect: 401 });
		service.run('work', '--once');
		assert.deepEqual(planted(server('', 'dump', name)), []);
		assert.deepEqual(planted(letters(service)), []);
		assert.deepEqual(planted(readFileSync(service.log, 'utf8')), []);
		assert.match(readFileSync(stones, 'utf8'), new RegExp(`^20\\S+Z [0-9a-f-]{36} ${who.vrijwilliger.id}\\n$`));

		const restored = `${name}_terug`;
		const env = { ...service.env, SCHAKEL_DATABASE: server(backup, 'restore', restored).trim() };
		const run = (...args) => execFileSync(process.env.SCHAKEL_BINARY, args, { env, encoding: 'utf8' });
		assert.ok(planted(server('', 'dump', restored)).length >= 5);
		run('work', '--once');
		assert.deepEqual(planted(server('', 'dump', restored)), []);
		assert.equal(run('opruimen', '--grafstenen', stones), '0 opnieuw gewist, 0 in het bestand erbij\n');
		server('', 'drop', restored);
		failed = false;
	} finally {
		await service.stop({ failed });
		rmSync(folder, { recursive: true });
	}
});

test('a line of tombstones that is none is said, and holds nothing else of the round up', async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-wissen-'));
	const stones = path.join(folder, 'grafstenen');
	const service = await startService({ env: { SCHAKEL_TOMBSTONE_FILE: stones } });
	let failed = true;
	try {
		writeFileSync(stones, 'dit is geen grafsteen\n');
		const { status, stdout, stderr } = spawnSync(process.env.SCHAKEL_BINARY, ['work', '--once'], { env: service.env, encoding: 'utf8' });
		assert.equal(status, 1, 'who runs one round hears of it');
		const said = (stdout + stderr).split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
		assert.ok(said.some((line) => line.gebeurtenis === 'ronde.mislukt' && line.deel === 'buiten'), JSON.stringify(said));
		assert.ok(said.some((line) => line.gebeurtenis === 'ronde'), 'expiring and delivering come all the same');
		failed = false;
	} finally {
		await service.stop({ failed });
		rmSync(folder, { recursive: true });
	}
});
