/*
 * AVG: no burgerservicenummer gets in. Every text that a body takes, of every operation, is held against it: one that
 * is let through has to be written down here, with its reason.
 */
import assert from 'node:assert/strict';
import { suite } from '../support/suite.mjs';

let service, anonymous;
const { contract, clients, check } = suite({}, (world) => {
	({ service, anonymous } = world);
});

const ABSENT = '0190c0de-0000-7000-8000-000000000000';
const BSN = '123456782';
/* They prove who somebody is, are never shown and kept as hashes at most; `state` goes back to who gave it and is not kept. */
const SECRETS = ['code', 'link', 'nieuwWachtwoord', 'state', 'wachtwoord'];

/* All texts of a body: where each stands, its schema, and a body that holds nothing else. */
function* texts(schema, pointer = '', wrap = (v) => v) {
	const s = contract.deref(schema);
	for (const part of s.oneOf ?? [])
		yield* texts(part, pointer, wrap);
	for (const [name, part] of Object.entries(s.properties ?? {}))
		yield* texts(part, `${pointer}/${name}`, (v) => wrap({ [name]: v }));
	if (s.items)
		yield* texts(s.items, `${pointer}/0`, (v) => wrap([v]));
	if ([s.type].flat().includes('string') && !s.enum && (s.format === undefined || s.format === 'password'))
		yield { pointer, schema: s, body: wrap(BSN) };
}

const name = (pointer) => pointer.split('/').findLast((part) => !/^\d+$/.test(part));
const found = contract.operations.filter((o) => o.body).flatMap((op) => [...texts(op.body)].map((text) => ({ op, ...text })));
const isFree = ({ schema }) => schema.format === undefined;
/* Its own bounds keep out nine digits. */
const isNarrow = ({ schema }) => schema.maxLength < BSN.length || (schema.pattern && !new RegExp(schema.pattern).test(BSN));

async function faultOf({ op, pointer, body }) {
	const client = op.open ? anonymous : clients[op.rollen.includes('medewerker') ? 'medewerker' : op.rollen[0]];
	const headers = op.method === 'PATCH' ? { 'If-Match': '"1"' } : { 'Idempotency-Key': pointer };
	const path = op.path.replace('{thema}', 'techniek').replace(/\{\w+\}/g, ABSENT);
	const answer = await client.request(op.method, path, { json: body, headers });
	return answer.body.errors?.find((e) => e.pointer === pointer)?.code;
}

for (const text of found.filter(isFree)) {
	check(`${text.op.id} refuses a BSN at ${text.pointer}`, async () => {
		const code = await faultOf(text);
		assert.ok(isNarrow(text) ? ['veld.patroon', 'veld.te_lang'].includes(code) : code === 'tekst.bsn', `${code}`);
	});
}

check('only secrets are let through', async () => {
	const secrets = found.filter((t) => !isFree(t));
	assert.deepEqual([...new Set(secrets.map((t) => name(t.pointer)))].sort(), SECRETS);
	for (const text of secrets)
		assert.notEqual(await faultOf(text), 'tekst.bsn');
	assert.ok(found.filter(isFree).length > 30);
});

check('the refusal says what is wrong and what to do, and repeats nothing', async () => {
	const answer = await clients.medewerker.post('/kringen', { naam: 'Kring', omschrijving: `Bel ${BSN}` }, { expect: 400 });
	assert.match(answer.body.errors[0].detail, /burgerservicenummer.*haal het weg/i);
	assert.ok(!answer.text.includes(BSN));
});

check('the command line takes none either', async () => {
	const add = (naam) => service.tell('zeven groene fietsen\n', 'account', 'add', '--email', 'nummer@voorbeeld.example', '--naam', naam, '--rol', 'lezer');
	assert.throws(() => add(`Jan ${BSN}`), (e) => e.stderr.includes('burgerservicenummer') && !e.stderr.includes(BSN));
	add('Jan');
});
