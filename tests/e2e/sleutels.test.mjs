/* Keys of partner systems on a service of two processes: quotas, what was used, and an end that holds everywhere. */
import assert from 'node:assert/strict';
import http from 'node:http';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const SOON_MS = 20000;
let service, owner, failed = false;

before(async () => {
	failed = true;
	service = await startService({ env: { SCHAKEL_PROCESSES: '2' } });
	owner = await new Client({ base: service.base, contract }).login(service.account('school'));
	failed = false;
});
after(() => service.stop({ failed }));

const check = (name, body) => test(name, async () => {
	failed = true;
	await body();
	failed = false;
});

const make = async (more) => (await owner.post('/sleutels', { naam: 'Rooster', rechten: ['kringen-lezen', 'scholen-lezen'], ...more }, { expect: 201 })).body;

/* Over a connection of its own, which the kernel gives to either process: { status, headers }. */
function call({ geheim }, path = '/kringen', headers = {}) {
	return new Promise((resolve, reject) => {
		http.get(`${service.base}/v1${path}`, { agent: false, headers: { authorization: `Bearer ${geheim}`, ...headers } },
			(res) => res.resume().on('end', () => resolve({ status: res.statusCode, headers: res.headers }))).on('error', reject);
	});
}

const many = async (key, count) => (await Promise.all(Array.from({ length: count }, () => call(key)))).map((a) => a.status);
const used = async (key) => (await owner.get(`/sleutels/${key.sleutel.id}/_gebruik`, { expect: 200 })).body;

/* What both processes counted is written within seconds. */
async function until(key, reached) {
	const end = Date.now() + SOON_MS;
	for (;;) {
		const seen = await used(key);
		if (reached(seen))
			return seen;
		assert.ok(Date.now() < end, JSON.stringify(seen));
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

const total = (seen, name) => seen.dagen.reduce((n, d) => n + d[name], 0);

check('of many keys that are made at the same moment an account gets twenty', async () => {
	const other = await new Client({ base: service.base, contract }).login(service.account('bedrijf'));
	const answers = await Promise.all(Array.from({ length: 40 }, () => other.post('/sleutels', { naam: 'Rooster', rechten: ['kringen-lezen'] })));
	assert.equal(answers.filter((a) => a.status === 201).length, 20);
	assert.equal(answers.filter((a) => a.body.code === 'sleutel.te_veel').length, 20);
});

check('a quota a minute is one of both processes, and the answer says what is left of both quotas', async () => {
	const key = await make({ perMinuut: 30, perDag: 500 });
	const first = await call(key);
	assert.equal(first.headers['ratelimit-policy'], '"sleutel";q=30;w=60, "dag";q=500;w=86400');
	assert.match(first.headers.ratelimit, /^"sleutel";r=29;t=60, "dag";r=499;t=\d+$/);
	const statuses = await many(key, 60);
	const taken = statuses.filter((s) => s === 200).length;
	assert.ok(taken >= 29 && taken <= 34, `${taken} in a minute that lasts a little`);
	assert.ok(statuses.every((s) => s === 200 || s === 429));
	const over = await call(key);
	assert.equal(over.status, 429);
	assert.ok(Number(over.headers['retry-after']) >= 1);
});

check('a quota a day holds over both processes, within what they write in seconds', async () => {
	const key = await make({ perMinuut: 6000, perDag: 20 });
	assert.deepEqual(new Set(await many(key, 10)), new Set([200]));
	await until(key, (seen) => total(seen, 'aantal') === 10);
	const taken = (await many(key, 40)).filter((s) => s === 200).length;
	assert.ok(taken >= 10 && taken <= 20, `${taken} after ten of twenty`);
	await until(key, (seen) => total(seen, 'aantal') === 10 + taken && total(seen, 'geweigerd') === 40 - taken);
	const over = await call(key);
	assert.equal(over.status, 429);
	assert.match(over.headers.ratelimit, /"dag";r=0;t=\d+/);
	assert.ok(Number(over.headers['retry-after']) > 60 || new Date().getHours() === 23);
});

check('what a key was used for is told per operation, and it can ask for that itself', async () => {
	const key = await make({});
	await Promise.all([...Array.from({ length: 8 }, () => call(key)), ...Array.from({ length: 4 }, () => call(key, '/scholen')), call(key, '/leden')]);
	const seen = await until(key, (s) => total(s, 'aantal') === 12 && total(s, 'geweigerd') === 1);
	assert.deepEqual(Object.fromEntries(seen.operaties.map((o) => [o.operatie, [o.aantal, o.geweigerd]])),
		{ kringList: [8, 0], schoolList: [4, 0], lidList: [0, 1] });
	assert.equal((await call(key, `/sleutels/${key.sleutel.id}/_gebruik`)).status, 200);
});

check('a key works as its own member and as no other', async () => {
	const key = await make({});
	assert.equal((await call(key, '/kringen', { 'schakel-lid': key.sleutel.lidId })).status, 200);
	assert.equal((await call(key, '/kringen', { 'schakel-lid': key.sleutel.id })).status, 403);
});

check('a key that was ended has ended on both processes, at once, and leaves nothing that cannot be written', async () => {
	const key = await make({});
	assert.deepEqual(new Set(await many(key, 20)), new Set([200]));
	await owner.request('DELETE', `/sleutels?id=${key.sleutel.id}`, { expect: 200 });
	assert.deepEqual(new Set(await many(key, 20)), new Set([401]));
	const other = await make({});
	await many(other, 3);
	await until(other, (seen) => total(seen, 'aantal') === 3);
});
