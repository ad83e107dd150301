/*
 * Signing in at a service elsewhere (OpenID Connect; ASVS 5.0, 10.5): who comes back honestly is in, and a service, a
 * browser or somebody in between that lies gets nobody in.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { selfSigned } from '../support/certificate.mjs';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startProvider } from '../support/provider.mjs';
import { startService } from '../support/service.mjs';
import { totp } from '../support/totp.mjs';

const contract = readContract();
const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-diensten-'));
const file = path.join(folder, 'diensten.json');
let service, anonymous, provider, other, silent, secret, schools, failed = true;

/* Over TLS, with a certificate that is right, of somebody unknown, for another name, or too old. */
const tls = { 'tls-goed': ['IP', '127.0.0.1'], 'tls-vreemd': ['IP', '127.0.0.1'], 'tls-naam': ['DNS', 'elders.example'], 'tls-oud': ['IP', '127.0.0.1', -1] };
const secure = [];

function entry(p, code, more) {
	return { code, naam: `Dienst ${code}`, issuer: p.issuer, clientId: p.clientId, geheim: p.secret, scopes: 'openid email', ...more };
}

async function startSecure(code) {
	const pair = selfSigned(...tls[code]);
	const ca = path.join(folder, `${code}.pem`);
	writeFileSync(ca, code === 'tls-vreemd' ? selfSigned(...tls[code]).cert : pair.cert);
	const p = await startProvider({ tls: pair });
	secure.push(p);
	return entry(p, code, { ca });
}

before(async () => {
	[provider, other, silent] = [await startProvider(), await startProvider(), await startProvider({ says: false })];
	writeFileSync(file, JSON.stringify({ diensten: [
		entry(provider, 'proef', { emailDomeinen: ['voorbeeld.example', 'demo.example'], brinClaim: 'brin', lid: 'actief', alleen: { claim: 'soort', waarde: 'docent' } }),
		entry(other, 'ander'), entry(silent, 'stil'),
		entry({ issuer: 'https://localhost:1', clientId: 'x', secret: 'y' }, 'binnen'),
		...await Promise.all(Object.keys(tls).map(startSecure))] }));
	service = await startService({ env: { SCHAKEL_AANMELDDIENSTEN: file, SCHAKEL_SECOND_FACTOR: 'required' } });
	anonymous = new Client({ base: service.base, contract });
	const staff = await anonymous.login(service.account('medewerker'));
	secret = (await staff.post('/ik/tweede-factor', undefined, { expect: 201 })).body.geheim;
	await staff.post('/ik/tweede-factor/activeringen', { code: totp(secret) }, { expect: 201 });
	schools = await staff.all('/scholen');
	failed = false;
});
after(async () => {
	await service?.stop({ failed });
	await Promise.all([provider, other, silent, ...secure].map((p) => p?.stop()));
	rmSync(folder, { recursive: true });
});

const check = (name, body) => test(name, async () => {
	try {
		await body();
	} catch (e) {
		failed = true;
		throw e;
	} finally {
		[provider, other, silent].forEach((p) => p.honest());
	}
});

const OWN = () => ({ Origin: service.base });
const cookieOf = (answer) => answer.headers.getSetCookie().find((c) => c.startsWith('__Host-schakel-aanmelden='));

/* The way there, as the page of the portal goes it: where the browser is sent, and its cookie. */
async function begin(dienst = 'proef', expect = 201) {
	const answer = await anonymous.post('/aanmeldverzoeken', { dienst }, { headers: OWN(), expect });
	return { url: answer.body.url, cookie: cookieOf(answer)?.split(';')[0], answer };
}

const person = (more) => ({ sub: randomUUID(), email: `${randomUUID()}@voorbeeld.example`, email_verified: true, name: 'Noor de Wit', soort: ['lid', 'docent'], ...more });

/* The way back. */
const finish = (way, antwoord, expect, more = {}) =>
	anonymous.post('/sessies', { antwoord, ...more }, { headers: { ...OWN(), ...(way.cookie ? { Cookie: way.cookie } : {}) }, expect });

async function come(claims, expect = 201, dienst = 'proef') {
	const way = await begin(dienst);
	return finish(way, { proef: provider, ander: other, stil: silent }[dienst].allow(way.url, claims), expect);
}

const codesAsked = () => provider.asked.filter((url) => url === '/token').length;

/* What is done with the database behind the back of the service. */
const sql = (text) => execFileSync('psql', ['-XqAt', service.databaseUri, '-c', text], { encoding: 'utf8' }).trim();

check('the services are told, and the way to one is by code, PKCE, a nonce, and a cookie of this browser', async () => {
	assert.deepEqual((await anonymous.get('/aanmelddiensten', { expect: 200 })).body.items.map((d) => d.code), ['proef', 'ander', 'stil', 'binnen', ...Object.keys(tls)]);
	const { url, answer } = await begin();
	const q = new URL(url).searchParams;
	assert.ok(url.startsWith(`${provider.issuer}/authorize?`));
	assert.deepEqual([q.get('response_type'), q.get('client_id'), q.get('scope'), q.get('redirect_uri'), q.get('code_challenge_method')],
		['code', 'schakel', 'openid email', `${service.base}/aanmelden/terug/proef`, 'S256']);
	for (const name of ['state', 'nonce', 'code_challenge'])
		assert.match(q.get(name), /^[\w-]{43}$/);
	const [cookie] = answer.headers.getSetCookie();
	assert.match(cookie, /^__Host-schakel-aanmelden=[\w-]+; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Strict$/);
	assert.ok(!cookie.includes(q.get('state')) && !cookie.includes(q.get('nonce')));
	await anonymous.post('/aanmeldverzoeken', { dienst: 'geen' }, { headers: OWN(), expect: 400 });
	await anonymous.post('/aanmeldverzoeken', { dienst: 'proef' }, { headers: { Origin: 'https://kwaad.example' }, expect: 403 });
});

check('who comes back is in, and is known the next time by its subject', async () => {
	const me = person();
	const first = await come(me);
	assert.deepEqual([first.body.account.email, first.body.account.naam, first.body.account.leden], [me.email, 'Noor de Wit', []]);
	assert.match(cookieOf(first), /^__Host-schakel-aanmelden=; Path=\/; Max-Age=0;/);
	const client = anonymous.as(first.body.token);
	assert.equal((await client.get('/sessies', { expect: 200 })).body.items[0].wijze, 'dienst');
	const again = await come({ ...me, email: 'een-ander@voorbeeld.example' });
	assert.equal(again.body.account.id, first.body.account.id);
	/* Another's subject of that name is somebody else. */
	assert.equal((await come({ ...me, email: undefined }, 403, 'ander')).body.code, 'aanmelddienst.geen_adres');
});

check('a teacher is a member of the school with that BRIN, once', async () => {
	const brin = schools[0].vestigingscode;
	const me = person({ brin: brin.toLowerCase() });
	for (let i = 0; i < 2; i++) {
		const { body } = await come(me);
		assert.deepEqual([body.account.rol, body.account.schoolId, body.account.leden.length], ['docent', schools[0].id, 1]);
	}
	const listed = await come(person({ brin: [brin] }));
	assert.equal(listed.body.account.schoolId, schools[0].id);
	if (brin.endsWith('00'))
		assert.equal((await come(person({ brin: brin.slice(0, 4) }))).body.account.schoolId, schools[0].id);
});

check('a BRIN of no school here, of a closed one, two of them, and what is none, make nobody a member', async () => {
	const [one, two] = schools.map((s) => s.vestigingscode);
	sql(`update school set gesloten_op = '2026-01-01Z' where id = '${schools[2].id}'`);
	for (const brin of ['99ZZ', '99ZZ99', schools[2].vestigingscode, [one, two], `${one},${two}`, [], [[one]], { brin: one }, 12, null, true, '', `${one}' or true`, `%`, `${one.slice(0, 5)}_`])
		assert.deepEqual((await come(person({ brin }))).body.account.leden, [], JSON.stringify(brin));
	sql(`update school set gesloten_op = null where id = '${schools[2].id}'`);
});

check('a pupil whom the service of the school knows gets no account, and a teacher does', async () => {
	const pupil = person({ brin: schools[0].vestigingscode });
	const before = sql('select count(*) from account');
	for (const soort of ['leerling', ['lid', 'leerling'], undefined, [], [['docent']], { docent: true }, 'docenten'])
		assert.equal((await come({ ...pupil, soort }, 403)).body.code, 'aanmelddienst.niet_voor_jou', JSON.stringify(soort));
	assert.equal(sql('select count(*) from account'), before);
	await come({ ...pupil, soort: 'docent' });
});

check('an account of before is the same one, and keeps its memberships', async () => {
	const { email } = service.account('bedrijf');
	const { body } = await come(person({ email: email.toUpperCase() }));
	assert.deepEqual([body.account.email, body.account.rol], [email, 'bedrijf']);
});

check('of several browsers in which one new person signs in at the same moment, all are in, with one account and one code each', async () => {
	for (let round = 0; round < 4; round++) {
		const me = person({ brin: schools[0].vestigingscode });
		const ways = await Promise.all(Array.from({ length: 4 }, () => begin()));
		const asked = codesAsked();
		const answers = await Promise.all(ways.map((way) => finish(way, provider.allow(way.url, me), 201)));
		assert.equal(new Set(answers.map((a) => a.body.account.id)).size, 1);
		assert.equal(new Set(answers.map((a) => a.body.id)).size, ways.length);
		assert.equal(codesAsked() - asked, ways.length);
	}
});

check('a try that lost to another inside the database does not ask the service for its code again', async () => {
	sql(`create sequence teller; create function weiger() returns trigger language plpgsql security definer as $$ begin
		if nextval('teller') = 1 then raise exception 'proef' using errcode = '40001'; end if; return null; end $$;
		create trigger weiger after insert on sessie for each row execute function weiger()`);
	const asked = codesAsked();
	await come(person()).finally(() => sql('drop trigger weiger on sessie; drop function weiger; drop sequence teller'));
	assert.equal(codesAsked() - asked, 1);
});

check('who signs in the first time by an address that is taken back at this moment gets no way into that account', async () => {
	const account = (await come(person())).body.account;
	sql(`delete from identiteit where account_id = '${account.id}'`);
	const taking = spawn('psql', ['-XqAt', service.databaseUri]);
	const said = new Promise((resolve) => taking.stdout.once('data', resolve));
	taking.stdin.write(`begin; update account set email_vinders = array[gen_random_uuid()] where id = '${account.id}';
		delete from identiteit where account_id = '${account.id}'; delete from sessie where account_id = '${account.id}'; select 1;\n`);
	await said;
	const coming = come(person({ email: account.email }));
	while (sql("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") === '0')
		await setImmediate();
	taking.stdin.end('commit;\n');
	assert.notEqual((await coming).body.account.id, account.id);
	assert.equal(sql(`select count(*) from identiteit where account_id = '${account.id}'`), '0');
});

check('the owner sees and ends what opens the account, hears of each, and keeps a way in', async () => {
	const mine = anonymous.as((await come(person())).body.token);
	const { items } = (await mine.get('/ik/identiteiten', { expect: 200 })).body;
	assert.deepEqual(items.map((i) => [i.issuer, i.dienst, i.naam]), [[provider.issuer, 'proef', 'Dienst proef']]);
	const end = (client, issuer, expect) => client.request('DELETE', '/ik/identiteiten', { query: { issuer }, expect });
	assert.equal((await end(mine, provider.issuer, 409)).body.code, 'identiteit.laatste');
	await end(mine, other.issuer, 404);

	const account = service.account('school');
	const { token, account: { id } } = (await come(person({ email: account.email }))).body;
	const told = () => sql(`select string_agg(soort, ' ' order by id) from post where account_id = '${id}' and soort like 'dienst%'`);
	assert.equal(told(), 'dienst_erbij');
	const client = anonymous.as(token);
	sql(`update sessie set bevestigd_op = null where account_id = '${id}'`);
	await end(client, provider.issuer, 403);
	sql(`update sessie set bevestigd_op = clock_timestamp() where account_id = '${id}'`);
	assert.equal((await end(client, provider.issuer, 200)).body.naam, 'Dienst proef');
	assert.deepEqual((await client.get('/ik/identiteiten', { expect: 200 })).body.items, []);
	assert.equal(told(), 'dienst_erbij dienst_eraf');
});

check('an address that the service gave to somebody else does not open the account of who had it before', async () => {
	const me = person();
	const { body } = await come(me);
	const heir = person({ email: me.email.toUpperCase() });
	for (let i = 0; i < 2; i++)
		assert.equal((await come(heir, 403)).body.code, 'aanmelddienst.ander_account');
	assert.equal(sql(`select string_agg(onderwerp, ' ') from identiteit where account_id = '${body.account.id}'`), me.sub);
});

check('an address is believed of a service that answers for it alone, and not when it says itself that it did not look', async () => {
	const { email, naam } = service.account('medewerker');
	assert.equal((await come(person({ email }), 403, 'ander')).body.code, 'aanmelddienst.geen_adres');
	for (const lie of [{ email_verified: false }, { email_verified: 'false' }, { email_verified: 'true' }, { email_verified: null }, { email_verified: 1 },
		...['x@kwaadvoorbeeld.example', 'x@onder.voorbeeld.example', 'x@voorbeeld.example.kwaad.example', 'x@example'].map((elsewhere) => ({ email: elsewhere })),
		{ email: 'geen adres' }, { email: undefined }, { email: [email] }, { email: '' }, { email: `${email}\n` }])
		assert.equal((await come(person({ email, ...lie }), 403)).body.code, 'aanmelddienst.geen_adres', JSON.stringify(lie));
	assert.equal(sql(`select count(*) from identiteit i join account a on a.id = i.account_id where a.naam = '${naam}'`), '0');
});

check('who shows a second factor here shows it after signing in elsewhere too, with the same answer', async () => {
	const way = await begin();
	const me = person({ email: service.account('medewerker').email });
	const answer = provider.allow(way.url, me);
	const asked = await finish(way, answer, 401);
	assert.equal(asked.body.code, 'code.nodig');
	const known = { cookie: cookieOf(asked).split(';')[0] };
	assert.ok(!known.cookie.includes('medewerker'));
	assert.equal((await finish(known, answer, 401, { code: '000000' })).body.code, 'code.onjuist');
	await finish(known, { ...answer, state: 'x' }, 401, { code: totp(secret, 1) });
	await finish(way, answer, 401, { code: totp(secret, 1) }); /* the code of the service was used */
	const { body } = await finish(known, answer, 201, { code: totp(secret, 1) });
	assert.equal(body.account.rol, 'medewerker');
	await anonymous.as(body.token).get('/gewichten', { expect: 200 });
	/* Who guessed too often waits, and need not begin again. */
	const late = await begin();
	const said = provider.allow(late.url, me);
	let next = await finish(late, said, 401);
	const kept = { cookie: cookieOf(next).split(';')[0] };
	for (let i = 0; i < 11 && next.status !== 429; i++)
		next = await finish(kept, said, [401, 429], { code: '000000' });
	assert.equal(next.body.code, 'code.te_vaak');
	assert.match(cookieOf(next), /^__Host-schakel-aanmelden=[\w-]+;/);
});

check('staff without a second factor reaches no more by a service elsewhere than by a password', async () => {
	const { body } = await come(person({ email: service.account('beheerder').email }));
	assert.equal((await anonymous.as(body.token).get('/gewichten', { expect: 403 })).body.code, 'tweede_factor.nodig');
});

check('whoever is held gets no session, and no other account either', async () => {
	const me = person();
	const { body } = await come(me);
	sql(`update account set actief = false where id = '${body.account.id}'`);
	for (const claims of [me, { ...me, email: `${randomUUID()}@voorbeeld.example` }])
		assert.equal((await come(claims, 401)).body.code, 'aanmelddienst.mislukt');
	sql(`update account set actief = true where id = '${body.account.id}'`);
	await come(me);
});

check('ES256 is taken too', async () => {
	Object.assign(provider.lies, { alg: 'ES256', kid: 'ec-1' });
	await come(person());
});

const now = () => Math.floor(Date.now() / 1000);
/* What is wrong with a token: lies of the provider, or what they are. */
const tokens = {
	'no signature': { alg: 'none' },
	'no signature, by another spelling': { alg: 'nOnE' },
	'a signature by the public key as a secret': { alg: 'HS256' },
	'an algorithm that is not taken': { alg: 'RS512' },
	'another padding': { alg: 'PS256' },
	'no algorithm': { head: { alg: undefined } },
	'two algorithms': { head: { alg: ['RS256', 'none'] } },
	'a key that is not known': { kid: 'rsa-9' },
	'a key of another kind': { kid: 'ec-1' },
	'no name of a key, of two': { head: { kid: undefined } },
	'a key of somebody else': () => ({ key: other.keys }),
	'a key that it brings along': () => ({ key: other.keys, head: { kid: undefined, jwk: other.keys.rsa.publicKey.export({ format: 'jwk' }) } }),
	'a place for keys that it brings along': () => ({ key: other.keys, head: { kid: undefined, jku: `${other.issuer}/jwks` } }),
	'something critical that we do not know': { head: { crit: ['b64'], b64: false } },
	'another issuer': { claims: { iss: 'https://kwaad.example' } },
	'the issuer of another service': () => ({ claims: { iss: other.issuer } }),
	'an issuer with a slash more': () => ({ claims: { iss: `${provider.issuer}/` } }),
	'a list of issuers': () => ({ claims: { iss: [provider.issuer] } }),
	'another audience': { claims: { aud: 'iemand' } },
	'an audience beside us': { claims: { aud: ['schakel', 'iemand'] } },
	'no audience': { claims: { aud: undefined } },
	'an empty audience': { claims: { aud: [] } },
	'an audience of another form': { claims: { aud: { schakel: true } } },
	'a list in a list': { claims: { aud: [['schakel']] } },
	'another party': { claims: { azp: 'iemand' } },
	'a list of parties': { claims: { azp: ['schakel'] } },
	'another nonce': { claims: { nonce: 'x' } },
	'no nonce': { claims: { nonce: undefined } },
	'an access token that is another': { claims: { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' } },
	'a hash of another form': { claims: { at_hash: null } },
	'a time that is over': { claims: { exp: now() - 100 } },
	'no end': { claims: { exp: undefined } },
	'an end that is text': { claims: { exp: String(now() + 300) } },
	'an end after all time': { claims: { exp: 1e18 } },
	'a token of before': { claims: { iat: now() - 3600 } },
	'a token of tomorrow': { claims: { iat: now() + 3600 } },
	'no beginning': { claims: { iat: undefined } },
	'a time to come': { claims: { nbf: now() + 3600 } },
	'no subject': { claims: { sub: undefined } },
	'an empty subject': { claims: { sub: '' } },
	'a subject that is a number': { claims: { sub: 12 } },
	'a subject that is too long': { claims: { sub: 'x'.repeat(256) } },
	'a subject that nobody can read': { claims: { sub: 'a\u0000b' } },
	'a claim twice': { payload: (nonce) => `{"iss":"${provider.issuer}","aud":"schakel","nonce":"${nonce}","iat":${now()},"exp":${now() + 300},"sub":"een","sub":"twee","email":"a@b.nl"}` },
	'claims that are a list': { payload: () => '[]' },
	'claims that are no JSON': { payload: () => 'x' },
	'claims that are nested deeply': { payload: () => '['.repeat(5000) + ']'.repeat(5000) },
	'a part less': { token: (t) => t.split('.').slice(0, 2).join('.') },
	'two parts more, as if sealed': { token: (t) => `${t}.x.y` },
	'a signature that is cut off': { token: (t) => t.slice(0, -2) },
	'a sign that is no base64url': { token: (t) => `${t}=` },
	'a line behind it': { token: (t) => `${t}\n` },
	'more bytes than we read': { claims: { x: 'x'.repeat(20000) } },
	'another form: a number': { token: () => 12 },
	'another form: a list': { token: (t) => [t] },
	'another form: an object': { token: (t) => ({ id_token: t }) },
	'another form: null': { token: () => null },
	'nothing in it': { token: () => '' },
};
for (const [what, lie] of Object.entries(tokens)) {
	check(`a token with ${what} lets nobody in`, async () => {
		Object.assign(provider.lies, typeof lie === 'function' ? lie() : lie);
		assert.equal((await come(person(), 401)).body.code, 'aanmelddienst.mislukt');
	});
}

check('nothing of all that was written', () => {
	assert.equal(sql(`select count(*) from identiteit where onderwerp in ('een', 'twee', '12', '') or char_length(onderwerp) > 200`), '0');
});

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

check('a code of somebody else is of no use, also when the service does not look', async () => {
	provider.lies.lax = true;
	const [mine, theirs] = [await begin(), await begin()];
	const [answer, stolen] = [provider.allow(mine.url, person()), provider.allow(theirs.url, person())];
	assert.equal((await finish(mine, { ...answer, code: stolen.code }, 401)).body.code, 'aanmelddienst.mislukt');
	await finish(mine, answer, 201);
});

check('RFC 9207: an answer of one service is not taken for that of another', async () => {
	const way = await begin('proef');
	const answer = provider.allow(way.url, person());
	for (const iss of [other.issuer, undefined, `${provider.issuer}/`])
		await finish(way, { ...answer, iss }, 401);
	await finish(way, answer, 201);
	/* Of a service that never says it, as long as it says nothing else. */
	const mute = await begin('stil');
	const said = silent.allow(mute.url, person());
	await finish(mute, { ...said, iss: provider.issuer }, 401);
	assert.equal((await finish(mute, { ...said, iss: undefined }, 403)).body.code, 'aanmelddienst.geen_adres');
});

const askedFor = (p, what) => p.asked.filter((url) => url === what).length;

check('RFC 9700: a code of one service is not given to another that sent the browser on to it', async () => {
	const way = await begin('stil');
	const { state } = silent.allow(way.url, person());
	const theirs = { ...other.allow((await begin('ander')).url, person()), iss: undefined, state };
	const before = askedFor(silent, '/token');
	assert.equal(theirs.dienst, 'ander');
	await finish(way, theirs, 401);
	await finish(way, { ...theirs, dienst: undefined }, 400);
	assert.equal(askedFor(silent, '/token'), before);
});

check('a service is asked a few times for one way, whatever code comes with it', async () => {
	const way = await begin();
	const answer = provider.allow(way.url, person());
	const before = askedFor(provider, '/token');
	for (let i = 0; i < 6; i++)
		assert.equal((await finish(way, { ...answer, code: `x${i}` }, 401)).body.code, 'aanmelddienst.mislukt');
	assert.equal(askedFor(provider, '/token'), before + 3);
	await come(person());
});

check('a service is not asked for more than eight tokens at once', async () => {
	const ways = [];
	for (let i = 0; i < 9; i++)
		ways.push(await begin());
	const before = askedFor(provider, '/token');
	provider.lies.answers = { '/token': 'slow' };
	for (const { body } of await Promise.all(ways.map((way) => finish(way, provider.allow(way.url, person()), 503))))
		assert.equal(body.code, 'aanmelddienst.antwoordt_niet');
	assert.equal(askedFor(provider, '/token'), before + 8);
});

check('keys that do not come are no reason to use up a code', async () => {
	await stranger({}, async ({ begin: there, finish: back }) => {
		const way = await there(201);
		other.lies.answers = { '/jwks': 500 };
		assert.equal((await back(way, other.allow(way.body.url, person()), 403)).body.code, 'aanmelddienst.geen_adres');
	});
});

check('keys that were changed are asked for at once, and by a name that nobody has not more than once a minute', async () => {
	const count = () => silent.asked.filter((url) => url === '/jwks').length;
	/* Nobody gets in there without an address that it answers for: so far, and no further. */
	const holds = async () => assert.equal((await come(person(), 403, 'stil')).body.code, 'aanmelddienst.geen_adres');
	await holds();
	silent.rotate();
	const before = count();
	await holds();
	assert.equal(count(), before + 1);
	silent.lies.kid = 'rsa-99';
	for (let i = 0; i < 3; i++)
		await come(person(), 401, 'stil');
	assert.equal(count(), before + 1);
	/* A key that was taken back is one no longer. */
	Object.assign(silent.lies, { kid: 'rsa-1', key: silent.before });
	await come(person(), 401, 'stil');
});

const answers = { 'is too big': 'huge', 'does not come': 'slow', 'comes a byte at a time': 'drip', 'is cut off': 'cut', 'leads elsewhere': 'redirect', 'is no JSON': '{',
	'is a list': '[]', 'is no object': '"x"', 'has no token': '{}', 'has two': '{"id_token":"a","id_token":"b"}', 'has a status that is none': 500, 'was made': 201 };
for (const [what, lie] of Object.entries(answers)) {
	check(`a token answer that ${what} lets nobody in, and keeps nobody else waiting`, async () => {
		provider.lies.answers = { '/token': lie };
		const began = Date.now();
		let over = false;
		const coming = come(person(), [401, 503]).then((answer) => { over = true; return answer; });
		const quick = await Promise.all(Array.from({ length: 10 }, () => anonymous.get('/themas', { expect: 200 })));
		assert.ok(quick.length === 10 && (over || Date.now() - began < 2400));
		assert.match((await coming).body.code, /^aanmelddienst\./);
	});
}

check('a certificate is of whom we trust, for that name, and of today', async () => {
	await begin('tls-goed');
	for (const code of Object.keys(tls).slice(1))
		assert.equal((await begin(code, 503)).answer.body.code, 'aanmelddienst.antwoordt_niet', code);
	assert.ok(secure.every((p, i) => i === 0 || p.asked.length === 0), 'they were told something');
});

/* Of a service that this process does not know yet: what it says of itself has to hold. */
async function stranger(lie, body) {
	Object.assign(other.lies, lie);
	const fresh = await startService({ demo: false, env: { SCHAKEL_AANMELDDIENSTEN: file } });
	const headers = { Origin: fresh.base };
	const client = new Client({ base: fresh.base, contract });
	try {
		return await body({
			begin: (expect) => client.post('/aanmeldverzoeken', { dienst: 'ander' }, { headers, expect }),
			finish: (way, antwoord, expect) => client.post('/sessies', { antwoord }, { headers: { ...headers, Cookie: cookieOf(way).split(';')[0] }, expect }),
		});
	} finally {
		other.honest();
		await fresh.stop();
	}
}

const documents = [{ issuer: 'https://kwaad.example' }, { issuer: undefined }, { token_endpoint: 'http://127.0.0.1:1/token' }, { token_endpoint: 'http://169.254.169.254/' },
	{ jwks_uri: 'file:///etc/passwd' }, { authorization_endpoint: 'javascript:alert(1)' }, { token_endpoint: undefined }, { token_endpoint: ['x'] }];
check('a document of another issuer, or with an endpoint elsewhere, is not taken', async () => {
	for (const document of [...documents, { issuer: `${other.issuer}/` }, { jwks_uri: `${other.issuer}@kwaad.example/` }, { jwks_uri: `${other.issuer}.kwaad.example/` }])
		await stranger({ document }, async ({ begin: there }) =>
			assert.equal((await there(503)).body.code, 'aanmelddienst.antwoordt_niet', JSON.stringify(document)));
	await stranger({}, ({ begin: there }) => there(201));
});

check('a document or a set of keys that is too big, leads elsewhere, is none or has none lets nobody in', async () => {
	for (const lie of ['huge', 'redirect', '{"issuer":"x","issuer":"y"}', 404])
		await stranger({ answers: { '/.well-known/openid-configuration': lie } }, ({ begin: there }) => there(503));
	for (const lie of ['huge', 'redirect', '[]', '{"keys":[]}', '{"keys":[{"kty":"oct","k":"AAAA","kid":"rsa-1"}]}', 500])
		await stranger({ answers: { '/jwks': lie } }, async ({ begin: there }) => {
			/* Nobody is sent there whom we could not let in. */
			assert.equal((await there(503)).body.code, 'aanmelddienst.antwoordt_niet', lie);
		});
});

check('a file of services that says what is not clear is refused at the start', () => {
	const good = entry(provider, 'proef');
	const { env } = service;
	const start = (diensten) => {
		const bad = path.join(folder, 'fout.json');
		writeFileSync(bad, typeof diensten === 'string' ? diensten : JSON.stringify({ diensten }));
		return spawnSync(process.env.SCHAKEL_BINARY, ['serve'], { env: { ...env, SCHAKEL_LISTEN: env.SCHAKEL_LISTEN.replace('0.0.1', '0.0.2'), SCHAKEL_AANMELDDIENSTEN: bad }, encoding: 'utf8', timeout: 20000 });
	};
	for (const wrong of ['{', '[]', '{}', [{ ...good, code: 'Proef' }], [good, good], [{ ...good, geheim: '' }], [{ ...good, clientId: undefined }],
		[{ ...good, issuer: 'http://elders.example' }], [{ ...good, issuer: 'https://een@twee.example' }], [{ ...good, issuer: 'https://een.example?x' }],
		[{ ...good, scopes: 'email' }], [{ ...good, lid: 'altijd' }], [{ ...good, emailBetrouwbaar: true }],
		...['voorbeeld.example', [7], [''], ['Voorbeeld.example'], ['@voorbeeld.example'], Array.from({ length: 65 }, (_, i) => `d${i}.example`)].map((emailDomeinen) => [{ ...good, emailDomeinen }]),
		[{ ...good, brinClaim: 'brin' }], [{ ...good, alleen: { claim: 'x' } }],
		[{ ...good, allen: { claim: 'soort', waarde: 'docent' } }], [{ ...good, alleen: { claim: 'x', waarde: 'y', waarden: 'z' } }],
		JSON.stringify({ diensten: [good], dienst: [] }), [{ ...good, brinClaim: 7 }], [{ ...good, ca: true }], ['x'],
		[{ ...good, ca: path.join(folder, 'ontbreekt.pem') }], [{ ...good, ca: folder }], [{ ...good, ca: file }],
		...['common', 'organizations', 'consumers', 'Common'].map((many) => [{ ...good, issuer: `https://login.microsoftonline.com/${many}/v2.0` }]),
		Array.from({ length: 17 }, (_, i) => ({ ...good, code: `d${i}` }))]) {
		const { status, stderr } = start(wrong);
		assert.ok(status !== 0 && /^SCHAKEL_AANMELDDIENSTEN/m.test(stderr), `${JSON.stringify(wrong)}: ${status} ${stderr}`);
	}
});

check('many who come at once to a service that is not known yet are all sent there', () =>
	stranger({}, ({ begin: there }) => Promise.all(Array.from({ length: 8 }, () => there(201)))));

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
