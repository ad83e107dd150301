/*
 * The generator from outside: what it makes of a small good contract, and what it says of bad ones, each the good
 * one with one thing wrong. A refused contract leaves no files.
 * APIGEN names the program.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const apigen = process.env.APIGEN;
const good = path.join(path.dirname(fileURLToPath(import.meta.url)), 'contract');
const root = mkdtempSync(path.join(os.tmpdir(), 'schakel-apigen-'));
after(() => rmSync(root, { recursive: true }));
let count = 0;

/* Runs the generator over the good contract, changed by `change(root, paths, schemas)`; texts replace whole files. */
function run(change = () => {}) {
	const dir = path.join(root, String(++count)), out = path.join(dir, 'out');
	cpSync(good, dir, { recursive: true });
	mkdirSync(out);
	const files = { root: 'openapi.json', paths: 'paths/dingen.json', schemas: 'schemas/ding.json' };
	const docs = Object.fromEntries(Object.entries(files).map(([k, f]) => [k, JSON.parse(readFileSync(path.join(dir, f), 'utf8'))]));
	const texts = change(docs.root, docs.paths, docs.schemas) ?? {};
	for (const [k, f] of Object.entries(files))
		writeFileSync(path.join(dir, f), texts[k] ?? JSON.stringify(docs[k]));
	const { status, stderr } = spawnSync(apigen, [dir, out], { encoding: 'utf8' });
	return { status, stderr, out };
}

test('a good contract becomes four files', () => {
	const { status, stderr, out } = run();
	assert.equal(status, 0, stderr);
	assert.deepEqual(readdirSync(out).sort(), ['documents.c', 'openapi.json', 'operations.c', 'operations.h']);
});

test('the bundle is one document without references to files, in the order of the sources', () => {
	const { out } = run();
	const text = readFileSync(path.join(out, 'openapi.json'), 'utf8');
	const spec = JSON.parse(text);
	for (const [, ref] of text.matchAll(/"\$ref":"([^"]+)"/g))
		assert.ok(ref.slice(2).split('/').reduce((o, k) => o[k], spec), ref);
	assert.deepEqual(Object.keys(spec), ['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components']);
	assert.deepEqual(Object.keys(spec.components.schemas), ['Kleur', 'Ding', 'DingNieuw', 'DingWijziging', 'Probleem', 'Maat', 'Rol']);
	assert.deepEqual(Object.keys(spec.paths['/dingen']), ['get', 'post']);
});

test('the same contract gives the same bytes', () => {
	const [a, b] = [run().out, run().out];
	for (const file of readdirSync(a))
		assert.equal(readFileSync(path.join(a, file), 'utf8'), readFileSync(path.join(b, file), 'utf8'), file);
});

const list = (p) => p['/dingen'].get, post = (p) => p['/dingen'].post, patch = (p) => p['/dingen/{id}'].patch;
const naam = (s) => s.DingNieuw.properties.naam;

const bad = {
	'a keyword it does not know': [(r, p, s) => { naam(s).not = {}; }, /DingNieuw\.naam: the keyword 'not'/],
	'a keyword of an operation it does not know': [(r, p) => { list(p).callbacks = {}; }, /'callbacks' is not implemented/],
	'no operationId': [(r, p) => { delete list(p).operationId; }, /needs an operationId/],
	'an operationId twice': [(r, p) => { post(p).operationId = 'dingList'; }, /'dingList' is there twice/],
	'no summary': [(r, p) => { delete list(p).summary; }, /needs summary/],
	'no description': [(r, p) => { delete post(p).description; }, /needs description/],
	'an enum within a request': [(r, p, s) => { s.DingNieuw.properties.kleur = { type: 'string', enum: ['a'] }; }, /an enum must be a component/],
	'an enum within a query': [(r, p) => { list(p).parameters[0].schema = { type: 'string', enum: ['a'] }; }, /an enum must be a component/],
	'a string without a bound': [(r, p, s) => { delete naam(s).maxLength; }, /a string needs maxLength/],
	'a list without a bound': [(r, p, s) => { delete s.DingNieuw.properties.maten.maxItems; }, /an array needs maxItems/],
	'a number without a bound': [(r, p, s) => { delete s.Maat.properties.lengteMm.maximum; }, /an integer needs minimum and maximum/],
	'an object that takes more': [(r, p, s) => { s.DingNieuw.additionalProperties = true; }, /needs additionalProperties: false/],
	'a required property that is not there': [(r, p, s) => { s.Maat.required.push('breedte'); }, /'breedte' is required but not there/],
	'a name in snake case': [(r, p, s) => { s.Maat.properties.lengte_mm = s.Maat.properties.lengteMm; }, /'lengte_mm' is not camelCase/],
	'a pattern that is not anchored': [(r, p, s) => { naam(s).pattern = 'a'; }, /must begin with \^/],
	'a pattern that only one side reads': [(r, p, s) => { naam(s).pattern = '^\\d$'; }, /may not have/],
	'an unknown format': [(r, p, s) => { naam(s).format = 'ipv4'; }, /the format 'ipv4' is not implemented/],
	'an unknown type': [(r, p, s) => { naam(s).type = 'number'; }, /the type 'number' is not implemented/],
	'an object within a request': [(r, p, s) => { s.DingNieuw.properties.maat = s.Maat; }, /must be a component of its own/],
	'a list of lists': [(r, p, s) => { s.DingNieuw.properties.maten.items = { type: 'array', maxItems: 1, items: { $ref: '#/Maat' } }; }, /an array of arrays/],
	'another oneOf': [(r, p, s) => { s.DingWijziging.properties.kleur.oneOf.reverse(); }, /oneOf must be/],
	'a default that does not fit': [(r, p, s) => { s.DingNieuw.properties.aantal.default = 6; }, /the default does not fit/],
	'a default of another enum': [(r, p, s) => { s.DingNieuw.properties.kleur.default = 'paars'; }, /the default does not fit/],
	'a default deeper down': [(r, p, s) => { s.Maat.properties.lengteMm.default = 1; }, /a default inside a nested object/],
	'a schema that holds itself': [(r, p, s) => { s.Maat.properties.maat = { $ref: '#/Maat' }; }, /Maat: holds itself/],
	'a reference to nothing': [(r, p, s) => { s.DingNieuw.properties.maat.$ref = '#/Massa'; }, /nothing stands at/],
	'a reference to no path': [(r) => { r.paths['/x'] = { $ref: 'paths/dingen.json#/~1x' }; }, /nothing stands at/],
	'a path parameter that is not described': [(r, p) => { patch(p).parameters.shift(); }, /the path parameter 'id' is not described/],
	'a path parameter too many': [(r, p) => { post(p).parameters.push({ $ref: '../openapi.json#/components/parameters/Id' }); }, /describes 1 path parameters/],
	'a slash at the end': [(r) => { r.paths['/dingen/'] = r.paths['/dingen']; }, /does not end with it/],
	'a POST without Idempotency-Key': [(r, p) => { delete post(p).parameters; }, /a POST declares Idempotency-Key/],
	'a PATCH without If-Match': [(r, p) => { patch(p).parameters.pop(); }, /a PATCH declares If-Match/],
	'a header that nobody reads': [(r, p) => { list(p).parameters.push({ name: 'X-Iets', in: 'header', description: 'x', schema: { type: 'boolean' } }); }, /this header parameter/],
	'a body in another form': [(r, p) => { const c = patch(p).requestBody.content; c['application/json'] = c['application/merge-patch+json']; delete c['application/merge-patch+json']; }, /the body may not be application\/json/],
	'a body that may be absent': [(r, p) => { post(p).requestBody.required = false; }, /the body must be required/],
	'no success': [(r, p) => { delete list(p).responses[200]; }, /exactly one answer in the 200s/],
	'a fault that is no problem document': [(r) => { r.components.responses.Probleem400.content = { 'application/json': {} }; }, /must be a problem document/],
	'a role that does not exist': [(r, p) => { post(p)['x-toegang'] = { baas: 'alle' }; }, /'baas' is not a Rol/],
	'a reach that does not exist': [(r, p) => { post(p)['x-toegang'] = { school: 'ver' }; }, /gives a school 'ver', which is no reach/],
	'a view of a role that does not exist': [(r, p, s) => { s.Maat.properties.opschrift['x-zicht'] = { baas: 'alle' }; }, /Maat\.opschrift: 'baas' is not a Rol/],
	'a view of what is always there': [(r, p, s) => { s.Ding.properties.id['x-zicht'] = { school: 'alle' }; }, /Ding\.id: x-zicht needs a property that may be null/],
	'free text that nobody can confirm': [(r, p, s) => { s.DingNieuw.properties.naam['x-vrije-tekst'] = true; }, /dingPost: Schakel-Bevestigd goes with x-vrije-tekst/],
	'free text in a form': [(r, p, s) => { s.DingNieuw.properties.email['x-vrije-tekst'] = true; }, /DingNieuw\.email: x-vrije-tekst is for a text without a format/],
	'a view for everybody': [(r, p, s) => { s.Maat.properties.opschrift['x-zicht'] = { iedereen: 'alle' }; }, /x-zicht names roles/],
	'nobody': [(r, p) => { post(p)['x-toegang'] = {}; }, /x-toegang lets nobody in/],
	'security of its own': [(r, p) => { post(p).security = [{ sleutel: [] }]; }, /security may only be \[\]/],
	'components before the end': [(r) => { r.slot = 1; }, /as the last member/],
	'no version': [(r) => { delete r.info.version; }, /needs a version/],
	'a number with a fraction': [(r) => { r.info.prijs = 1.5; }, /a number that is not whole/],
	'a key twice': [() => ({ schemas: '{"Ding":{},"Ding":{}}' }), /is not valid JSON, has a key twice/],
	'no JSON': [() => ({ paths: '{' }), /is not valid JSON/],
};

for (const [what, [change, message]] of Object.entries(bad)) {
	test(`refuses ${what}`, () => {
		const { status, stderr, out } = run(change);
		assert.equal(status, 1, stderr);
		assert.match(stderr, message);
		assert.match(stderr, /\d+ faults? in the contract/);
		assert.deepEqual(readdirSync(out), []);
	});
}

test('names all faults at once', () => {
	const { stderr } = run((r, p, s) => {
		delete list(p).summary;
		delete naam(s).maxLength;
		post(p)['x-toegang'] = { baas: 'alle' };
	});
	assert.match(stderr, /needs summary[\s\S]*3 faults|maxLength[\s\S]*needs summary[\s\S]*3 faults/);
});
