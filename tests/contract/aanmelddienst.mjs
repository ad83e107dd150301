/*
 * Signing in at a service elsewhere (OpenID Connect; ASVS 5.0, 10.5): who comes back honestly is in, and a service, a
 * browser or somebody in between that lies gets nobody in.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startProvider } from '../support/provider.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-diensten-'));
let service, anonymous, provider, other, school, failed = false;

before(async () => {
	failed = true;
	[provider, other] = [await startProvider(), await startProvider()];
	const entry = (p, code, more) => ({ code, naam: `Dienst ${code}`, issuer: p.issuer, clientId: p.clientId, geheim: p.secret, scopes: 'openid email', ...more });
	const file = path.join(folder, 'diensten.json');
	writeFileSync(file, JSON.stringify({ diensten: [
		entry(provider, 'proef', { emailBetrouwbaar: true, brinClaim: 'brin', lid: 'actief' }),
		entry(other, 'ander', { brinClaim: 'brin' }),
		entry({ issuer: 'https://localhost:1', clientId: 'x', secret: 'y' }, 'binnen')] }));
	service = await startService({ env: { SCHAKEL_AANMELDDIENSTEN: file } });
	anonymous = new Client({ base: service.base, contract });
	const staff = await anonymous.login(service.account('medewerker'));
	school = (await staff.all('/scholen'))[0];
	failed = false;
});
after(async () => {
	await service.stop({ failed });
	await Promise.all([provider.stop(), other.stop()]);
	rmSync(folder, { recursive: true });
});

const check = (name, body) => test(name, async () => {
	failed = true;
	await body();
	provider.honest();
	failed = false;
});

const OWN = () => ({ Origin: service.base });

/* The way there, as the page of the portal goes it: where the browser is sent, and its cookie. */
async function begin(dienst = 'proef', expect = 201) {
	const answer = await anonymous.post('/aanmeldverzoeken', { dienst }, { headers: OWN(), expect });
	return { url: answer.body.url, cookie: answer.headers.getSetCookie()[0]?.split(';')[0], answer };
}

const person = (more) => ({ sub: randomUUID(), email: `${randomUUID()}@voorbeeld.example`, email_verified: true, name: 'Noor de Wit', ...more });

/* The way back. */
const finish = (way, antwoord, expect, more = {}) =>
	anonymous.post('/sessies', { antwoord, ...more }, { headers: { ...OWN(), ...(way.cookie ? { Cookie: way.cookie } : {}) }, expect });

async function come(claims, expect = 201, dienst = 'proef') {
	const way = await begin(dienst);
	return finish(way, (dienst === 'proef' ? provider : other).allow(way.url, claims), expect);
}

check('the services are told, and the way to one is by code, PKCE, a nonce, and a cookie of this browser', async () => {
	assert.deepEqual((await anonymous.get('/aanmelddiensten', { expect: 200 })).body.items.map((d) => d.code), ['proef', 'ander', 'binnen']);
	const { url, answer } = await begin();
	const q = new URL(url).searchParams;
	assert.ok(url.startsWith(`${provider.issuer}/authorize?`));
	assert.deepEqual([q.get('response_type'), q.get('client_id'), q.get('scope'), q.get('redirect_uri'), q.get('code_challenge_method')],
		['code', 'schakel', 'openid email', `${service.base}/aanmelden/terug`, 'S256']);
	for (const name of ['state', 'nonce', 'code_challenge'])
		assert.match(q.get(name), /^[\w-]{43}$/);
	const [cookie] = answer.headers.getSetCookie();
	assert.match(cookie, /^__Host-schakel-aanmelden=[\w-]+; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Strict$/);
	assert.ok(!cookie.includes(q.get('state')) && !cookie.includes(q.get('nonce')));
	await anonymous.post('/aanmeldverzoeken', { dienst: 'geen' }, { headers: OWN(), expect: 400 });
	await anonymous.post('/aanmeldverzoeken', { dienst: 'proef' }, { headers: { Origin: 'https://kwaad.example' }, expect: 403 });
});

check('who comes back is in, is known the next time by its subject, and a teacher is a member of its school', async () => {
	const me = person({ brin: school.vestigingscode.toLowerCase() });
	const first = await come(me);
	assert.deepEqual([first.body.account.email, first.body.account.naam, first.body.account.rol], [me.email, 'Noor de Wit', 'docent']);
	const client = anonymous.as(first.body.token);
	assert.equal((await client.get('/ik', { expect: 200 })).body.schoolId, school.id);
	assert.equal((await client.get('/sessies', { expect: 200 })).body.items[0].wijze, 'dienst');
	const again = await come({ ...me, email: 'een-ander@voorbeeld.example' });
	assert.equal(again.body.account.id, first.body.account.id);
	assert.equal(again.body.account.leden.length, 1);
	const unknown = await come(person({ brin: '99ZZ' }));
	assert.deepEqual(unknown.body.account.leden, []);
});

check('an account of before is the same one, and keeps its second factor and its memberships', async () => {
	const { email } = service.account('bedrijf');
	const { body } = await come(person({ email: email.toUpperCase() }));
	assert.deepEqual([body.account.email, body.account.rol], [email, 'bedrijf']);
});

check('an address is believed of a service that answers for it alone, and not when it says itself that it did not look', async () => {
	assert.equal((await come(person({ email: service.account('medewerker').email }), 403, 'ander')).body.code, 'aanmelddienst.geen_adres');
	await come(person({ email_verified: false }), 403);
	await come(person({ email: 'geen adres' }), 403);
	await come(person({ email: undefined }), 403);
});

check('ES256 is taken too', async () => {
	Object.assign(provider.lies, { alg: 'ES256', kid: 'ec-1' });
	await come(person());
});

const now = () => Math.floor(Date.now() / 1000);
const tokens = {
	'no signature': { alg: 'none' },
	'a signature by the public key as a secret': { alg: 'HS256' },
	'a key that is not known': { kid: 'rsa-2' },
	'a key of another kind': { kid: 'ec-1' },
	'a key of somebody else': { key: generateKeyPairSync('rsa', { modulusLength: 2048 }) },
	'another issuer': { claims: { iss: 'https://kwaad.example' } },
	'another audience': { claims: { aud: 'iemand' } },
	'an audience beside us': { claims: { aud: ['schakel', 'iemand'] } },
	'another party': { claims: { azp: 'iemand' } },
	'another nonce': { claims: { nonce: 'x' } },
	'no nonce': { claims: { nonce: undefined } },
	'a time that is over': { claims: { exp: now() - 100 } },
	'no end': { claims: { exp: undefined } },
	'a token of before': { claims: { iat: now() - 3600 } },
	'a token of tomorrow': { claims: { iat: now() + 3600 } },
	'no subject': { claims: { sub: undefined } },
	'a claim twice': { payload: (nonce) => `{"iss":"${provider.issuer}","aud":"schakel","nonce":"${nonce}","iat":${now()},"exp":${now() + 300},"sub":"een","sub":"twee","email":"a@b.nl"}` },
};
for (const [what, lie] of Object.entries(tokens)) {
	check(`a token with ${what} lets nobody in`, async () => {
		Object.assign(provider.lies, lie);
		assert.equal((await come(person(), 401)).body.code, 'aanmelddienst.mislukt');
	});
}

check('an answer belongs to the browser that began, to its state, and is used once', async () => {
	const [mine, theirs] = [await begin(), await begin()];
	const answer = provider.allow(mine.url, person());
	for (const [way, antwoord] of [[{}, answer], [theirs, answer], [mine, { ...answer, state: new URL(theirs.url).searchParams.get('state') }],
		[mine, { ...answer, state: 'x' }], [{ cookie: `${mine.cookie}x` }, answer], [{ cookie: `${mine.cookie}; ${mine.cookie}` }, answer],
		[mine, { ...answer, code: 'x' }]])
		assert.equal((await finish(way, antwoord, 401)).body.code, 'aanmelddienst.mislukt');
	await finish(mine, answer, 201);
	await finish(mine, answer, 401);
	await anonymous.post('/sessies', { antwoord: answer }, { headers: { Cookie: mine.cookie, Origin: 'https://kwaad.example' }, expect: 403 });
	await finish(mine, answer, 400, { link: 'x' });
	await finish(mine, answer, 400, { email: 'a@b.nl', wachtwoord: 'x' });
});

check('RFC 9207: an answer of one service is not taken for that of another', async () => {
	const way = await begin('proef');
	const answer = provider.allow(way.url, person());
	for (const iss of [other.issuer, undefined, `${provider.issuer}/`])
		await finish(way, { ...answer, iss }, 401);
	await finish(way, answer, 201);
});

check('keys that were changed are asked for, and not more than once a minute', async () => {
	const count = () => provider.asked.filter((url) => url === '/jwks').length;
	const before = count();
	provider.lies.kid = 'rsa-2';
	for (let i = 0; i < 3; i++)
		await come(person(), 401);
	assert.ok(count() - before <= 1);
});

const answers = { 'is too big': 'huge', 'is slow': 'slow', 'leads elsewhere': 'redirect', 'is no JSON': '{', 'is a list': '[]' };
for (const [what, lie] of Object.entries(answers)) {
	check(`a token answer that ${what} lets nobody in, and keeps nobody else waiting`, async () => {
		provider.lies.answers = { '/token': lie };
		const began = Date.now();
		const coming = come(person(), [401, 503]);
		const quick = await Promise.all(Array.from({ length: 10 }, () => anonymous.get('/themas', { expect: 200 })));
		assert.ok(quick.length === 10 && Date.now() - began < 2400);
		await coming;
	});
}

/* Of a service that this process does not know yet: what it says of itself has to hold. */
async function stranger(lie, expect) {
	Object.assign(other.lies, lie);
	const fresh = await startService({ demo: false, env: { SCHAKEL_AANMELDDIENSTEN: path.join(folder, 'diensten.json') } });
	try {
		const client = new Client({ base: fresh.base, contract });
		return await client.post('/aanmeldverzoeken', { dienst: 'ander' }, { headers: { Origin: fresh.base }, expect });
	} finally {
		other.honest();
		await fresh.stop();
	}
}

check('a document of another issuer, or with an endpoint elsewhere, is not taken', async () => {
	for (const document of [{ issuer: 'https://kwaad.example' }, { issuer: `${other.issuer}/` }, { token_endpoint: 'http://127.0.0.1:1/token' },
		{ token_endpoint: 'http://169.254.169.254/' }, { jwks_uri: `${other.issuer}@kwaad.example/` }, { authorization_endpoint: 'javascript:alert(1)' }])
		assert.equal((await stranger({ document }, 503)).body.code, 'aanmelddienst.antwoordt_niet');
	for (const lie of ['huge', 'redirect', '{"issuer":"x","issuer":"y"}'])
		await stranger({ answers: { '/.well-known/openid-configuration': lie } }, 503);
	await stranger({}, 201);
});

check('a service on an address inside is not asked', async () => {
	const { answer } = await begin('binnen', 503);
	assert.equal(answer.body.code, 'aanmelddienst.antwoordt_niet');
	/* The log is written behind the answer. */
	for (const end = Date.now() + 5000; !service.tail().includes('an address inside');) {
		assert.ok(Date.now() < end, 'the log does not say why');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	await begin('binnen', 503);
});
