/* Every list, read page by page in all sizes, gives the same items once, in the same order. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let staff, koppeling, bedrijf, gewicht;
const { contract, check } = suite({ roles: ['school', 'medewerker'] }, async ({ service, clients: { school, medewerker } }) => {
	staff = medewerker;
	service.trust();
	const made = await proposeSome(school, staff, { count: 3 });
	await staff.post(`/koppelingen/${made[0].id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	koppeling = made[0];
	[bedrijf] = await staff.all('/bedrijven');
	for (const crebo of [25297, 25298, 25299])
		await staff.post(`/bedrijven/${bedrijf.id}/erkenningen`, { crebo, geldigTotDatum: '2030-06-30' }, { expect: 201 });
	const [first, second] = await staff.all('/gewichten', { query: { soort: 'gastles' } });
	gewicht = first;
	for (const [version, vervangt] of [[first, 2], [second, 1], [first, 2]])
		await staff.post(`/gewichten/${version.id}/activeringen`, { vervangt }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
});

/* Those that staff reads; reading the audit makes it longer (audit.mjs). */
const lists = contract.operations.filter((o) => o.params.some((p) => p.name === 'cursor') && o.id !== 'auditList');
const idFor = (path) => path.startsWith('/scholen') ? koppeling.schoolId : path.startsWith('/koppelingen') ? koppeling.id : path.startsWith('/bedrijven') ? bedrijf.id
	: path.startsWith('/gewichten') ? gewicht.id : path.startsWith('/aanbod') ? koppeling.aanbodId : koppeling.aanvraagId;
const pathOf = (op) => op.path.replace('{id}', idFor(op.path));

for (const op of lists) {
	check(`${op.id} is the same in pages of any size`, async () => {
		const whole = await staff.all(pathOf(op), { limit: 100 });
		for (const limit of [1, 2, 3, 7])
			assert.deepEqual(await staff.all(pathOf(op), { limit }), whole, `pages of ${limit}`);
	});
}

check('following Link gives the next page with the same filter', async () => {
	const query = { zoek: 'de', limit: 1, soort: 'po' };
	const first = await staff.get('/scholen', { query, expect: 200 });
	const [, next] = /^<([^>]+)>/.exec(first.headers.get('link'));
	const second = await staff.get(next, { expect: 200 });
	assert.notDeepEqual(second.body.items, first.body.items);
	assert.ok(second.body.items.every((s) => s.soort === 'po'));
});

check('a cursor of one list is no cursor of another, nor of another filter', async () => {
	const { body } = await staff.get('/scholen', { query: { limit: 1 }, expect: 200 });
	for (const [path, query] of [['/bedrijven', {}], ['/scholen', { soort: 'po' }]]) {
		const answer = await staff.get(path, { query: { ...query, cursor: body.volgende }, expect: 400 });
		assert.equal(answer.body.errors[0].pointer, '?cursor');
	}
});
