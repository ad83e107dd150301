/* A trial of weights whose worker dies or freezes in the middle: another does all of it, and only its outcome counts. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { test } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { KEY_FILE } from '../support/keys.mjs';
import { startService } from '../support/service.mjs';
import { sleep } from './service_hulp.mjs';

const REQUESTS = 1000, PATIENCE_MS = 100000, LOOK_MS = 50;
const SOORT = 'gastles';

/* A trial takes longer than what a service is asked for otherwise. */
async function until(what, ask) {
	const end = Date.now() + PATIENCE_MS;
	for (;;) {
		const value = await ask();
		if (value)
			return value;
		assert.ok(Date.now() < end, `waited in vain: ${what}`);
		await sleep(LOOK_MS);
	}
}

/* `schakel work`, with its log. */
class Worker {
	constructor(uri) {
		this.text = '';
		this.child = spawn(process.env.SCHAKEL_BINARY, ['work'], { env: { ...process.env, SCHAKEL_KEY_FILE: KEY_FILE, SCHAKEL_DATABASE: uri }, stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of [this.child.stdout, this.child.stderr])
			stream.setEncoding('utf8').on('data', (d) => { this.text += d; });
		this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(code ?? signal)));
	}

	async end(signal = 'SIGTERM') {
		this.child.kill(signal);
		return this.ended;
	}
}

class Story {
	static async start() {
		const story = new Story();
		story.service = await startService();
		story.staff = await new Client({ base: story.service.base, contract: readContract() }).login(story.service.account('medewerker'));
		return story;
	}

	/* So many times one request that is open already that a worker is at them for a while. */
	fill() {
		this.sql(`update school set max_open_aanvragen = 10000;
			insert into aanvraag
			select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).*
			from aanvraag a cross join generate_series(1, ${REQUESTS})
			where a.id = (select id from aanvraag where soort = '${SOORT}' and status = 'open' order by id limit 1)`);
	}

	sql(text) {
		return execFileSync('psql', [this.service.databaseUri, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8' }).trim();
	}

	async ask() {
		const made = await this.staff.post('/gewichten', { soort: SOORT, gewichten: [{ factor: 'thema', gewicht: 1000 }] }, { expect: 201 });
		const trial = await this.staff.post(`/gewichten/${made.body.id}/proeven`, { tegen: 2 }, { expect: 202 });
		return trial.headers.get('location');
	}

	async get(location) {
		return (await this.staff.get(location, { expect: 200 })).body;
	}

	/* The worker is somewhere in the middle of it. */
	async halfWay(location) {
		const p = await until('the worker is at it', async () => {
			const now = await this.get(location);
			return now.gedaan > 0 && now;
		});
		assert.equal(p.status, 'bezig');
		assert.ok(p.gedaan < p.aanvragen, `${p.gedaan} of ${p.aanvragen}`);
	}

	/* As if the last that was heard of its worker were long ago. */
	forget() {
		this.sql("update proef set gezien_op = gezien_op - interval '1 hour' where status = 'bezig'");
	}

	async outcome(location) {
		return (await until('it is done', async () => {
			const now = await this.get(location);
			return now.status !== 'bezig' && now;
		})).uitkomst;
	}

	attempts() {
		return this.sql('select poging from proef order by id desc limit 1');
	}
}

test('a trial of weights', { timeout: 280000 }, async (t) => {
	const story = await Story.start();
	const workers = [];
	let failed = true;
	const work = () => {
		workers.push(new Worker(story.service.databaseUri));
		return workers.at(-1);
	};
	t.after(async () => {
		for (const w of workers)
			await w.end('SIGKILL');
		await story.service.stop({ failed });
	});
	story.fill();
	let expected;
	await t.test('is done by a worker', async () => {
		const worker = work();
		expected = await story.outcome(await story.ask());
		assert.ok(expected.telling.aanvragen >= REQUESTS);
		assert.ok(expected.telling.aanvragen - expected.telling.zonderKandidaat >= REQUESTS);
		assert.notEqual(expected.telling.scoreDan, expected.telling.scoreNu);
		assert.equal(await worker.end(), 0);
	});
	await t.test('is done by another when its worker is killed in the middle', async () => {
		const location = await story.ask();
		const first = work();
		await story.halfWay(location);
		assert.equal(await first.end('SIGKILL'), 'SIGKILL');
		story.forget();
		const second = work();
		assert.deepEqual(await story.outcome(location), expected);
		assert.equal(story.attempts(), '2');
		assert.equal(await second.end(), 0);
	});
	await t.test('is not written by a worker that froze and lost it', async () => {
		const location = await story.ask();
		const frozen = work();
		await story.halfWay(location);
		frozen.child.kill('SIGSTOP');
		story.forget();
		const second = work();
		assert.deepEqual(await story.outcome(location), expected);
		const done = await story.get(location);
		frozen.child.kill('SIGCONT');
		assert.equal(await frozen.end(), 0);
		assert.deepEqual(await story.get(location), done);
		assert.equal(story.attempts(), '2');
		assert.equal(await second.end(), 0);
	});
	failed = false;
});
