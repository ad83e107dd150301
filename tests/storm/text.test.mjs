/*
 * Bodies and queries as nobody should write them, over the listening service: refused with all
 * their faults at once, or taken and given back without a change.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startScene } from './scene.mjs';
import { broken, kept, refused } from './texts.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };
const faults = (answer) => (answer.body.errors ?? []).map((e) => `${e.pointer} ${e.code}`);

class Desk {
	constructor(service, contract) {
		this.service = service;
		this.open = new Client({ base: service.base, contract });
	}

	async prepare() {
		this.staf = await this.open.login(this.service.account('medewerker'));
		this.school = await this.open.login(this.service.account('school'));
		this.gemeenten = (await this.staf.get('/kringen', { expect: 200 })).body.items[0].gemeenten;
	}

	/* The body as it stands: text of which each character is a byte, or a Buffer. */
	async send(body, { client = this.staf, path = '/kringen', expect = 400 } = {}) {
		return client.post(path, undefined, { headers: JSON_TYPE, body: Buffer.from(body, 'latin1'), expect });
	}

	/* One of the members is given as JSON. */
	kring(member, json) {
		const rest = { naam: 'Kring', gemeenten: this.gemeenten };
		delete rest[member];
		return Buffer.from(JSON.stringify(rest).replace(/}$/, `,${JSON.stringify(member)}:${json}}`)).toString('latin1');
	}

	aanvraag(member, json) {
		const rest = { klas: '8a', soort: 'gastles', onderwerp: 'x', niveau: 'po-groep-8', groepsgrootte: 20,
			vanDatum: '2030-01-07', totDatum: '2030-02-07', dagdelen: ['di-ochtend'] };
		delete rest[member];
		return Buffer.from(JSON.stringify(rest).replace(/}$/, `,${JSON.stringify(member)}:${json}}`)).toString('latin1');
	}
}

async function keepTexts(d) {
	let count = 0;
	for (const [what, text] of Object.entries(kept)) {
		/* A name stands on one line. */
		const naam = /[\n\t]/.test(text) ? `Kring ${++count}` : text;
		const made = await d.staf.post('/kringen', { naam, omschrijving: text, gemeenten: d.gemeenten }, { expect: 201 });
		const read = await d.staf.get(`/kringen/${made.body.id}`, { expect: 200 });
		for (const { body } of [made, read])
			assert.deepEqual([body.naam, body.omschrijving], [naam, text], what);
		/* Escaped in the body it is the same text. */
		const escaped = `"${Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`;
		const again = await d.send(d.kring('omschrijving', escaped).replace('"Kring"', JSON.stringify(`Kring ${++count}`)), { expect: 201 });
		assert.equal(again.body.omschrijving, text, `${what}, escaped`);
	}
	const all = new Set((await d.staf.all('/kringen')).map((k) => k.omschrijving));
	for (const [what, text] of Object.entries(kept))
		assert.ok(all.has(text), `${what} is not in the list`);
}

async function refuseEdges(d) {
	for (const text of [' a', 'a ', '\u00a0a', 'a\u3000', '\u200b', 'a\n'])
		assert.deepEqual(faults(await d.send(d.kring('naam', JSON.stringify(text)))), ['/naam veld.rand'], JSON.stringify(text));
}

async function refuseTexts(d) {
	for (const [what, json] of Object.entries(refused)) {
		for (const member of ['naam', 'omschrijving'])
			assert.deepEqual(faults(await d.send(d.kring(member, json))), [`/${member} veld.tekens`], what);
	}
	/* Both at once, and with what else is wrong. */
	const answer = await d.send('{"naam":"\\u202e","omschrijving":"\\u0007","gemeenten":["00a4",5],"x":1}');
	assert.deepEqual(faults(answer), ['/naam veld.tekens', '/omschrijving veld.tekens', '/gemeenten/0 veld.patroon', '/gemeenten/1 veld.type',
		'/x veld.onbekend']);
}

async function refuseBodies(d) {
	for (const [what, text] of Object.entries(broken))
		assert.deepEqual(faults(await d.send(text)), [' json.syntax'], what);
}

async function shapes(d) {
	const table = [
		['null', 'null', [' veld.null']],
		['a list', '[]', [' veld.type']],
		['a text', '"a"', [' veld.type']],
		['a number', '1', [' veld.type']],
		['true', 'true', [' veld.type']],
		['an empty object', '{}', ['/naam veld.verplicht', '/gemeenten veld.verplicht']],
		['a name twice', d.kring('naam', '"a","naam":"b"'), ['/naam veld.dubbel']],
		['a name twice, one of them escaped', d.kring('naam', '"a","n\\u0061am":"b"'), ['/naam veld.dubbel']],
		['an unknown name', d.kring('kleur', '1'), ['/kleur veld.onbekend']],
		['a name of a prototype', d.kring('__proto__', '{"a":1}'), ['/__proto__ veld.onbekend']],
		['a name with a slash and a tilde', d.kring('a/b~c', '1'), ['/a~1b~0c veld.onbekend']],
		['an empty name', d.kring('', '1'), ['/ veld.onbekend']],
		['a name in capitals', d.kring('NAAM', '"a"'), ['/NAAM veld.onbekend']],
		['null for what must be there', d.kring('naam', 'null'), ['/naam veld.null']],
		['an empty text', d.kring('naam', '""'), ['/naam veld.te_kort']],
		['a text one over', d.kring('naam', JSON.stringify('a'.repeat(201))), ['/naam veld.te_lang']],
		['a text one over, of emoji', d.kring('naam', `"${'\\ud83d\\ude00'.repeat(201)}"`), ['/naam veld.te_lang']],
		['an object for a text', d.kring('naam', '{}'), ['/naam veld.type']],
		['a list for a text', d.kring('naam', '["a"]'), ['/naam veld.type']],
		['a number for a text', d.kring('naam', '5'), ['/naam veld.type']],
		['an object for a list', d.kring('gemeenten', '{"0":"0034"}'), ['/gemeenten veld.type']],
		['an empty list', d.kring('gemeenten', '[]'), ['/gemeenten veld.te_kort']],
		['the same twice', d.kring('gemeenten', '["0034","0034"]'), ['/gemeenten/1 veld.dubbel']],
		['a list that is too long', d.kring('gemeenten', JSON.stringify(Array.from({ length: 101 }, (_, i) => String(1000 + i)))),
			['/gemeenten veld.te_lang']],
		['as deep as it may be', d.kring('x', '['.repeat(31) + ']'.repeat(31)), ['/x veld.onbekend']],
	];
	for (const [what, body, wanted] of table)
		assert.deepEqual(faults(await d.send(body)), wanted, what);
	const many = await d.send('{' + Array.from({ length: 512 }, (_, i) => `"a${i}":1`).join(',') + '}');
	assert.ok(faults(many).length > 1 && faults(many).every((f) => / veld\.(onbekend|verplicht)$/.test(f)), '512 members');
}

async function integers(d) {
	const at = (json, expect = 400) => d.send(d.aanvraag('groepsgrootte', json), { client: d.school, path: '/aanvragen', expect });
	const wrong = { '1.5': 'veld.type', '20.0000001': 'veld.type', '"20"': 'veld.type', 'true': 'veld.type', '[20]': 'veld.type', '{}': 'veld.type',
		'null': 'veld.null', '0': 'veld.te_klein', '-1': 'veld.te_klein', '-0': 'veld.te_klein', '501': 'veld.te_groot', '5e2000': null,
		'9007199254740993': 'veld.te_groot', '9223372036854775807': 'veld.te_groot', '9223372036854775808': null,
		'-9223372036854775809': null, '1e-1': 'veld.type', '1e300': 'veld.type' };
	for (const [json, code] of Object.entries(wrong))
		assert.deepEqual(faults(await at(json)), [code === null ? ' json.syntax' : `/groepsgrootte ${code}`], json);
	/* Rounded, these would be an integer. */
	for (const json of ['0.99999999999999999999', '27.0000000000000001', '499.99999999999999999', '2.70000000000000001e1'])
		assert.ok(faults(await at(json)).includes(' json.getal'), json);
	for (const [json, value] of Object.entries({ '20': 20, '20.0': 20, '2e1': 20, '2.0E+1': 20, '200e-1': 20, '1': 1, '500': 500 }))
		assert.equal((await at(json, 201)).body.groepsgrootte, value, json);
}

async function queries(d) {
	const ask = async (query) => {
		const raw = await fetch(`${d.service.base}/v1/scholen${query}`, { headers: { authorization: `Bearer ${d.staf.token}` } });
		return { status: raw.status, body: await raw.json() };
	};
	const table = [
		['?zoek=ab&zoek=cd', ['?zoek parameter.dubbel']],
		['?zoek=ab&z%6Fek=cd', ['?zoek parameter.dubbel']],
		['?zoek=a&zoek=cd&limit=0', ['?zoek veld.te_kort', '?zoek parameter.dubbel', '?limit veld.te_klein']],
		['?zoek=%ff%fe', ['? vraag.ongeldig']],
		['?zoek=%c0%af', ['? vraag.ongeldig']],
		['?zoek=%ed%a0%80', ['? vraag.ongeldig']],
		['?zoek=a%00b', ['? vraag.ongeldig']],
		['?=a', ['? vraag.ongeldig']],
		['?&', ['? vraag.ongeldig']],
		['?zoek=ab&', ['? vraag.ongeldig']],
		['?' + Array.from({ length: 33 }, (_, i) => `a${i}=1`).join('&'), ['? vraag.ongeldig']],
		['?kleur=a', ['?kleur parameter.onbekend']],
		['?Zoek=ab', ['?Zoek parameter.onbekend']],
		['?zoek%5B%5D=ab', ['?zoek[] parameter.onbekend']],
		['?zoek=', ['?zoek veld.te_kort']],
		['?zoek', ['?zoek veld.te_kort']],
		['?zoek=%E2%80%AEab', ['?zoek veld.tekens']],
		['?zoek=a%07b', ['?zoek veld.tekens']],
		['?zoek=a%0D%0Ab', ['?zoek veld.tekens']],
		['?zoek=' + 'a'.repeat(101), ['?zoek veld.te_lang']],
		['?limit=0', ['?limit veld.te_klein']],
		['?limit=', ['?limit veld.type']],
		['?limit=a', ['?limit veld.type']],
		['?limit=1.5', ['?limit veld.type']],
		['?limit=+1', ['?limit veld.type']],
		['?limit=%2B1', ['?limit veld.type']],
		['?limit=0x10', ['?limit veld.type']],
		['?limit=99999999999999999999', ['?limit veld.type']],
		['?soort=kleuter', ['?soort veld.keuze']],
		['?soort=kleuter&limit=0&kleur=a&zoek=%07b', ['?soort veld.keuze', '?limit veld.te_klein', '?kleur parameter.onbekend', '?zoek veld.tekens']],
	];
	for (const [query, wanted] of table) {
		const { status, body } = await ask(query);
		assert.equal(status, 400, query);
		assert.deepEqual(faults({ body }), wanted, query);
	}
	for (const [what, text] of Object.entries(kept).filter(([, s]) => [...s].length >= 2 && [...s].length <= 100))
		assert.equal((await ask(`?zoek=${encodeURIComponent(text)}`)).status, 200, what);
}

/* Whoever mends what one answer names has mended all of it. */
async function together(d) {
	const id = (await d.staf.get('/kringen?limit=1', { expect: 200 })).body.items[0].id;
	const asked = [
		[d.school, 'POST', '/aanvragen?kleur=a', { 'Idempotency-Key': 'a b' }, '{"onderwerp":5,"x":1}',
			['Idempotency-Key sleutel.vorm', '?kleur parameter.onbekend', '/onderwerp veld.type', '/x veld.onbekend']],
		[d.staf, 'PATCH', `/kringen/${id}?kleur=a&b=c`, { 'If-Match': '*' }, '{"naam":5}',
			['If-Match versie.vorm', '?kleur parameter.onbekend', '?b parameter.onbekend', '/naam veld.type']],
		[d.staf, 'PATCH', `/kringen/${id}?a=b&a=c`, { 'If-Match': '7' }, '{"naam":',
			['If-Match versie.vorm', '?a parameter.onbekend', '?a parameter.dubbel', ' json.syntax']],
		[d.staf, 'PATCH', `/kringen/${id}?kleur=a`, {}, '{"naam":5}', ['?kleur parameter.onbekend', '/naam veld.type']],
	];
	for (const [client, method, path, headers, body, wanted] of asked) {
		const got = faults(await client.request(method, path, { body, expect: 400,
			headers: { 'Content-Type': method === 'POST' ? 'application/json' : 'application/merge-patch+json', ...headers } }));
		assert.deepEqual(wanted.filter((f) => !got.includes(f)), [], `${method} ${path}: ${got}`);
	}
	/* With nothing else wrong, a missing version has a status of its own. */
	await d.staf.request('PATCH', `/kringen/${id}`, { json: { omschrijving: null }, expect: 428 });
}

test('odd bodies and queries', async (t) => {
	const { service, story } = await startScene(t);
	const d = new Desk(service, readContract());
	await d.prepare();
	await story('every text that is taken comes back equal', () => keepTexts(d));
	await story('texts that hide or control are refused where they stand', () => refuseTexts(d));
	await story('a name neither begins nor ends with what nobody sees', () => refuseEdges(d));
	await story('what is no JSON is one fault', () => refuseBodies(d));
	await story('what is JSON of another shape has all its faults at once', () => shapes(d));
	await story('integers are integers, however they are written', () => integers(d));
	await story('queries: once each, of their kind, all faults at once', () => queries(d));
	await story('the faults of headers, query and body are in one answer', () => together(d));
	t.diagnostic(`${Object.keys(kept).length} texts kept, ${Object.keys(refused).length} refused, ${Object.keys(broken).length} broken bodies`);
});
