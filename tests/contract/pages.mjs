/* Every list, read page by page in all sizes, gives the same items once, in the same order. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { dayFromNow, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let staff, koppeling, bedrijf, gewicht, planning, keuzeronde;
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
	planning = (await staff.post('/planningen', { titel: 'Alles', soort: 'gastles' }, { expect: 202 })).body;
	service.run('work', '--once');
	const mentor = { soort: 'mentoring', niveaus: ['po-groep-8'], online: true, dagdelen: ['ma-ochtend'] };
	for (const klas of ['Mentor 1', 'Mentor 2', 'Mentor 3'])
		await school.post('/aanvragen', { soort: 'mentoring', klas, onderwerp: 'Een mentor', niveau: 'po-groep-8', groepsgrootte: 1, vogVereist: false, onlineToegestaan: true,
			vanDatum: dayFromNow(20), totDatum: dayFromNow(90), dagdelen: ['ma-ochtend'] }, { expect: 201 });
	await staff.post('/aanbod', { ...mentor, titel: 'Een mentor', bedrijfId: bedrijf.id }, { expect: 201 });
	keuzeronde = (await staff.post('/keuzerondes', { naam: 'Ronde', soort: 'mentoring', totOp: `${dayFromNow(9)}T12:00:00Z` }, { expect: 201 })).body;
	for (const [version, vervangt] of [[first, 2], [second, 1], [first, 2]])
		await staff.post(`/gewichten/${version.id}/activeringen`, { vervangt }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
});

/* Those that staff reads; reading the audit makes it longer (audit.mjs). */
const lists = contract.operations.filter((o) => o.params.some((p) => p.name === 'cursor') && !['auditList', 'zoektrefferList'].includes(o.id));
const idFor = (path) => path.startsWith('/scholen') ? koppeling.schoolId : path.startsWith('/koppelingen') ? koppeling.id : path.startsWith('/bedrijven') ? bedrijf.id
	: path.startsWith('/planningen') ? planning.id : path.startsWith('/keuzerondes') ? keuzeronde.id : path.startsWith('/gewichten') ? gewicht.id : path.startsWith('/aanbod') ? koppeling.aanbodId : koppeling.aanvraagId;
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
