/* An event from a place to a booking to the calendar and its end; and a series, each time of it in the calendar. */
import assert from 'node:assert/strict';
import { story } from './pad_wereld.mjs';

const uidOf = (id) => `UID:${id}@`;

/* The event of a calendar elsewhere, as its lines by name. */
async function eventOf(w, link, id) {
	const response = await fetch(`${w.service.base.replace(/\/v1$/, '')}${new URL(link).pathname}`);
	const events = (await response.text()).replaceAll('\r\n ', '').split('BEGIN:VEVENT\r\n').slice(1);
	const found = events.filter((text) => text.startsWith(uidOf(id)));
	assert.ok(found.length <= 1, `${id} stands there twice`);
	return found[0] && Object.fromEntries(found[0].split('\r\n').filter((line) => line.includes(':'))
		.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
const instant = (text) => text.replace(/[-:]/g, '');
const linkOf = async (client) => (await client.post('/agendalinks', { naam: 'Evenementen' }, { expect: 201 })).body.link;

async function anEvent(w) {
	const school = w.schoolA, company = await w.account('bedrijf', '--bedrijf', w.bedrijven[2].id);
	const [van, tot] = ['18:00', '18:45'].map((time) => `${w.weken[3]}T${time}:00Z`);
	const { body: campagne } = await w.staf.post('/campagnes', { soort: 'ontmoeting', titel: 'Podium', vanDatum: w.weken[3], totDatum: w.weken[3], doel: 1 }, { expect: 201 });
	const plek = await w.staf.post('/plekken', { campagneId: campagne.id, soort: 'bezoek', titel: 'Kijken bij de draaibank', bedrijfId: w.bedrijven[2].id,
		vanOp: van, totOp: tot, capaciteit: 20, goedkeuring: true }, { expect: 201 });
	const { body: klas } = await school.post('/klassen', { naam: 'Groep 8 podium', niveau: 'po-groep-8', groepsgrootte: 24 }, { expect: 201 });
	await school.post('/plekwensen', { plekId: plek.body.id, klasId: klas.id, eerste: 9, tweede: 4, derde: 0 }, { expect: 201 });
	const booking = await school.post('/inschrijvingen', { plekId: plek.body.id, klasId: klas.id, aantal: 9 }, { expect: 201 });
	const { id } = booking.body;
	const links = [await linkOf(school), await linkOf(company)];
	const inAgenda = async (client) => (await client.all('/agenda', { query: { van: w.weken[3], tot: w.weken[3] } })).find((i) => i.inschrijvingId === id);
	const reached = async () => (await w.staf.get(`/campagnes/${campagne.id}/_voortgang`, { expect: 200 })).body.behaald;
	assert.deepEqual([(await inAgenda(school)).status, await reached()], ['gevraagd', 0]);
	await company.patch(`/inschrijvingen/${id}`, { status: 'bevestigd' }, { etag: booking.etag, expect: 200 });
	assert.equal(await reached(), 1);
	for (const [n, client] of [school, company].entries()) {
		const { status, tijdvak, klas: naam } = await inAgenda(client);
		assert.deepEqual([status, tijdvak.vanOp, tijdvak.totOp, naam], ['bevestigd', van, tot, klas.naam]);
		const event = await eventOf(w, links[n], id);
		assert.deepEqual([event.STATUS, event.DTSTART, event.DTEND], ['CONFIRMED', instant(van), instant(tot)]);
	}
	/* The company drops out: the whole place ends. */
	await w.staf.patch(`/plekken/${plek.body.id}`, { status: 'vervallen', reden: 'andere-oplossing' }, { etag: (await w.staf.get(`/plekken/${plek.body.id}`)).etag, expect: 200 });
	for (const [n, client] of [school, company].entries()) {
		assert.equal(await inAgenda(client), undefined);
		assert.equal((await eventOf(w, links[n], id)).STATUS, 'CANCELLED');
	}
	assert.ok(w.service.letters().some((text) => text.includes('Subject: Een plek bij een evenement gaat niet door') && text.includes(school.email)));
	assert.equal((await school.post('/inschrijvingen', { plekId: plek.body.id, klasId: klas.id, aantal: 1 }, { expect: 409 })).body.code, 'plek.dicht');
}

async function aSeries(w) {
	const { schoolA: school, bedrijf: company } = w;
	const offer = await w.eigenAanbod({ vrijwilliger: { bedrijfId: w.bedrijven[0].id }, soort: 'workshop', dagdelen: ['wo-middag'] });
	const vraag = await w.aanvraag(school, w.weken[3], { soort: 'workshop', dagdelen: ['wo-middag'] });
	const first = (await w.oordeel(school, vraag, offer)).tijdvakken[0];
	const { body: reeks } = await school.post(`/aanvragen/${vraag.id}/reeksen`, { aantal: 2 }, { expect: 201 });
	await school.post(`/aanvragen/${vraag.id}/koppelingen`, { aanbodId: offer.id, tijdvak: { datum: first.datum, dagdeel: 'middag' }, enVolgende: true }, { expect: 201 });
	const keren = async () => (await school.get(`/aanvragen/${vraag.id}/_reeks`, { expect: 200 })).body.keren;
	const [{ koppeling }] = await keren();
	await w.staf.post(`/koppelingen/${koppeling.id}/besluiten`, { besluit: 'goedkeuren', enVolgende: true }, { expect: 201 });
	for (const side of [school, company])
		await side.post(`/koppelingen/${koppeling.id}/reacties`, { reactie: 'bevestigen', enVolgende: true }, { expect: 201 });
	const planned = await keren();
	assert.deepEqual(planned.map((k) => k.koppeling.status), reeks.keren.map(() => 'ingepland'));
	const link = await linkOf(school);
	const starts = [];
	for (const { koppeling: { id } } of planned) {
		const { tijdvak } = (await school.get(`/koppelingen/${id}`, { expect: 200 })).body;
		const event = await eventOf(w, link, id);
		assert.deepEqual([event.STATUS, event.DTSTART], ['CONFIRMED', instant(tijdvak.vanOp)]);
		starts.push(tijdvak.datum);
	}
	assert.equal(new Set(starts).size, 2);
	/* Calling off from the second time on leaves the first. */
	await school.post(`/koppelingen/${planned[1].koppeling.id}/annuleringen`, { reden: 'anders', enVolgende: true }, { expect: 201 });
	assert.deepEqual([(await eventOf(w, link, planned[0].koppeling.id)).STATUS, (await eventOf(w, link, planned[1].koppeling.id)).STATUS], ['CONFIRMED', 'CANCELLED']);
}

export function eventTests(t, w) {
	return t.test('what is more than one lesson', async (t) => {
		await story(t, w, 'an event, from a place to the calendar and its end', () => anEvent(w));
		await story(t, w, 'a series, each time of it in the calendar', () => aSeries(w));
	});
}
