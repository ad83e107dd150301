/*
 * How much a school may ask, a company be asked and anybody invite, with many writers at once on two processes: what fits is
 * done, what does not is refused, and not one more.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { asksFor, dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service;
const { clients, check } = suite({ env: { SCHAKEL_PROCESSES: '2' }, roles: ['school', 'medewerker'] }, (world) => {
	({ service } = world);
});

const MANY = 16;
const statuses = (answers, code) => {
	for (const a of answers.filter((x) => x.status === 409))
		assert.equal(a.body.code, code);
	return answers.filter((a) => a.status < 300).length;
};

/* An offer of a company and a level that the school has. */
async function someOffer() {
	const { school, medewerker } = clients;
	const { niveaus } = (await school.get(`/scholen/${school.ik.schoolId}`, { expect: 200 })).body;
	for (const aanbod of await medewerker.all('/aanbod', { query: { status: 'actief' } })) {
		const niveau = aanbod.niveaus.find((n) => niveaus.includes(n));
		if (aanbod.bedrijfId && !aanbod.vrijwilligerId && niveau)
			return { aanbod, niveau };
	}
	throw new Error('the demo has no such offer');
}

check('of many requests at once as many are made as the school may have open', async () => {
	const { school, medewerker } = clients;
	const { aanbod, niveau } = await someOffer();
	const path = `/scholen/${school.ik.schoolId}`;
	const open = (await school.all('/aanvragen', { query: { status: 'open' } })).length;
	const { etag } = await medewerker.patch(path, { maxOpenAanvragen: open + 5 }, { expect: 200 });
	await medewerker.patch(path, { maxOpenAanvragen: 1 }, { etag: '"0"', expect: 412 });
	const answers = await Promise.all(Array.from({ length: MANY }, () =>
		school.post('/aanvragen', asksFor(aanbod, niveau, `Klas ${randomUUID().slice(0, 8)}`), { expect: [201, 409] })));
	assert.equal(statuses(answers, 'aanvraag.te_veel_open'), 5);
	assert.equal((await school.all('/aanvragen', { query: { status: 'open' } })).length, open + 5);
	await medewerker.patch(path, { maxOpenAanvragen: 1000 }, { etag, expect: 200 });
});

check('of many invitations at once as many go out as one may send in a day', async () => {
	const { school } = clients;
	const answers = await Promise.all(Array.from({ length: 40 }, () =>
		school.post('/uitnodigingen', { email: `${randomUUID()}@voorbeeld.example`, naam: 'Amira Bakker', rol: 'docent' }, { expect: [201, 429] })));
	const refused = answers.filter((a) => a.status === 429);
	assert.equal(answers.length - refused.length, 25);
	for (const a of refused) {
		assert.equal(a.body.code, 'uitnodiging.te_veel_vandaag');
		const seconds = Number(a.headers.get('retry-after'));
		assert.ok(seconds > 0 && seconds <= 86400, 'until the day is over');
	}
	assert.equal((await school.all('/leden', { query: { status: 'uitgenodigd' } })).length, 25);
	assert.equal(service.letters().filter((l) => l.includes('Subject: Een uitnodiging voor Schakel')).length, 25);
});

check('of many bookings at once as many are made as fit in the half-day', async () => {
	const { school, medewerker } = clients;
	const lab = (await medewerker.post('/faciliteiten', { soort: 'fablab', titel: 'Een lab', plaats: 'Meerwaard', eenheid: 'groep', capaciteit: 5,
		dagdelen: ['ma-ochtend', 'di-ochtend', 'wo-ochtend', 'do-ochtend', 'vr-ochtend'], openVoor: ['scholen'] }, { expect: 201 })).body;
	const free = async () => (await school.get(`/faciliteiten/${lab.id}/_dagdelen`, { expect: 200 })).body.items;
	const before = await free();
	const { datum, dagdeel } = before.at(-1);
	const book = () => school.post('/reserveringen', { faciliteitId: lab.id, datum, dagdeel }, { expect: [201, 409] });
	const answers = await Promise.all(Array.from({ length: 24 }, book));
	assert.equal(statuses(answers, 'faciliteit.vol'), 5);
	assert.equal((await free()).length, before.length - 1, 'that half-day is full and no other');
	const made = answers.filter((a) => a.status === 201).map((a) => a.body.id);
	const off = await Promise.all(made.flatMap((id) => [id, id]).map((id) =>
		school.patch(`/reserveringen/${id}`, { status: 'geannuleerd' }, { etag: '"1"', expect: [200, 409, 412] })));
	assert.equal(off.filter((a) => a.status === 200).length, 5, 'each is called off once');
	assert.equal((await free()).find((d) => d.datum === datum).vrij, 5);
});

check('of many who want a place of a jury at once as many get one as are needed', async () => {
	const { medewerker } = clients;
	const day = dayFromNow(30);
	const campagne = (await medewerker.post('/campagnes', { soort: 'wedstrijd', titel: 'First Lego League', vanDatum: day, totDatum: day, doel: 1 }, { expect: 201 })).body;
	const plek = (await medewerker.post('/plekken', { campagneId: campagne.id, soort: 'jury', titel: 'Jury', vanOp: `${day}T09:00:00Z`, totOp: `${day}T12:00:00Z`,
		capaciteit: 5 }, { expect: 201 })).body;
	const people = await Promise.all(Array.from({ length: 24 }, async () =>
		(await medewerker.post('/vrijwilligers', { naam: 'Een jurylid', email: `${randomUUID()}@voorbeeld.example` }, { expect: 201 })).body.id));
	const answers = await Promise.all(people.map((vrijwilligerId) =>
		medewerker.post('/inschrijvingen', { plekId: plek.id, vrijwilligerId }, { expect: [201, 409] })));
	assert.equal(statuses(answers, 'plek.vol'), 5);
	assert.equal((await medewerker.get(`/plekken/${plek.id}`, { expect: 200 })).body.vrij, 0);
});

check('of many proposals at once as many are made as the company may get in a week', async () => {
	const { school, medewerker } = clients;
	const { aanbod, niveau } = await someOffer();
	const path = `/bedrijven/${aanbod.bedrijfId}`;
	const asked = await Promise.all(Array.from({ length: MANY }, () =>
		school.post('/aanvragen', asksFor(aanbod, niveau, `Klas ${randomUUID().slice(0, 8)}`), { expect: 201 })));
	/* Half-days of their own, so that nothing else stands in the way. */
	const { body: list } = await school.get(`/aanvragen/${asked[0].body.id}/kandidaten/${aanbod.id}`, { expect: 200 });
	const slots = list.tijdvakken.slice(0, MANY);
	assert.ok(slots.length > 6);
	await medewerker.patch(path, { maxVoorstellenPerWeek: 3, maxPerWeek: null, maxPerSchooljaar: null }, { expect: 200 });
	const answers = await Promise.all(slots.map(({ datum, dagdeel }, i) =>
		school.post(`/aanvragen/${asked[i].body.id}/koppelingen`, { aanbodId: aanbod.id, tijdvak: { datum, dagdeel } }, { expect: [201, 409] })));
	assert.equal(statuses(answers, 'bedrijf.te_veel_voorstellen'), 3);
	await medewerker.patch(path, { maxVoorstellenPerWeek: 5 }, { expect: 200 });
	const again = await Promise.all(slots.map(({ datum, dagdeel }, i) => answers[i].status === 409 &&
		school.post(`/aanvragen/${asked[i].body.id}/koppelingen`, { aanbodId: aanbod.id, tijdvak: { datum, dagdeel } }, { expect: [201, 409] })));
	assert.equal(statuses(again.filter(Boolean), 'bedrijf.te_veel_voorstellen'), 2);
});
