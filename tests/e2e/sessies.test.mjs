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
