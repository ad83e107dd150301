/*
 * Reports about safety: everybody makes one, few read it, and who is held is held everywhere at once.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { asksFor } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, anonymous;
const { clients, check } = suite({ env: { SCHAKEL_PROCESSES: '2' }, roles: ['school', 'vrijwilliger', 'medewerker', 'beheerder'] }, async (world) => {
	({ service, anonymous } = world);
});

const report = async (over) => (await clients.school.post('/meldingen', { ...over, tekst: 'Dit voelt niet veilig.' }, { expect: 202 })).body.id;
const decide = (id, besluit, expect = 201) => clients.medewerker.post(`/meldingen/${id}/besluiten`, { besluit }, { expect });

check('an administrator names who reads, and nobody themself', async () => {
	const { medewerker, beheerder, school } = clients;
	await medewerker.get('/meldingen', { expect: 403 });
	await medewerker.patch(`/leden/${medewerker.ik.lidId}`, { vertrouwenspersoon: true }, { expect: 403 });
	await beheerder.patch(`/leden/${beheerder.ik.lidId}`, { vertrouwenspersoon: true }, { expect: 403 });
	await beheerder.patch(`/leden/${school.ik.lidId}`, { vertrouwenspersoon: true }, { expect: 400 });
	const { body } = await beheerder.patch(`/leden/${medewerker.ik.lidId}`, { vertrouwenspersoon: true }, { expect: 200 });
	assert.equal(body.vertrouwenspersoon, true);
	assert.deepEqual((await medewerker.all('/meldingen')), []);
});

check('whoever is signed in reports, about somebody who is known or not, and reads nothing back', async () => {
	const known = await report({ vrijwilligerId: clients.vrijwilliger.ik.vrijwilligerId });
	const unknown = await report({ accountId: randomUUID() });
	const { body } = await clients.school.post('/meldingen', { tekst: 'Over wie?' }, { expect: 400 });
	assert.equal(body.errors[0].code, 'melding.een_persoon');
	await clients.school.get(`/meldingen/${known}`, { expect: 403 });
	const hidden = (await clients.beheerder.get(`/meldingen/${known}`, { expect: 404 })).body;
	const absent = (await clients.beheerder.get(`/meldingen/${randomUUID()}`, { expect: 404 })).body;
	assert.deepEqual({ ...hidden, instance: null }, { ...absent, instance: null });
	const all = await clients.medewerker.all('/meldingen');
	assert.deepEqual(all.map((m) => [m.id, m.naam !== null, m.gemeldDoor]), [[known, true, clients.school.ik.id], [unknown, false, clients.school.ik.id]]);
	const period = { vanOp: new Date(Date.now() - 86400000).toISOString(), totOp: new Date(Date.now() + 86400000).toISOString() };
	const read = await clients.beheerder.all('/audit', { query: { persoonId: known, ...period } });
	assert.ok(read.some((r) => r.handeling === 'meldingList' && r.accountId === clients.medewerker.ik.id));
	await decide(known, 'vrijgeven', 409);
	assert.equal((await decide(unknown, 'afsluiten')).body.status, 'afgesloten');
});

check('who is held is nowhere among candidates at once, on every process, and signed out; and comes back', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const { niveaus } = (await school.get(`/scholen/${school.ik.schoolId}`, { expect: 200 })).body;
	const offer = (await medewerker.all('/aanbod', { query: { status: 'actief' } }))
		.find((a) => a.vrijwilligerId === vrijwilliger.ik.vrijwilligerId && a.niveaus.some((n) => niveaus.includes(n)));
	const asked = (await school.post('/aanvragen', asksFor(offer, offer.niveaus.find((n) => niveaus.includes(n)), 'Klas veilig'), { expect: 201 })).body;
	const listed = async () => (await school.all(`/aanvragen/${asked.id}/kandidaten`)).some((k) => k.aanbodId === offer.id);
	assert.equal(await listed(), true);
	const [id] = (await medewerker.all('/meldingen')).map((m) => m.id);
	assert.equal((await decide(id, 'stilleggen')).body.status, 'stilgelegd');
	for (let i = 0; i < 8; i++)
		assert.equal(await listed(), false, `still listed, ${i}`);
	await school.get(`/aanbod/${offer.id}`, { expect: 404 });
	await school.get(`/aanvragen/${asked.id}/kandidaten/${offer.id}`, { expect: 404 });
	const one = (await medewerker.get(`/aanvragen/${asked.id}/kandidaten/${offer.id}`, { expect: 200 })).body;
	assert.equal(one.mogelijk, false);
	assert.ok(!(await school.all('/aanbod')).some((a) => a.id === offer.id));
	await vrijwilliger.get('/ik', { expect: 401 });
	const { email, wachtwoord } = service.account('vrijwilliger');
	await anonymous.post('/sessies', { email, wachtwoord }, { expect: 401 });
	service.tell(`${wachtwoord}\n`, 'account', 'add', '--email', email, '--naam', 'Weer Aan', '--rol', 'vrijwilliger', '--vrijwilliger',
		vrijwilliger.ik.vrijwilligerId);
	await anonymous.post('/sessies', { email, wachtwoord }, { expect: 401 });
	await decide(id, 'vrijgeven');
	await anonymous.post('/sessies', { email, wachtwoord }, { expect: 201 });
	for (let i = 0; i < 8; i++)
		assert.equal(await listed(), true);
});
