/*
 * The judge of answers itself: a good answer passes, and each way to break the contract is seen. The answers come
 * from a server of this test; no service is needed.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';

const contract = readContract();
const kring = structuredClone(contract.spec.components.schemas.Kring.examples[0]);
const always = { 'api-version': contract.spec.info.version, 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
	'strict-transport-security': 'max-age=31536000', 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };
let server, client, answer;

before(async () => {
	server = createServer((req, res) => {
		res.writeHead(answer.status, answer.headers);
		res.end(answer.body);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	client = new Client({ base: `http://127.0.0.1:${server.address().port}`, contract, coverage: null });
});
after(() => server.close());

/* GET of one kring, answered with the good answer changed. */
function ask({ status = 200, headers = {}, body = kring }) {
	answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body), headers: { ...always, etag: '"1"', ...headers } };
	for (const [name, value] of Object.entries(answer.headers))
		if (value === null)
			delete answer.headers[name];
	return client.get(`/kringen/${kring.id}`);
}

const problem = { type: '/v1/documentatie#probleem-404', title: 'Niet gevonden', status: 404, detail: 'Weg.', code: 'niet_gevonden', instance: `urn:uuid:${randomUUID()}` };
const asProblem = { 'content-type': 'application/problem+json; charset=utf-8', 'content-language': 'nl', vary: 'Accept-Language', etag: null };

test('a good answer passes', async () => {
	assert.deepEqual((await ask({})).body, kring);
	assert.equal((await ask({ status: 404, body: problem, headers: asProblem })).body.code, 'niet_gevonden');
});

const bad = {
	'a status that is not declared': [{ status: 418, body: problem, headers: asProblem }, /418 is not declared/],
	'a status of another operation': [{ status: 201 }, /201 is not declared/],
	'another media type': [{ headers: { 'content-type': 'text/html; charset=utf-8' } }, /text\/html is not declared/],
	'no character set': [{ headers: { 'content-type': 'application/json' } }, /names no UTF-8/],
	'no JSON': [{ body: '{' }, /is no JSON/],
	'a property too many': [{ body: { ...kring, versie: 1 } }, /additional properties/],
	'a property too few': [{ body: { id: kring.id, naam: 'x', gemeenten: [] } }, /required property 'omschrijving'/],
	'a value outside its bounds': [{ body: { ...kring, gemeenten: ['12345'] } }, /gemeenten\/0/],
	'no version': [{ headers: { 'api-version': null } }, /API-Version is null/],
	'another version': [{ headers: { 'api-version': '9.9.9' } }, /API-Version is 9/],
	'no ETag': [{ headers: { etag: null } }, /header ETag is missing/],
	'an ETag without quotes': [{ headers: { etag: '1' } }, /no entity tag/],
	'sniffing': [{ headers: { 'x-content-type-options': null } }, /nosniff/],
	'framing': [{ headers: { 'x-frame-options': null } }, /X-Frame-Options/],
	'no policy': [{ headers: { 'content-security-policy': "default-src 'self'" } }, /frame-ancestors/],
	'no word on caching': [{ headers: { 'cache-control': null } }, /Cache-Control/],
	'no transport security': [{ headers: { 'strict-transport-security': null } }, /Strict-Transport-Security/],
	'a problem of another status': [{ status: 404, body: { ...problem, status: 400 }, headers: asProblem }, /says status 400/],
	'a problem without detail': [{ status: 404, body: { ...problem, detail: undefined }, headers: asProblem }, /'detail'/],
	'a 401 that does not say how to sign in': [{ status: 401, body: { ...problem, status: 401, type: '/v1/documentatie#probleem-401' }, headers: asProblem }, /WWW-Authenticate is missing/],
};
for (const [what, [given, message]] of Object.entries(bad))
	test(`sees ${what}`, () => assert.rejects(ask(given), message));

test('sees an instant that is not in UTC, and a next page that is named once', async () => {
	const school = contract.spec.components.schemas.Aanvraag.examples[0];
	answer = { status: 200, headers: always, body: JSON.stringify({ items: [{ ...school, gemaaktOp: '2026-11-24T09:00:00+01:00' }], volgende: null }) };
	await assert.rejects(client.get('/aanvragen'), /gemaaktOp must match format/);
	answer = { status: 200, headers: always, body: JSON.stringify({ items: [], volgende: 'abc' }) };
	await assert.rejects(client.get('/aanvragen'), /volgende is abc, Link is null/);
	answer.headers = { ...always, link: '</v1/aanvragen?cursor=abd>; rel="next"' };
	await assert.rejects(client.get('/aanvragen'), /another cursor/);
});

test('sees an expectation that is not met', async () => {
	await ask({});
	await assert.rejects(client.get(`/kringen/${kring.id}`, { expect: 404 }), /expected 404/);
});
