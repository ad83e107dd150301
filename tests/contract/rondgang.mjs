/*
 * A class along several companies: one request, one proposal, one answer of the school, and each company for itself.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

const { clients, check } = suite({ roles: ['school', 'docent', 'medewerker', 'bedrijf', 'lezer'] }, async () => {
	const { body } = await clients.medewerker.get('/bedrijven', { query: { limit: 40 }, expect: 200 });
	for (const { id } of body.items.slice(0, 12))
		await clients.medewerker.post('/aanbod', { soort: 'bedrijfsbezoek', titel: `Kijk binnen ${id.slice(-4)}`, bedrijfId: id, themas: [], niveaus: ['po-groep-8'],
			dagdelen: week, groepMin: 1, groepMax: 60, plaatsen: 1, vanDatum: dayFromNow(-1) }, { expect: 201 });
	/* The supply follows what is written: until it has them. */
	const { id } = await ask();
	for (let seen = 0; seen < 4;) {
		const { items } = (await clients.school.get(`/aanvragen/${id}/kandidaten`, { query: { limit: 40 }, expect: 200 })).body;
		seen = items.filter((k) => k.titel.startsWith('Kijk binnen')).length;
	}
});

const week = ['ma', 'di', 'wo', 'do', 'vr'].flatMap((d) => [`${d}-ochtend`, `${d}-middag`]);
const ask = async (more) => (await clients.school.post('/aanvragen', { klas: `Klas ${randomUUID().slice(0, 8)}`, soort: 'bedrijfsbezoek', onderwerp: 'Op pad', niveau: 'po-groep-8',
	groepsgrootte: 24, vanDatum: dayFromNow(20), totDatum: dayFromNow(60), dagdelen: week, vogVereist: false, haltes: 3, haltesMin: 2, halteMinuten: 45, ...more },
{ expect: 201 })).body;
const path = (aanvraag) => `/aanvragen/${aanvraag.id}/rondgang`;
const shown = (aanvraag) => `/aanvragen/${aanvraag.id}/_rondgang`;

check('it goes the way of the day, and says when and why', async () => {
	const aanvraag = await ask();
	const empty = (await clients.school.get(shown(aanvraag), { expect: 200 })).body;
	assert.deepEqual([empty.status, empty.haltes, empty.vertrekOp, empty.terugOp], ['zoekt', [], null, null]);
	const { body } = await clients.school.post(path(aanvraag), undefined, { expect: 201 });
	assert.equal(body.status, 'voorgesteld');
	assert.ok(body.haltes.length >= 2 && body.haltes.length <= 3);
	let at = Date.parse(body.vertrekOp);
	for (const [i, h] of body.haltes.entries()) {
		const { tijdvak, factoren, bedrijfId } = h.koppeling;
		assert.equal(h.halte, i + 1);
		at += h.reisMinuten * 60000;
		assert.ok(Date.parse(tijdvak.vanOp) >= at && Date.parse(tijdvak.vanOp) % 900000 === 0, JSON.stringify(tijdvak));
		assert.equal(Date.parse(tijdvak.totOp) - Date.parse(tijdvak.vanOp), 45 * 60000);
		assert.ok(bedrijfId && factoren.length > 0 && factoren.every((f) => f.reden));
		at = Date.parse(tijdvak.totOp);
	}
	assert.ok(Date.parse(body.terugOp) >= at);
	assert.equal(new Set(body.haltes.map((h) => h.koppeling.bedrijfId)).size, body.haltes.length);
	assert.deepEqual((await clients.school.get(shown(aanvraag), { expect: 200 })).body, body);
	const waiting = (await clients.medewerker.all('/werkvoorraad', { query: { wat: 'rondgang' } })).filter((w) => w.aanvraagId === aanvraag.id);
	assert.deepEqual(waiting.map((w) => [w.id, w.koppelingId]), [[aanvraag.id, null]]);
});

check('what stands in its way is said of it as a whole', async () => {
	const why = async (aanvraag) => (await clients.school.get(`/aanvragen/${aanvraag.id}/knelpunten`, { expect: 200 })).body.samenvatting;
	assert.match(await why(await ask()), /^Er kan een rondgang langs [23] bedrijven/);
	const long = await ask({ haltes: 5, haltesMin: 5, halteMinuten: 150 });
	assert.match(await why(long), /^Er is geen rondgang: te weinig bedrijven passen na elkaar op een dag/);
	assert.equal((await clients.school.post(path(long), undefined, { expect: 409 })).body.code, 'rondgang.geen');
});

check('staff decides about it as one, the school confirms and calls off as one', async () => {
	const { school, medewerker } = clients;
	const aanvraag = await ask();
	await school.post(path(aanvraag), undefined, { expect: 201 });
	await school.post(`${path(aanvraag)}/bevestigingen`, undefined, { expect: 409 });
	await school.post(`${path(aanvraag)}/besluiten`, { besluit: 'goedkeuren' }, { expect: 403 });
	await medewerker.post(`${path(aanvraag)}/besluiten`, { besluit: 'afwijzen' }, { expect: 400 });
	assert.equal((await medewerker.post(`${path(aanvraag)}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 })).body.status, 'goedgekeurd');
	const { haltes } = (await school.get(shown(aanvraag), { expect: 200 })).body;
	assert.ok(haltes.every((h) => h.koppeling.contact.aanbieder.naam));
	await medewerker.post(`${path(aanvraag)}/bevestigingen`, undefined, { expect: 403 });
	const { body } = await school.post(`${path(aanvraag)}/bevestigingen`, undefined, { expect: 201 });
	assert.ok(body.haltes.every((h) => h.koppeling.schoolBevestigdOp));
	await school.post(`${path(aanvraag)}/annuleringen`, {}, { expect: 400 });
	assert.deepEqual((await school.post(`${path(aanvraag)}/annuleringen`, { reden: 'geen-tijd' }, { expect: 201 })).body.haltes, []);
	await school.post(`${path(aanvraag)}/annuleringen`, { reden: 'geen-tijd' }, { expect: 409 });
});

check('it is of its school and of staff', async () => {
	const aanvraag = await ask();
	await clients.bedrijf.get(shown(aanvraag), { expect: 403 });
	for (const what of ['', '/besluiten', '/bevestigingen', '/annuleringen']) {
		const body = { '/besluiten': { besluit: 'goedkeuren' }, '/annuleringen': { reden: 'geen-tijd' } }[what];
		const client = what === '/besluiten' ? clients.medewerker : clients.school;
		await client.post(`/aanvragen/${randomUUID()}/rondgang${what}`, body, { expect: 404 });
	}
	await clients.school.get(`/aanvragen/${randomUUID()}/_rondgang`, { expect: 404 });
});

check('of many at the same moment for the last group of a company one is there', async () => {
	const { school } = clients;
	const day = dayFromNow(41 + ((8 - new Date(dayFromNow(41)).getUTCDay()) % 7)); /* a Monday behind the holidays */
	const all = await Promise.all(Array.from({ length: 6 }, () => ask({ haltes: 2, haltesMin: 2, vanDatum: day, totDatum: day, dagdelen: ['ma-ochtend'] })));
	const answers = await Promise.all(all.map((a) => school.post(path(a), undefined, { expect: [201, 409] })));
	const visits = answers.filter((a) => a.status === 201).flatMap((a) => a.body.haltes.map((h) => h.koppeling.aanbodId));
	assert.ok(visits.length > 0);
	assert.equal(new Set(visits).size, visits.length); /* one group in a half-day each */
});
