/*
 * A change of keys under load (ASVS 5.0, 11.1.1): two services that take up each step one after the other, and a worker that is
 * killed on its way, while people sign in, are made and are looked up. No call fails, no address is lost or taken twice, and
 * in the end the old key may go.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';
import { Serve, until } from './service_hulp.mjs';

const PEOPLE = 1500;
const contract = readContract();
const sql = (service, text) => execFileSync('psql', [service.databaseUri, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8' }).trim();
const gelezen = (text) => text.split('\n').filter((line) => line.includes('"sleutels.gelezen"')).length;

/* Each host has a copy of the file of its own, and gets the next one by itself. */
class Host {
	constructor(base, pid, file, log) {
		Object.assign(this, { base, pid, file, log });
	}

	async take(keys) {
		const before = gelezen(this.log());
		copyFileSync(keys, this.file);
		process.kill(this.pid, 'SIGHUP');
		/* The parent and its child. */
		await until('the keys are read', () => gelezen(this.log()) >= before + 2);
	}
}

/* What people do meanwhile, at both hosts in turn; every answer is the right one, or it throws. */
class Load {
	constructor(hosts, account) {
		this.clients = hosts.map(({ base }) => new Client({ base, contract, coverage: undefined }));
		this.account = account;
		this.made = new Map();
		this.calls = 0;
		this.stopping = false;
	}

	async #round(n) {
		const here = this.clients[n % 2], there = this.clients[(n + 1) % 2];
		/* Somebody signs in now and then, whose address is written otherwise. */
		if (n % 4 === 0 || !this.token)
			this.token = (await here.login({ ...this.account, email: n % 8 ? this.account.email : this.account.email.toUpperCase() })).token;
		const staff = here.as(this.token);
		const email = `belasting-${n}@voorbeeld.example`;
		/* Both at once: one of them makes it. */
		const answers = await Promise.all([staff, there.as(staff.token)].map((c) =>
			c.post('/vrijwilligers', { naam: `Belasting ${n}`, email, telefoon: '06 12345678' })));
		assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409], JSON.stringify(answers.map((a) => a.body)));
		const { id } = answers.find((a) => a.status === 201).body;
		const { body, etag } = await there.as(staff.token).get(`/vrijwilligers/${id}`, { expect: 200 });
		assert.deepEqual([body.email, body.telefoon], [email, '+31612345678']);
		await here.as(staff.token).request('PATCH', `/vrijwilligers/${id}`, { json: { telefoon: '06 87654321' }, headers: { 'If-Match': etag }, expect: 200 });
		this.made.set(id, email);
		/* One of before, by whatever key it has now. */
		const [old, its] = [...this.made][Math.floor(Math.random() * this.made.size)];
		assert.equal((await there.as(staff.token).get(`/vrijwilligers/${old}`, { expect: 200 })).body.email, its);
		this.calls += 5;
	}

	run() {
		let n = 0;
		const one = async () => {
			while (!this.stopping)
				await this.#round(n++);
		};
		this.ended = Promise.all([one(), one(), one()]);
		this.ended.catch(() => {}); /* told when it is waited for */
		return this;
	}

	async some() {
		const from = this.calls;
		await Promise.race([this.ended, until('calls', () => this.calls >= from + 30)]);
	}

	async end() {
		this.stopping = true;
		await this.ended;
	}
}

test('keys change under load at two services: no call fails, no address is lost, and the old key may go', async () => {
	const service = await startService();
	const folder = path.dirname(service.mail);
	const keys = service.env.SCHAKEL_KEY_FILE; /* where the steps are taken */
	const [one, two, three] = ['een', 'twee', 'drie'].map((name) => path.join(folder, `sleutels-${name}`));
	const key = (...args) => spawnSync(process.env.SCHAKEL_BINARY, ['key', ...args, keys], { env: service.env, encoding: 'utf8' });
	for (const file of [one, two, three])
		copyFileSync(keys, file);
	const serves = [];
	let failed = true;
	let worker;
	try {
		for (const file of [one, two])
			serves.push(await Serve.start({ SCHAKEL_DATABASE: service.databaseUri, SCHAKEL_PROCESSES: '1', SCHAKEL_KEY_FILE: file }));
		for (const s of serves)
			await s.ready();
		sql(service, `insert into vrijwilliger (id, naam, email_open, ambassadeur, versie, gemaakt_op, gewijzigd_op)
			select gen_random_uuid(), 'V', 'voor-' || n || '@voorbeeld.example', false, 1, now(), now() from generate_series(1, ${PEOPLE}) n`);
		service.run('migrate');
		const hosts = serves.map((s, i) => new Host(s.base, s.child.pid, [one, two][i], () => s.text));
		const load = new Load(hosts, service.account('medewerker')).run();
		const step = async (...args) => {
			const done = key(...args);
			assert.equal(done.status, 0, done.stderr);
			for (const host of hosts) {
				await host.take(keys);
				await load.some();
			}
		};
		const worked = (text) => spawn(process.env.SCHAKEL_BINARY, text, { env: { ...service.env, SCHAKEL_KEY_FILE: three }, stdio: 'ignore' });
		const left = () => Number(sql(service, `select count(*) from vrijwilliger where gewist_op is null and sleutel_van(email) = '00000001'`));
		await load.some();
		await step('add');
		assert.match(key('drop', '1').stderr, /nog nodig/);
		await step('use');
		copyFileSync(keys, three);
		worker = worked(['work']);
		await until('a part is sealed anew', () => left() < PEOPLE - 100);
		worker.kill('SIGKILL');
		await new Promise((resolve) => worker.once('exit', resolve));
		assert.ok(left() > 0, 'killed on its way');
		worker = worked(['work']);
		await until('all is sealed anew', () => left() === 0);
		await until('nothing is left of the old key', () => /^sleutel 1 opent alleen nog: 0 verzegeld$/m.test(key('list').stdout));
		await step('drop', '1');
		assert.equal(readFileSync(keys, 'utf8').split('\n').filter((line) => /^\d/.test(line)).length, 1);
		await load.end();
		assert.ok(load.made.size > 30, `only ${load.made.size} were made`);
		assert.equal(key('list').status, 0);
		const staff = await new Client({ base: hosts[0].base, contract, coverage: undefined }).login(service.account('medewerker'));
		for (const [id, email] of load.made)
			assert.equal((await staff.get(`/vrijwilligers/${id}`, { expect: 200 })).body.email, email);
		assert.equal(sql(service, `select count(*) from vrijwilliger where naam = 'V'`), String(PEOPLE));
		failed = false;
	} finally {
		worker?.kill('SIGKILL');
		for (const s of serves)
			await s.stop();
		await service.stop({ failed });
	}
});
