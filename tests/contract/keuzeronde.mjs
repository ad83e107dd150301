/*
 * Rounds in which both sides rank: opened, ranked by each side for itself, divided by the worker, published once.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service;
const { clients, check } = suite({ roles: ['school', 'docent', 'bedrijf', 'vrijwilliger', 'medewerker', 'lezer'] }, (world) => ({ service } = world));

const whole = ['ma', 'di', 'wo', 'do', 'vr'].flatMap((d) => [`${d}-ochtend`, `${d}-middag`]);
const ask = async (client, soort = 'mentoring') => (await client.post('/aanvragen', { soort, klas: `Klas ${randomUUID().slice(0, 8)}`, onderwerp: 'Een mentor',
	niveau: 'po-groep-8', groepsgrootte: 1, vogVereist: false, onlineToegestaan: true, vanDatum: dayFromNow(20), totDatum: dayFromNow(90), dagdelen: whole }, { expect: 201 })).body.id;
const offer = async (client) => (await client.post('/aanbod', { soort: 'mentoring', titel: 'Meester zoekt gezel', niveaus: ['po-groep-8'], online: true, dagdelen: whole },
	{ expect: 201 })).body.id;
const open = (more, expect = 201) => clients.medewerker.post('/keuzerondes', { naam: 'Mentoren', soort: 'mentoring', totOp: `${dayFromNow(9)}T12:00:00Z`, ...more }, { expect });
const step = async (id, status, expect = 200) => {
	const { etag } = await clients.medewerker.get(`/keuzerondes/${id}`, { expect: 200 });
	return clients.medewerker.patch(`/keuzerondes/${id}`, { status }, { etag, expect });
};
const lists = (client, id) => client.all(`/keuzerondes/${id}/keuzelijsten`);

check('a round needs both sides, a type where both choose, and a term that is not over', async () => {
	assert.equal((await open({}, 409)).body.code, 'keuzeronde.leeg');
	assert.equal((await open({ soort: 'gastles' }, 409)).body.code, 'keuzeronde.soort');
	assert.equal((await open({ totOp: `${dayFromNow(-1)}T12:00:00Z` }, 400)).body.errors[0].pointer, '/totOp');
	assert.equal((await open({ campagneId: randomUUID() }, 400)).body.errors[0].pointer, '/campagneId');
	assert.deepEqual((await clients.school.get('/activiteitsoorten', { expect: 200 })).body.items.filter((s) => s.beideKiezen).map((s) => s.code), ['stage', 'mentoring']);
});

check('each side ranks for itself; what comes of it is proposed when staff publishes, once', async () => {
	const { school, docent, bedrijf, vrijwilliger, medewerker, lezer } = clients;
	const own = `/scholen/${school.ik.schoolId}`;
	await school.patch(own, { vogVereist: false }, { etag: (await school.get(own, { expect: 200 })).etag, expect: 200 });
	const asked = await ask(school);
	const ofDocent = await ask(docent);
	const offered = await offer(bedrijf);
	const mentor = await offer(vrijwilliger);
	const { body: ronde } = await open({ zaad: 3 });
	assert.deepEqual([ronde.aanvragen, ronde.aanbod, ronde.verdeling], [2, 2, null]);
	assert.equal((await lezer.get(`/keuzerondes/${ronde.id}`, { expect: 200 })).body.id, ronde.id);
	assert.deepEqual((await lists(docent, ronde.id)).map((l) => l.aanvraagId), [ofDocent]);
	assert.deepEqual((await lists(vrijwilliger, ronde.id)).map((l) => l.aanbodId), [mentor]);

	const [list] = (await lists(school, ronde.id)).filter((l) => l.aanvraagId === asked);
	const { body: mine, etag } = await school.get(`/keuzelijsten/${list.id}`, { expect: 200 });
	assert.deepEqual(mine.mogelijk.map((m) => m.id).sort(), [offered, mentor].sort());
	assert.deepEqual(mine.mogelijk.map((m) => m.score), mine.mogelijk.map((m) => m.score).sort((a, b) => b - a));
	const path = `/keuzelijsten/${list.id}`;
	const ranked = await school.patch(path, { keuzes: [mentor, offered] }, { etag, expect: 200 });
	assert.deepEqual(ranked.body.keuzes, [mentor, offered]);
	await school.patch(path, { keuzes: [] }, { etag, expect: 412 });
	await school.patch(path, { keuzes: [] }, { etag: null, expect: 428 });
	assert.equal((await school.patch(path, { keuzes: [asked] }, { etag: ranked.etag, expect: 409 })).body.code, 'keuzelijst.niet_mogelijk');
	await bedrijf.get(path, { expect: 404 });
	const [ours] = await lists(vrijwilliger, ronde.id);
	const chance = await vrijwilliger.get(`/keuzelijsten/${ours.id}`, { expect: 200 });
	assert.deepEqual(chance.body.mogelijk.map((m) => m.id).sort(), [asked, ofDocent].sort());
	assert.ok(chance.body.mogelijk.every((m) => m.onderwerp && (m.gemeente === null) === (m.gemeenteNaam === null)), JSON.stringify(chance.body.mogelijk));
	await vrijwilliger.patch(`/keuzelijsten/${ours.id}`, { keuzes: [asked] }, { etag: chance.etag, expect: 200 });
	assert.ok((await lists(medewerker, ronde.id)).every((l) => l.keuzes.length === 0), 'staff sees that it was done, not what');
	assert.deepEqual((await medewerker.get(path, { expect: 200 })).body.keuzes, []);

	assert.equal((await step(ronde.id, 'gepubliceerd', 409)).body.code, 'stap.niet_toegestaan');
	await step(ronde.id, 'gesloten');
	assert.deepEqual((await medewerker.all(`/keuzerondes/${ronde.id}/verdeling`)), []);
	service.run('work', '--once');
	const { body: divided } = await medewerker.get(`/keuzerondes/${ronde.id}`, { expect: 200 });
	assert.deepEqual([divided.status, divided.verdeling.zaad, divided.verdeling.cijfers.aanvragen.voorzien], ['verdeeld', 3, 2]);
	const got = (await medewerker.all(`/keuzerondes/${ronde.id}/verdeling`)).find((g) => g.aanvraagId === asked);
	assert.deepEqual([got.aanbodId, got.rangSchool, got.rangAanbieder, got.gekozenDoorSchool, got.koppelingId], [mentor, 1, 1, true, null]);
	assert.equal((await school.all('/koppelingen', { query: { aanvraagId: asked } })).length, 0);

	await step(ronde.id, 'gepubliceerd');
	await step(ronde.id, 'gepubliceerd', 409);
	service.run('work', '--once');
	service.run('work', '--once');
	const [k] = await school.all('/koppelingen', { query: { aanvraagId: asked } });
	const after = (await medewerker.all(`/keuzerondes/${ronde.id}/verdeling`)).find((g) => g.aanvraagId === asked);
	assert.deepEqual([k.id, k.status, after.melding], [after.koppelingId, 'voorgesteld', null]);
	assert.equal((await school.patch(path, { keuzes: [] }, { etag: ranked.etag, expect: 409 })).body.code, 'keuzeronde.dicht');
});

check('a round that is withdrawn comes to nothing', async () => {
	await ask(clients.school);
	const { body: ronde } = await open({});
	await step(ronde.id, 'ingetrokken');
	await step(ronde.id, 'gesloten', 409);
	service.run('work', '--once');
	assert.equal((await clients.medewerker.get(`/keuzerondes/${ronde.id}`, { expect: 200 })).body.status, 'ingetrokken');
});
