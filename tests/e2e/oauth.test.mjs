/* Apps (OAuth 2.1) on a service of two processes: many who ask at once, answers that get lost, tokens that come again. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const BACK = 'nl.schakel.app:/terug';
const AT_ONCE = 20;
let service, anonymous, clientId, failed = false;

before(async () => {
	failed = true;
	service = await startService({ env: { SCHAKEL_PROCESSES: '2' } });
	anonymous = new Client({ base: service.base, contract });
	clientId = service.run('app', 'add', '--naam', 'Onderweg', '--adres', BACK).trim();
	failed = false;
});
after(() => service.stop({ failed }));

const check = (name, body) => test(name, async () => {
	failed = true;
	await body();
	failed = false;
});

/* Over a connection of its own, which the kernel gives to either process: { status, body }. */
function ask(method, path, { headers = {}, form } = {}) {
	return new Promise((resolve, reject) => {
		const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
		const request = http.request(`${service.base}${path}`, { method, agent: false, headers: { ...type, ...headers } }, (res) => {
			let text = '';
			res.setEncoding('utf8').on('data', (d) => { text += d; }).on('end', () =>
				resolve({ status: res.statusCode, headers: res.headers, body: text === '' ? null : JSON.parse(text) }));
		});
		request.on('error', reject).end(form ? new URLSearchParams(form).toString() : undefined);
	});
}

const token = (form) => ask('POST', '/oauth/token', { form: { client_id: clientId, ...form } });
const renew = (refresh) => token({ grant_type: 'refresh_token', refresh_token: refresh });
const ik = (access) => ask('GET', '/v1/ik', { headers: { authorization: `Bearer ${access}` } });
const atOnce = (what) => Promise.all(Array.from({ length: AT_ONCE }, what));

/* The way of an app, from its question to its first tokens. */
async function install(rol) {
	const person = await anonymous.login(service.account(rol));
	const verifier = randomBytes(32).toString('base64url'), state = randomBytes(8).toString('hex');
	const { body: { redirectUri } } = await person.post('/toestemmingen', { responseType: 'code', clientId, redirectUri: BACK, state,
		codeChallenge: createHash('sha256').update(verifier).digest('base64url'), codeChallengeMethod: 'S256', toegestaan: true }, { expect: 201 });
	const answer = new URL(redirectUri).searchParams;
	assert.deepEqual([answer.get('state'), answer.get('iss')], [state, service.base]);
	const exchange = () => token({ grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: BACK, code_verifier: verifier });
	return { person, exchange };
}

const sql = (text) => execFileSync('psql', [service.databaseUri, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8' }).trim();

check('the metadata says where everything is, to everybody', async () => {
	const { status, headers, body } = await ask('GET', '/.well-known/oauth-authorization-server');
	assert.equal(status, 200);
	assert.equal(headers['access-control-allow-origin'], '*');
	assert.deepEqual([body.issuer, body.token_endpoint, body.code_challenge_methods_supported], [service.base, `${service.base}/oauth/token`, ['S256']]);
});

check('an app works as who allowed it, and no answer with a token is kept anywhere', async () => {
	const { person, exchange } = await install('school');
	const { status, headers, body } = await exchange();
	assert.equal(status, 200);
	assert.equal(headers['cache-control'], 'no-store');
	assert.equal(headers['access-control-allow-origin'], undefined);
	assert.equal((await ik(body.access_token)).body.id, person.ik.id);
});

check('twenty refreshes at once of one token get the same successor, and so do those who never got the answer', async () => {
	const { exchange } = await install('school');
	let { body: held } = await exchange();
	for (let round = 0; round < 3; round++) {
		const answers = await atOnce(() => renew(held.refresh_token));
		assert.deepEqual([...new Set(answers.map((a) => a.status))], [200]);
		assert.equal(new Set(answers.map((a) => `${a.body.access_token} ${a.body.refresh_token}`)).size, 1);
		const [{ body: next }] = answers;
		assert.deepEqual((await renew(held.refresh_token)).body.refresh_token, next.refresh_token);
		assert.equal((await ik(next.access_token)).status, 200);
		assert.equal((await ik(held.access_token)).status, 401);
		held = next;
	}
	assert.equal(sql(`select count(*) from verversing v join sessie s on s.id = v.sessie_id
		where s.account_id = '${(await ik(held.access_token)).body.id}' and v.gebruikt_op is not null`), '3');
});

check('of twenty who come with one code at once none stays in: whoever has it beside the app is out', async () => {
	const { exchange } = await install('bedrijf');
	const answers = await atOnce(exchange);
	const given = answers.filter((a) => a.status === 200);
	assert.equal(given.length, 1);
	assert.equal((await ik(given[0].body.access_token)).status, 401);
});

check('a refresh token that comes after the minute ends the session on every process, at once', async () => {
	const { exchange } = await install('bedrijf');
	const { body: first } = await exchange();
	const { body: second } = await renew(first.refresh_token);
	assert.deepEqual(new Set((await atOnce(() => ik(second.access_token))).map((a) => a.status)), new Set([200]));
	sql("update verversing set gebruikt_op = gebruikt_op - interval '61 seconds' where gebruikt_op is not null");
	assert.equal((await renew(first.refresh_token)).body.error, 'invalid_grant');
	assert.deepEqual(new Set((await atOnce(() => ik(second.access_token))).map((a) => a.status)), new Set([401]));
	assert.equal((await renew(second.refresh_token)).status, 400);
});

check('its owner ends an app while it refreshes, and it stays ended', async () => {
	const { person, exchange } = await install('docent');
	const { body: held } = await exchange();
	const { body: { items } } = await person.get('/sessies', { expect: 200 });
	const [app] = items.filter((s) => s.app === 'Onderweg');
	const [ended, ...answers] = await Promise.all([person.request('DELETE', `/sessies?id=${app.id}`),
		...Array.from({ length: AT_ONCE }, () => renew(held.refresh_token))]);
	assert.equal(ended.status, 200);
	assert.ok(answers.every((a) => a.status === 200 || a.status === 400));
	for (const { body } of answers.filter((a) => a.status === 200))
		assert.deepEqual([(await ik(body.access_token)).status, (await renew(body.refresh_token)).status], [401, 400]);
});

check('an app that is taken away is out everywhere', async () => {
	const id = service.run('app', 'add', '--naam', 'Weg', '--adres', 'https://app.example/terug').trim();
	assert.match(service.run('app', 'list'), new RegExp(`${id}  Weg\n  https://app\\.example/terug`));
	const { exchange } = await install('vrijwilliger');
	const { body: held } = await exchange();
	service.run('app', 'remove', clientId);
	assert.equal((await ik(held.access_token)).status, 401);
	assert.equal((await renew(held.refresh_token)).body.error, 'invalid_client');
	assert.throws(() => service.run('app', 'remove', clientId));
	assert.throws(() => service.run('app', 'add', '--naam', 'Kwaad', '--adres', 'javascript:alert(1)'));
});
