/*
 * How often one may call: one limit over all processes, headers that say what is left, and no way around it by
 * a forged address.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const ACCOUNT = 40, ADDRESS = 60;

async function withService(env, body) {
	let failed = true;
	const service = await startService({ env: { SCHAKEL_PROCESSES: '2', SCHAKEL_ACCOUNT_REQUESTS: String(ACCOUNT), SCHAKEL_ADDRESS_REQUESTS: String(ADDRESS), ...env } });
	try {
		await body(service, new Client({ base: service.base, contract }));
		failed = false;
	} finally {
		await service.stop({ failed });
	}
}

/* Calls one after another, each on a connection of its own so that both processes get some. */
async function many(client, count, path, headers = {}) {
	const answers = [];
	for (let i = 0; i < count; i++)
		answers.push(await client.request('GET', path, { headers: { Connection: 'close', ...headers } }));
	return answers;
}

const passed = (answers) => answers.filter((a) => a.status === 200).length;

test('an account has one limit over all processes, and another account its own', () => withService({}, async (service, anonymous) => {
	const one = await anonymous.login(service.account('school'));
	const other = await anonymous.login(service.account('school', 1));
	const answers = await many(one, ACCOUNT + 12, '/ik');
	/* What a minute gives comes back bit by bit: one in 1.5 s. */
	assert.ok(passed(answers) >= ACCOUNT && passed(answers) < ACCOUNT + 10, String(passed(answers)));
	const [first, last] = [answers[0], answers.findLast((a) => a.status === 429)];
	assert.equal(first.headers.get('ratelimit-policy'), `"account";q=${ACCOUNT};w=60`);
	assert.equal(first.headers.get('ratelimit'), `"account";r=${ACCOUNT - 1};t=60`);
	assert.equal(last.body.code, 'te_veel.verzoeken');
	assert.match(last.headers.get('ratelimit'), /^"account";r=0;t=[12]$/);
	assert.match(last.headers.get('retry-after'), /^[12]$/);
	assert.equal((await other.get('/ik')).status, 200);
}));

test('guesses at the same moment are no more than one after another', () => withService({}, async (service, anonymous) => {
	const { email } = service.account('school');
	const guess = () => anonymous.request('POST', '/sessies', { json: { email, wachtwoord: 'dit is het zeker niet' } });
	const statuses = (await Promise.all(Array.from({ length: 30 }, guess))).map((a) => a.status);
	assert.deepEqual(statuses.sort(), [...Array(10).fill(401), ...Array(20).fill(429)]);
}));

test('tokens that are not valid count for the address they come from, whatever it says of itself', () => withService({}, async (service, anonymous) => {
	const guess = (i) => ({ Authorization: `Bearer ${'A'.repeat(42)}${'ABCDEFGHIJ'[i % 10]}`, 'X-Forwarded-For': `198.51.100.${i}` });
	const statuses = [];
	for (let i = 0; i < ADDRESS + 12; i++)
		statuses.push((await anonymous.request('GET', '/ik', { headers: guess(i) })).status);
	assert.ok(statuses.slice(0, ADDRESS - 5).every((s) => s === 401));
	assert.ok(statuses.slice(ADDRESS).includes(429));
}));

test('behind a proxy that is ours each client has its own limit', () => withService({ SCHAKEL_PROXIES: '127.0.0.1' }, async (service, anonymous) => {
	const from = (address) => many(anonymous, ADDRESS + 5, '/themas', { 'X-Forwarded-For': `203.0.113.9, ${address}` });
	assert.ok((await from('198.51.100.1')).some((a) => a.status === 429));
	assert.equal((await anonymous.request('GET', '/themas', { headers: { 'X-Forwarded-For': '198.51.100.2' } })).status, 200);
}));
