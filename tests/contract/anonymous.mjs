/*
 * Without a token, with a false one, and with one of another form: every closed operation answers
 * 401 as a problem document, and every open one lets everybody in.
 */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const ABSENT = '0190c0de-0000-7000-8000-000000000000';
const tokens = { 'no header': null, 'an unknown token': `Bearer ${'A'.repeat(43)}`, 'another scheme': 'Basic c2Nob29sOnNjaG9vbA==',
	'an empty token': 'Bearer ', 'a long token': `Bearer ${'x'.repeat(4000)}`, 'quoting': "Bearer ' or 1=1 --" };
let service, client, failed = false;

before(async () => {
	service = await startService({ demo: false });
	client = new Client({ base: service.base, contract });
});
after(() => service.stop({ failed }));

async function call(op, authorization) {
	const path = op.path.replace(/\{\w+\}/g, ABSENT);
	const headers = { ...(authorization === null ? {} : { authorization }), ...(op.method === 'PATCH' ? { 'If-Match': '"1"' } : {}) };
	return client.request(op.method, path, { json: op.body ? {} : undefined, headers });
}

for (const op of contract.operations.filter((o) => !o.open)) {
	test(`${op.id} asks who calls`, async () => {
		failed = true;
		for (const [what, authorization] of Object.entries(tokens))
			assert.equal((await call(op, authorization)).status, 401, what);
		failed = false;
	});
}

for (const op of contract.operations.filter((o) => o.open && o.method === 'GET')) {
	test(`${op.id} is open`, async () => {
		failed = true;
		for (const [what, authorization] of Object.entries(tokens))
			assert.equal((await call(op, authorization)).status, op.path.includes('{') ? 404 : 200, what);
		failed = false;
	});
}

test('at least thirty operations are closed', () => {
	assert.ok(contract.operations.filter((o) => !o.open).length >= 30);
});

test('the service publishes the contract of this build', async () => {
	assert.deepEqual((await client.get('/openapi.json')).body, contract.spec);
});

test('the documentation asks nothing of elsewhere and its style is the one that its policy allows', async () => {
	const page = await client.get('/documentatie');
	assert.doesNotMatch(page.text, /<script|<img|<iframe|<link(?! rel="icon" href="data:,")|url\(|@import/);
	const [, style] = /<style>([^<]*)<\/style>/.exec(page.text);
	const { createHash } = await import('node:crypto');
	const hash = createHash('sha256').update(style).digest('base64');
	assert.ok(page.headers.get('content-security-policy').includes(`style-src 'sha256-${hash}'`));
});

test('every problem has its place in the documentation, and so has every operation', async () => {
	const { text } = await client.get('/documentatie');
	for (const name of Object.keys(contract.spec.components.responses))
		assert.ok(text.includes(`id="probleem-${name.slice('Probleem'.length)}"`), name);
	for (const op of contract.operations)
		assert.ok(text.includes(`id="${op.id}"`), op.id);
	for (const [, id] of text.matchAll(/href="#([^"]+)"/g))
		assert.ok(text.includes(`id="${id}"`), `#${id} leads nowhere`);
});
