/*
 * AVG: no burgerservicenummer gets in, and what looks like data of pupils only for who says that it is something else. Every text that a body takes, of every operation, is held against it: one that
 * is let through has to be written down here, with its reason.
 */
import assert from 'node:assert/strict';
import { suite } from '../support/suite.mjs';

let service, anonymous, gemeente;
const { contract, clients, check } = suite({}, async (world) => {
	({ service, anonymous } = world);
	gemeente = (await clients.medewerker.all('/scholen')).find((x) => x.gemeente).gemeente.code;
});

const ABSENT = '0190c0de-0000-7000-8000-000000000000';
const BSN = '123456782';
/* They prove who somebody is, are never shown and kept as hashes at most; `state` goes back to who gave it and is not kept. */
const GEBOREN = 'Sam is van 3 april 2015.';
const NAMEN = 'Sam, Noor en Daan';
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
	if ([s.type].flat().includes('string') && !s.enum && (s.format === undefined || ['email', 'password'].includes(s.format)))
		yield { pointer, schema: s, body: wrap(s.format === 'email' ? `${BSN}@school.example` : BSN) };
}

const name = (pointer) => pointer.split('/').findLast((part) => !/^\d+$/.test(part));
const found = contract.operations.filter((o) => o.body).flatMap((op) => [...texts(op.body)].map((text) => ({ op, ...text })));
const isFree = ({ schema }) => schema.format !== 'password';
/* Its own bounds keep out nine digits. */
const isNarrow = ({ schema }) => schema.maxLength < BSN.length || (schema.pattern && !new RegExp(schema.pattern).test(BSN));

async function faultOf({ op, pointer, body }) {
	const client = op.open ? anonymous : clients[op.rollen.includes('medewerker') ? 'medewerker' : op.rollen[0]];
	const headers = op.method === 'PATCH' ? { 'If-Match': '"1"' } : { 'Idempotency-Key': pointer };
	const path = op.path.replace('{thema}', 'techniek').replace(/\{\w+\}/g, ABSENT);
	const answer = await client.request(op.method, path, { json: body, headers });
	return answer.body.errors?.find((e) => e.pointer === pointer)?.code;
}

const told = found.filter((t) => t.schema['x-vrije-tekst']);

check('every text that is long enough to tell something is marked as free', async () => {
	const long = found.filter((t) => isFree(t) && t.schema.maxLength >= 500 && !t.schema.pattern);
	/* Looked at for its topics, and not kept. */
	assert.deepEqual(long.filter((t) => !t.schema['x-vrije-tekst']).map((t) => `${t.op.id} ${t.pointer}`), ['themaSuggestiePost /tekst']);
	assert.ok(told.length > 12);
	/* The generator looks for the header that confirms them there: in the body, and in an object of it. */
	assert.deepEqual(told.filter((t) => ![2, 3].includes(t.pointer.split('/').length)), []);
});

for (const text of told) {
	check(`${text.op.id} asks about what looks like data of a pupil at ${text.pointer}`, async () => {
		const put = (value) => ({ ...text, body: JSON.parse(JSON.stringify(text.body).replace(BSN, value)) });
		assert.equal(await faultOf(put(GEBOREN)), 'tekst.bevestigen');
		assert.equal(await faultOf(put(NAMEN)), 'tekst.bevestigen');
		assert.notEqual(await faultOf(put('Les op 12 maart 2027, 24 leerlingen')), 'tekst.bevestigen');
	});
}

const kring = (omschrijving, headers = {}, expect = 400) => clients.medewerker.post('/kringen', { naam: `Kring ${omschrijving}`.slice(0, 40), omschrijving, gemeenten: [gemeente] }, { headers, expect });
const bevestigd = (...answers) => ({ 'Schakel-Bevestigd': answers.flatMap((a) => a.body.errors.map((e) => e.bevestiging)).join(', ') });

check('a text that looks like data of a pupil is taken from who confirms just that text', async () => {
	const refused = await kring(GEBOREN);
	const [fault] = refused.body.errors;
	assert.equal(fault.pointer, '/omschrijving');
	assert.match(fault.detail, /geboortedatum.*haal ze weg.*Schakel-Bevestigd/);
	assert.ok(!refused.text.includes('april'));
	const { body } = await kring(GEBOREN, bevestigd(refused), 201);
	assert.equal(body.omschrijving, GEBOREN);
});

check('a confirmation holds for no other text', async () => {
	const headers = bevestigd(await kring(`${GEBOREN} Echt.`));
	assert.equal((await kring(`${GEBOREN} echt.`, headers)).body.errors[0].code, 'tekst.bevestigen');
});

check('all that was asked is confirmed at once, and nothing else', async () => {
	const body = { soort: 'gastles', titel: NAMEN, omschrijving: GEBOREN, niveaus: ['po-groep-8'], dagdelen: ['ma-ochtend'] };
	const aanbod = (headers, expect) => clients.bedrijf.post('/aanbod', body, { headers, expect });
	const refused = await aanbod({}, 400);
	assert.deepEqual(refused.body.errors.map((e) => e.pointer).sort(), ['/omschrijving', '/titel']);
	const [first] = refused.body.errors;
	const half = await aanbod({ 'Schakel-Bevestigd': first.bevestiging }, 400);
	assert.deepEqual(half.body.errors, refused.body.errors.slice(1));
	await aanbod(bevestigd(refused), 201);
});

check('a BSN cannot be confirmed', async () => {
	const refused = await kring(`${GEBOREN} ${BSN}`);
	assert.equal(refused.body.errors[0].code, 'tekst.bsn');
	assert.equal(refused.body.errors[0].bevestiging, undefined);
	const headers = bevestigd(await kring(GEBOREN));
	assert.equal((await kring(`${GEBOREN} ${BSN}`, headers)).body.errors[0].code, 'tekst.bsn');
});

check('a key of Idempotency-Key stays free when its text was asked about', async () => {
	const key = { 'Idempotency-Key': 'eerst-gevraagd' };
	const refused = await kring('Sam, Noor, Daan, Sem', key);
	const first = await kring('Sam, Noor, Daan, Sem', { ...key, ...bevestigd(refused) }, 201);
	const again = await kring('Sam, Noor, Daan, Sem', { ...key, ...bevestigd(refused) }, 201);
	assert.equal(again.body.id, first.body.id);
});

for (const text of found.filter(isFree)) {
	check(`${text.op.id} refuses a BSN at ${text.pointer}`, async () => {
		const code = await faultOf(text);
		assert.ok(isNarrow(text) ? ['veld.patroon', 'veld.te_kort', 'veld.te_lang'].includes(code) : code === 'tekst.bsn', `${code}`);
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
