/*
 * Errors are in the language of who calls: what Accept-Language asks, else that of the account, else Dutch. The codes are the same in each.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readContract } from '../support/contract.mjs';
import { dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

const ABSENT = '0190c0de-0000-7000-8000-000000000000';
const example = (name) => readContract().spec.components.schemas[name].examples[0];

let service, anonymous;
const { clients, check } = suite({ roles: ['school', 'docent', 'medewerker', 'bedrijf'] }, async (world) => {
	({ service, anonymous } = world);
});

/* The same call in no language, in Dutch and in English; gives what was said in Dutch and in English. */
async function inBoth(call, status) {
	const [none, nl, en] = [await call({}), await call({ 'Accept-Language': 'nl, en;q=0.5' }), await call({ 'Accept-Language': 'en-GB, nl;q=0.5' })];
	for (const [answer, language] of [[none, 'nl'], [nl, 'nl'], [en, 'en']]) {
		assert.equal(answer.status, status);
		assert.equal(answer.headers.get('content-language'), language);
		assert.equal(answer.headers.get('vary'), 'Accept-Language');
	}
	const sentences = ({ body }) => [body.title, body.detail, ...(body.errors ?? []).map((e) => e.detail)];
	const codes = ({ body }) => [body.type, body.code, ...(body.errors ?? []).map((e) => [e.pointer, e.code])];
	assert.deepEqual(sentences(none), sentences(nl));
	assert.deepEqual(codes(nl), codes(en));
	for (const [i, sentence] of sentences(nl).entries())
		assert.ok(sentence === 'Conflict' || sentences(en)[i] !== sentence, `Dutch in both: ${sentence}`);
	return { nl: sentences(nl), en: sentences(en) };
}

check('all faults of the input are said in the language that is asked', async () => {
	const said = await inBoth((headers) => clients.school.post('/aanvragen', { groepsgrootte: 0, soort: 'iets', onderwerp: '', vanDatum: 'morgen', niets: 1 },
		{ headers }), 400);
	assert.ok(said.en.length > 7);
	assert.equal(said.en[0], 'Invalid input');
	assert.equal(said.en[1], `The input has ${said.en.length - 2} faults.`);
	for (const sentence of ['This number must be 1 or higher.', 'This text may not be empty.', 'We do not know this field.', 'This field is required.',
		'This date does not exist. Write the date like 2026-09-01.'])
		assert.ok(said.en.includes(sentence), `${sentence}: ${said.en}`);
	assert.ok(said.en.some((s) => s.startsWith('Choose one of these: ')));
	assert.ok(said.nl.includes('Dit veld is verplicht.'));
});

check('so are JSON that is none, a parameter that is unknown, and a text that has to be confirmed', async () => {
	const broken = await inBoth((headers) => clients.school.request('POST', '/aanvragen', { body: '{"a":', headers: { ...headers, 'content-type': 'application/json' } }), 400);
	assert.match(broken.en[2], /^This is not valid JSON [(]line 1, column \d+[)][.]$/);
	const unknown = await inBoth((headers) => clients.school.get('/aanvragen?zomaar=1', { headers }), 400);
	assert.equal(unknown.en[2], 'This parameter does not exist here.');
	const born = await inBoth((headers) => clients.school.post('/aanvragen', { ...example('AanvraagNieuw'), toelichting: 'Sanne is geboren op 3 mei 2014.' }, { headers }), 400);
	assert.ok(born.en.some((s) => s.startsWith('There seems to be a date of birth here.')), born.en);
});

check('so are what is absent, what a role may not, and what is not for who is not signed in', async () => {
	const absent = await inBoth((headers) => clients.school.get(`/koppelingen/${ABSENT}`, { headers }), 404);
	assert.deepEqual(absent.en, ['Not found', 'This match does not exist, or you cannot see it.']);
	const role = await inBoth((headers) => clients.docent.post('/kringen', example('KringNieuw'), { headers }), 403);
	assert.deepEqual(role.en, ['Not allowed', 'The role teacher cannot do this.']);
	const nobody = await inBoth((headers) => anonymous.get('/aanvragen', { headers }), 401);
	assert.equal(nobody.en[1], 'Sign in first with POST /v1/sessies.');
	const nowhere = await inBoth((headers) => anonymous.get('/nergens', { headers }), 404);
	assert.equal(nowhere.en[1], 'This does not exist, or you cannot see it.');
});

check('so is a link of a letter, for who has no account', async () => {
	const link = 'A'.repeat(43);
	const said = await inBoth((headers) => anonymous.post('/antwoorden/_vraag', { link }, { headers }), 401);
	assert.match(said.en[1], /^This link does not work [(]any more[)]/);
	assert.match(said.nl[1], /^Deze link werkt niet/);
});

check('so is a rule of the database', async () => {
	const list = `/bedrijven/${clients.bedrijf.ik.bedrijfId}/erkenningen`;
	await clients.medewerker.post(list, example('ErkenningNieuw'), { expect: 201 });
	const said = await inBoth((headers) => clients.medewerker.post(list, example('ErkenningNieuw'), { headers }), 409);
	const sentence = 'This company already has an accreditation for this training. Extend that one.';
	assert.deepEqual(new Set(said.en), new Set(['Conflict', sentence]));
});

check('an account that reads English is told in English at once, unless something else is asked', async () => {
	const email = `${randomUUID()}@voorbeeld.example`, wachtwoord = 'zeven blauwe emmers zand';
	service.tell(`${wachtwoord}\n`, 'account', 'add', '--email', email, '--naam', 'Nieuwe Collega', '--rol', 'lezer');
	const someone = await anonymous.login({ email, wachtwoord });
	const ask = (headers) => someone.get(`/koppelingen/${ABSENT}`, { headers, expect: [403, 404] });
	const language = async (headers) => (await ask(headers)).headers.get('content-language');
	assert.equal(await language({}), 'nl');
	await someone.patch('/ik', { taal: 'en' }, { expect: 200 });
	assert.equal(await language({}), 'en');
	assert.match((await ask({})).body.detail, /^(This match|The role)/);
	assert.equal(await language({ 'Accept-Language': 'nl' }), 'nl');
	assert.equal(await language({ 'Accept-Language': 'de' }), 'en');
	await someone.patch('/ik', { taal: 'nl' }, { expect: 200 });
	assert.equal(await language({}), 'nl');
});

check('a key goes with a request in each language, where the answer has none', async () => {
	const key = { 'Idempotency-Key': randomUUID() };
	const body = { ...example('ErkenningNieuw'), crebo: 25604, geldigTotDatum: dayFromNow(400) };
	const list = `/bedrijven/${clients.bedrijf.ik.bedrijfId}/erkenningen`;
	const first = await clients.medewerker.post(list, body, { headers: key, expect: 201 });
	const again = await clients.medewerker.post(list, body, { headers: { ...key, 'Accept-Language': 'en' }, expect: 201 });
	assert.deepEqual(again.body, first.body);
});
