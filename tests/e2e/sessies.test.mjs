/* Sessions on a service of two processes: what ends one ends it everywhere, at once. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const CALLS = 40;
let service, anonymous, failed = false;

before(async () => {
	failed = true;
	service = await startService({ env: { SCHAKEL_PROCESSES: '2' } });
	anonymous = new Client({ base: service.base, contract });
	failed = false;
});
after(() => service.stop({ failed }));

const check = (name, body) => test(name, async () => {
	failed = true;
	await body();
	failed = false;
});

/* Over a connection of its own, which the kernel gives to either process. */
function fresh(token) {
	return new Promise((resolve, reject) => {
		http.get(`${service.base}/v1/ik`, { agent: false, headers: { authorization: `Bearer ${token}` } },
			(res) => res.resume().on('end', () => resolve(res.statusCode))).on('error', reject);
	});
}

const statuses = async (token) => new Set(await Promise.all(Array.from({ length: CALLS }, () => fresh(token))));

async function signIn(rol) {
	const { email, wachtwoord } = service.account(rol);
	const { body } = await anonymous.post('/sessies', { email, wachtwoord }, { expect: 201 });
	return body;
}

check('both processes serve', () => {
	const [pid] = [service.pid];
	assert.equal(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').length, 2);
});

check('ASVS 7.4.1: who signed out is out on every process, at once', async () => {
	const { id, token } = await signIn('school');
	assert.deepEqual(await statuses(token), new Set([200]));
	await anonymous.as(token).request('DELETE', `/sessies?id=${id}`, { expect: 200 });
	assert.deepEqual(await statuses(token), new Set([401]));
});

check('ASVS 7.4.5: what an administrator ends has ended on every process, at once', async () => {
	const theirs = await signIn('school');
	const admin = await signIn('beheerder');
	assert.deepEqual(await statuses(theirs.token), new Set([200]));
	await anonymous.as(admin.token).request('DELETE', `/accounts/${theirs.account.id}/sessies`, { expect: 200 });
	assert.deepEqual(await statuses(theirs.token), new Set([401]));
});

check('ASVS 7.4.3: another password ends all other sessions on every process, at once', async () => {
	const { wachtwoord } = service.account('bedrijf');
	const [mine, other] = [await signIn('bedrijf'), await signIn('bedrijf')];
	await anonymous.as(mine.token).post('/ik/wachtwoord', { wachtwoord, nieuwWachtwoord: 'negen natte fietsen' }, { expect: 200 });
	assert.deepEqual(await statuses(other.token), new Set([401]));
	assert.deepEqual(await statuses(mine.token), new Set([200]));
});

check('ASVS 6.3.2: a fresh service has no account', async () => {
	const empty = await startService({ demo: false });
	try {
		const client = new Client({ base: empty.base, contract });
		for (const email of ['admin@schakel.example', 'beheerder@demo.example', 'root@localhost.example'])
			await client.post('/sessies', { email, wachtwoord: 'admin' }, { expect: 401 });
	} finally {
		await empty.stop();
	}
});

/* As a browser sends it: { status, headers, body }. */
function browse(method, path, headers = {}, json = undefined) {
	return new Promise((resolve, reject) => {
		const request = http.request(`${service.base}/v1${path}`, { method, agent: false,
			headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers } }, (res) => {
			let text = '';
			res.setEncoding('utf8').on('data', (d) => { text += d; }).on('end', () =>
				resolve({ status: res.statusCode, headers: res.headers, body: text === '' ? null : JSON.parse(text) }));
		});
		request.on('error', reject).end(json === undefined ? undefined : JSON.stringify(json));
	});
}

const OWN = { 'sec-fetch-site': 'same-origin' };

async function browserSession(rol) {
	const { email, wachtwoord } = service.account(rol);
	const answer = await browse('POST', '/sessies', OWN, { email, wachtwoord, cookie: true });
	assert.equal(answer.status, 201);
	return { ...answer, cookie: answer.headers['set-cookie'][0].split(';')[0] };
}

check('ASVS 3.3.1-4: the cookie is for this host, for TLS, for no script, for no other site', async () => {
	const { headers, body, cookie } = await browserSession('school');
	assert.equal(headers['set-cookie'].length, 1);
	assert.match(headers['set-cookie'][0], /^__Host-schakel=[\w-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/);
	assert.deepEqual([body.token, body.soort], [null, 'Cookie']);
	const ik = await browse('GET', '/ik', { cookie: `andere=1; ${cookie}` });
	assert.equal(ik.status, 200);
	assert.equal(ik.headers['set-cookie'], undefined);
	assert.equal(ik.headers['cache-control'], 'no-store');
	for (const twice of [`${cookie}; ${cookie}`, `${cookie}; __Host-schakel=x`])
		assert.equal((await browse('GET', '/ik', { cookie: twice })).status, 401);
});

check('ASVS 3.5.1: a write with the cookie comes from a page of ours, or is refused', async () => {
	const { cookie } = await browserSession('school');
	const write = (headers) => browse('POST', '/ik/bevestigingen', { cookie, ...headers }, { wachtwoord: service.account('school').wachtwoord });
	const foreign = [{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' },
		{ origin: 'https://kwaad.example' }, { origin: 'null' }, { ...OWN, origin: 'https://kwaad.example' }, { origin: `${service.base}.kwaad.example` }];
	for (const headers of foreign) {
		const answer = await write(headers);
		assert.deepEqual([answer.status, answer.body.code], [403, 'herkomst.vreemd'], JSON.stringify(headers));
		assert.equal(answer.headers['access-control-allow-origin'], undefined);
		assert.equal((await browse('DELETE', '/sessies', { cookie, ...headers })).status, 403);
	}
	for (const headers of [OWN, { origin: service.base }, { ...OWN, origin: service.base }])
		assert.equal((await write(headers)).status, 201, JSON.stringify(headers));
	/* Reading is for whoever has it; a token in Authorization is no cookie, and goes before one. */
	assert.equal((await browse('GET', '/ik', { cookie, 'sec-fetch-site': 'cross-site' })).status, 200);
	const { token } = await signIn('docent');
	const answer = await browse('POST', '/ik/bevestigingen', { cookie, authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' }, { wachtwoord: 'niet dit' });
	assert.equal(answer.status, 400);
});

check('ASVS 3.5.1: nobody is signed in from a page of somebody else', async () => {
	const { email, wachtwoord } = service.account('vrijwilliger');
	const answer = await browse('POST', '/sessies', { origin: 'https://kwaad.example' }, { email, wachtwoord, cookie: true });
	assert.equal(answer.status, 403);
	assert.equal(answer.headers['set-cookie'], undefined);
});

check('ASVS 7.4.1: signing out takes the cookie back, and it works no more on any process', async () => {
	const { cookie, body } = await browserSession('vrijwilliger');
	const out = await browse('DELETE', `/sessies?id=${body.id}`, { cookie, ...OWN });
	assert.equal(out.status, 200);
	assert.match(out.headers['set-cookie'][0], /^__Host-schakel=; Path=\/; Max-Age=0; Secure; HttpOnly; SameSite=Strict$/);
	const seen = await Promise.all(Array.from({ length: CALLS }, () => browse('GET', '/ik', { cookie })));
	assert.ok(seen.every((a) => a.status === 401));
});

check('ASVS 3.4.1-6: every answer, errors too, says how a browser has to treat it', async () => {
	const { cookie } = await browserSession('vrijwilliger');
	for (const answer of [await browse('GET', '/ik', { cookie }), await browse('GET', '/ik'), await browse('GET', '/nergens'),
		await browse('POST', '/ik/bevestigingen', { cookie }, {}), await browse('POST', '/sessies', {}, {}), await browse('PUT', '/ik')]) {
		const { headers } = answer;
		assert.match(headers['strict-transport-security'], /max-age=31536000/);
		assert.equal(headers['x-content-type-options'], 'nosniff');
		assert.equal(headers['referrer-policy'], 'no-referrer');
		assert.match(headers['content-security-policy'], /default-src 'none'; frame-ancestors 'none'/);
		assert.equal(headers['access-control-allow-origin'], undefined);
	}
});
