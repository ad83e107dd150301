/*
 * The bundled contract against our own rules (api/README.md): what neither the generator nor the design
 * rules' own linter looks at. Runs without ../shared.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import { readContract } from '../support/contract.mjs';

const contract = readContract();
const { spec } = contract;
const schemas = Object.entries(spec.components.schemas);

/* As a reader sees it: the schema's own example, or one put together of those of its parts. */
function exampleOf(schema) {
	const s = contract.deref(schema);
	if (s.examples)
		return s.examples[0];
	if (s.oneOf)
		return exampleOf(s.oneOf[0]);
	if (s.properties)
		return Object.fromEntries(Object.entries(s.properties).map(([k, v]) => [k, exampleOf(v)]));
	if (s.items)
		return [exampleOf(s.items)];
	return s.default ?? s.const ?? undefined;
}

/* Every schema below this one, with its place. */
function* parts(schema, place) {
	yield [place, schema];
	for (const [name, property] of Object.entries(schema.properties ?? {}))
		yield* parts(property, `${place}.${name}`);
	if (schema.items)
		yield* parts(schema.items, `${place}[]`);
}

test('every schema has an example, and all examples fit', () => {
	for (const [name, schema] of schemas) {
		assert.ok(schema.examples?.length > 0 || exampleOf(schema) !== undefined, name);
		const errors = contract.errors({ $ref: `#/components/schemas/${name}` }, exampleOf(schema), contract.answers);
		assert.equal(errors, null, `${name}: ${JSON.stringify(errors)}`);
		for (const [place, part] of parts(schema, name))
			for (const example of part.examples ?? [])
				assert.equal(contract.errors(part, example, contract.answers), null, `${place}: ${JSON.stringify(example)}`);
	}
});

test('every default fits its own schema', () => {
	for (const [name, schema] of schemas)
		for (const [place, { default: value, ...rest }] of parts(schema, name))
			if (value !== undefined)
				assert.equal(contract.errors(rest, value), null, place);
});

test('every property and every schema is described', () => {
	for (const [name, schema] of schemas)
		for (const [place, part] of parts(schema, name))
			assert.ok(part.description ?? contract.deref(part).description ?? place.endsWith('[]'), place);
});

test('dates are named …Datum and instants …Op, and nothing else is', () => {
	for (const [name, schema] of schemas) {
		for (const [place, part] of parts(schema, name)) {
			const property = place.split('.').pop();
			if (part.format === 'date')
				assert.match(property, /([dD]atum|^van|^tot)(\[\])?$/, place);
			if (part.format === 'date-time')
				assert.match(property, /(Op|^op)$/, place);
			if (/Datum$/.test(property))
				assert.equal(part.format, 'date', place);
		}
	}
});

/* The names of all schemas that an answer is made of. */
function answerSchemas() {
	const answers = new Set();
	const follow = (schema) => {
		for (const [, part] of parts(schema, ''))
			for (const ref of [part, part.items, ...(part.oneOf ?? [])]) {
				const name = ref?.$ref?.split('/').pop();
				if (name && !answers.has(name)) {
					answers.add(name);
					follow(contract.deref(ref));
				}
			}
	};
	for (const op of contract.operations)
		follow(Object.values(op.answer(op.success).content)[0].schema);
	return answers;
}

test('what an answer holds is always there: every property of an answer is required', () => {
	for (const name of answerSchemas()) {
		const s = spec.components.schemas[name];
		if (s.type === 'object')
			assert.deepEqual([...(s.required ?? [])].sort(), Object.keys(s.properties).sort(), name);
	}
});

test('every pattern means the same to POSIX and ECMAScript, and bounds what it takes', () => {
	for (const [name, schema] of schemas)
		for (const [place, part] of parts(schema, name))
			if (part.pattern)
				assert.doesNotMatch(part.pattern, /\\|\(\?|\[:|\*\?|\+\?|\{,/, place);
});

/* Seen by whoever may call at all: x-toegang says who that is. */
const SEEN_WITH_ALL = { 'Vrijwilliger.email': 'its company, circle and staff', 'Ik.email': 'their own', 'Ik.telefoon': 'their own', 'Lid.email': 'its organisation and staff',
	'School.telefoon': 'in the public register', 'School.adres': 'in the public register', 'Bedrijf.adres': 'in the public register',
	'ContactSchool.telefoon': 'below contact', 'ContactAanbieder.email': 'below contact', 'ContactAanbieder.telefoon': 'below contact',
	'AfloopantwoordVraag.adres': 'where the lesson is', 'AntwoordVraag.adres': 'where the lesson is',
	'InvalantwoordVraag.adres': 'where the lesson is' };

test('how to reach somebody says who sees it (x-zicht), in every answer', () => {
	const found = [];
	for (const name of answerSchemas())
		for (const [property, part] of Object.entries(spec.components.schemas[name].properties ?? {}))
			if (/^(email|telefoon|contact|adres|postcode|vog.*Datum)$/.test(property) && !part['x-zicht'] && name !== 'Adres')
				found.push(`${name}.${property}`);
	assert.deepEqual(found.sort(), Object.keys(SEEN_WITH_ALL).sort());
});

/* Addresses end up in logs of others and in histories. A search is for what is public, of organisations. */
test('no parameter of a path or a query is about a person (ASVS 14.2.1)', () => {
	for (const op of contract.operations)
		for (const { name, in: where } of op.params.filter((p) => p.in === 'path' || p.in === 'query'))
			assert.doesNotMatch(name, /mail|telefoon|achternaam|voornaam|wachtwoord|geboorte|bsn|token|^code$/i, `${op.id}: ${where} ${name}`);
});

test('every enum has each value once', () => {
	for (const [name, schema] of schemas)
		if (schema.enum)
			assert.equal(new Set(schema.enum).size, schema.enum.length, name);
});

test('every operation is named after its resource and says what it may answer', () => {
	for (const op of contract.operations) {
		assert.match(op.id, /(List|Get|Post|Patch|Delete)$/);
		for (const status of [400, 406, 429, 500, 503, ...(op.open ? [] : [401, 403]), ...(op.path.includes('{') ? [404] : []),
			...(op.body ? [413, 415] : []), ...(op.method === 'PATCH' ? [409, 412, 428] : [])])
			assert.ok(op.statuses.includes(status), `${op.id} misses ${status}`);
		assert.ok(spec.tags.some((t) => spec.paths[op.path][op.method.toLowerCase()].tags[0] === t.name), op.id);
	}
});

test('every answer names the headers that it always has', () => {
	for (const op of contract.operations)
		for (const status of op.statuses)
			assert.ok(op.answer(status).headers?.['API-Version'], `${op.id} ${status}`);
});

test('what is deprecated says when it ends', () => {
	for (const op of Object.values(spec.paths).flatMap((item) => Object.values(item)))
		if (op.deprecated)
			for (const header of ['Deprecation', 'Sunset'])
				assert.ok(Object.entries(op.responses).every(([, r]) => contract.deref(r).headers?.[header]), op.operationId);
});
