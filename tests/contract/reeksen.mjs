/* A series: the same activity several times in a rhythm, asked, proposed, agreed, moved and called off as one, and each time a match of its own. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

const { clients, check } = suite({ roles: ['school', 'docent', 'medewerker', 'bedrijf', 'vrijwilliger'] });

const later = (day, days) => new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);
const apart = (from, to) => (Date.parse(to) - Date.parse(from)) / 86400000;
/* A Tuesday so many days on, in autumn when the school year ends too soon for a series. */
function tuesday(days) {
	const today = dayFromNow(0), month = Number(today.slice(5, 7));
	const from = later(month >= 3 && month <= 8 ? `${today.slice(0, 4)}-08-20` : today, days);
	return later(from, (9 - new Date(from).getUTCDay()) % 7);
}

const ask = async (day, more) => (await clients.school.post('/aanvragen', { klas: `Klas ${randomUUID().slice(0, 8)}`, soort: 'workshop',
	onderwerp: 'Solderen', niveau: 'po-groep-8', groepsgrootte: 24, vanDatum: day, totDatum: day, dagdelen: ['di-ochtend'], vogVereist: false, ...more },
{ expect: 201 })).body;
const offer = async (more) => (await clients.bedrijf.post('/aanbod', { soort: 'workshop', titel: `Solderen ${randomUUID()}`, bedrijfId: clients.bedrijf.ik.bedrijfId,
	niveaus: ['po-groep-8'], dagdelen: ['di-ochtend', 'di-middag'], groepMin: 1, groepMax: 40, plaatsen: 20, ...more }, { expect: 201 })).body;
/* Such a Tuesday on which the school is open. */
async function start(days) {
	for (let day = tuesday(days); ; day = later(day, 7)) {
		const { status, body } = await clients.school.post(`/aanvragen/${(await ask(day)).id}/reeksen`, { aantal: 2 }, { expect: [201, 409] });
		if (status === 201)
			return day;
		assert.equal(body.code, 'reeks.eerste_dicht');
	}
}
const make = async (day, n, more) => (await clients.school.post(`/aanvragen/${(await ask(day, more)).id}/reeksen`, n, { expect: 201 })).body;
const read = async (client, { keren }) => (await client.get(`/aanvragen/${keren[0].aanvraagId}/_reeks`, { expect: 200 })).body;
const propose = (keer, aanbod, more, expect = 201) => clients.school.post(`/aanvragen/${keer.aanvraagId}/koppelingen`,
	{ aanbodId: aanbod.id, tijdvak: { datum: keer.vanDatum, dagdeel: 'ochtend' }, enVolgende: true, ...more }, { expect });
const step = (client, keer, what, body, expect = 201) => client.post(`/koppelingen/${keer.koppeling.id}/${what}`, { enVolgende: true, ...body }, { expect });
const days = (reeks) => reeks.keren.map((k) => k.vanDatum);
const stands = (reeks) => reeks.keren.map((k) => k.koppeling?.status ?? null);
/* Proposed, approved and agreed as one. */
async function planned(reeks, aanbod) {
	await propose(reeks.keren[0], aanbod);
	const { keren } = await read(clients.school, reeks);
	await step(clients.medewerker, keren[0], 'besluiten', { besluit: 'goedkeuren' });
	await step(clients.school, keren[0], 'reacties', { reactie: 'bevestigen' });
	await step(clients.bedrijf, keren[0], 'reacties', { reactie: 'bevestigen' });
	return read(clients.school, reeks);
}

check('a series asks the same once for each time in its rhythm, and says what it passes over and why', async () => {
	const { school } = clients;
	const day = await start(20), tijdopties = [{ vanDatum: day, totDatum: day, dagdelen: ['di-ochtend'] }];
	const reeks = await make(day, { aantal: 4, ritmeWeken: 2 }, { tijdopties });
	assert.deepEqual([reeks.ritmeWeken, reeks.keren.length, reeks.keren[0].vanDatum], [2, 4, day]);
	assert.ok(days(reeks).every((d, i) => apart(day, d) % 14 === 0 && (i === 0 || d > days(reeks)[i - 1])));
	assert.deepEqual(await read(school, reeks), reeks);
	for (const k of reeks.keren) {
		const { body } = await school.get(`/aanvragen/${k.aanvraagId}`, { expect: 200 });
		assert.deepEqual([body.reeksId, body.reeksKeer, body.status, body.tijdopties[0].vanDatum, body.klas, body.kopieVan],
			[reeks.id, k.keer, 'open', k.vanDatum, (await school.get(`/aanvragen/${reeks.keren[0].aanvraagId}`)).body.klas, null]);
	}
	const gone = days(reeks)[1];
	const { body: closed, etag } = await school.post('/sluitingen', { vanDatum: gone, reden: 'studiedag' }, { expect: 201 });
	const without = await make(day, { aantal: 4, ritmeWeken: 2 });
	assert.deepEqual(days(without).slice(0, 3), days(reeks).filter((d) => d !== gone));
	assert.ok(days(without)[3] > days(reeks)[3]);
	assert.ok(without.overgeslagen.some((o) => o.vanDatum === gone && o.soort === 'sluiting' && o.naam === 'studiedag'));
	const until = await make(day, { ritmeWeken: 2, totDatum: days(reeks)[2] });
	assert.deepEqual(days(until), [days(reeks)[0], days(reeks)[2]]);
	assert.equal((await school.post(`/aanvragen/${(await ask(gone)).id}/reeksen`, { aantal: 2 }, { expect: 409 })).body.code, 'reeks.eerste_dicht');
	await school.patch(`/sluitingen/${closed.id}`, { ingetrokken: true }, { etag, expect: 200 });
});

check('a series is made once, of what is open and does not run into its next time', async () => {
	const { school, docent, bedrijf } = clients;
	const day = await start(20), first = await ask(day);
	const refused = async (id, n, expect) => (await school.post(`/aanvragen/${id}/reeksen`, n, { expect })).body;
	const faults = (body) => body.errors.map((e) => `${e.pointer} ${e.code}`);
	await bedrijf.post(`/aanvragen/${first.id}/reeksen`, { aantal: 2 }, { expect: 403 });
	await docent.post(`/aanvragen/${first.id}/reeksen`, { aantal: 2 }, { expect: 404 });
	await school.get(`/aanvragen/${randomUUID()}/_reeks`, { expect: 404 });
	const alone = (await school.get(`/aanvragen/${first.id}/_reeks`, { expect: 200 })).body;
	assert.deepEqual([alone.id, alone.ritmeWeken, alone.keren.map((k) => k.aanvraagId), alone.overgeslagen], [null, null, [first.id], []]);
	assert.deepEqual(faults(await refused(first.id, {}, 400)), ['/aantal reeks.aantal_of_datum']);
	assert.deepEqual(faults(await refused(first.id, { aantal: 2, totDatum: day }, 400)), ['/aantal reeks.aantal_of_datum']);
	assert.deepEqual(faults(await refused(first.id, { totDatum: later(day, 400) }, 400)), ['/totDatum reeks.ander_schooljaar']);
	await refused(first.id, { aantal: 1 }, 400);
	assert.equal((await refused(first.id, { aantal: 20, ritmeWeken: 8 }, 409)).code, 'reeks.te_kort');
	assert.equal((await refused(first.id, { totDatum: later(day, 6) }, 409)).code, 'reeks.te_kort');
	const reeks = (await school.post(`/aanvragen/${first.id}/reeksen`, { aantal: 2 }, { expect: 201 })).body;
	assert.equal((await refused(reeks.keren[1].aanvraagId, { aantal: 2 }, 409)).code, 'reeks.bestaat');
	await docent.get(`/aanvragen/${first.id}/_reeks`, { expect: 404 });
	await bedrijf.get(`/aanvragen/${first.id}/_reeks`, { expect: 404 });
	const long = await ask(day, { totDatum: later(day, 7) });
	assert.deepEqual(faults(await refused(long.id, { aantal: 2 }, 400)), ['/ritmeWeken reeks.overlapt']);
	const stage = await ask(day, { soort: 'stage', leeftijdMin: 15, weken: 4 });
	assert.equal((await refused(stage.id, { aantal: 2 }, 409)).code, 'reeks.over_weken');
	const draft = await ask(day, { status: 'concept' });
	assert.equal((await refused(draft.id, { aantal: 2 }, 409)).code, 'aanvraag.niet_open');
});

check('the whole is proposed, approved and agreed in one step each, and called off and withdrawn from one of them on', async () => {
	const { school, bedrijf, medewerker, vrijwilliger } = clients;
	const reeks = await planned(await make(await start(27), { aantal: 4 }), await offer());
	assert.deepEqual(stands(reeks), Array(4).fill('ingepland'));
	assert.deepEqual(reeks.keren.map((k) => k.koppeling.tijdvak), days(reeks).map((datum) => ({ datum, dagdeel: 'ochtend' })));
	assert.deepEqual((await read(bedrijf, reeks)).keren.length, 4);
	const ids = reeks.keren.map((k) => k.koppeling.id);
	const agenda = await bedrijf.all('/agenda', { query: { van: days(reeks)[0], tot: days(reeks)[3] } });
	assert.ok(ids.every((id) => agenda.some((line) => line.koppelingId === id)));
	const { body: third } = await bedrijf.get(`/koppelingen/${ids[2]}`, { expect: 200 });
	assert.deepEqual([third.reeksId, third.reeksKeer], [reeks.id, 3]);
	assert.equal((await step(medewerker, reeks.keren[0], 'besluiten', { besluit: 'goedkeuren' }, 409)).body.code, 'stap.niet_toegestaan');
	await step(vrijwilliger, reeks.keren[0], 'annuleringen', { reden: 'ziekte' }, 404);
	await step(school, reeks.keren[2], 'annuleringen', { reden: 'andere-oplossing' });
	assert.deepEqual(stands(await read(school, reeks)), ['ingepland', 'ingepland', null, null]);
	for (const [i, id] of ids.entries())
		assert.equal((await school.all(`/koppelingen/${id}/geschiedenis`)).at(-1).stap, i < 2 ? 'inplannen' : 'annuleren');
	const target = `/aanvragen/${reeks.keren[2].aanvraagId}`;
	const { etag } = await school.get(target, { expect: 200 });
	const { body: no } = await school.patch(target, { onderwerp: 'Lassen', enVolgende: true }, { etag, expect: 400 });
	assert.equal(no.errors[0].code, 'reeks.alleen_intrekken');
	await school.patch(target, { status: 'ingetrokken', enVolgende: true }, { etag, expect: 200 });
	assert.deepEqual((await read(school, reeks)).keren.map((k) => k.status), ['gekoppeld', 'gekoppeld', 'ingetrokken', 'ingetrokken']);
});

check('a no is about all behind it, also where it was agreed already', async () => {
	const { school, bedrijf, medewerker } = clients;
	const made = await make(await start(20), { aantal: 3 });
	await propose(made.keren[0], await offer());
	const { keren } = await read(school, made);
	await step(medewerker, keren[0], 'besluiten', { besluit: 'goedkeuren' });
	/* One was agreed by itself; the yes of the rest goes past it. */
	await step(school, keren[2], 'reacties', { reactie: 'bevestigen', enVolgende: false });
	await step(bedrijf, keren[2], 'reacties', { reactie: 'bevestigen', enVolgende: false });
	await step(school, keren[0], 'reacties', { reactie: 'bevestigen' });
	const elsewhere = [{ datum: later(days(made)[0], 1), dagdeel: 'middag' }];
	const { body } = await step(bedrijf, keren[1], 'reacties', { reactie: 'afslaan', reden: 'ander-tijdvak', andereTijdvakken: elsewhere }, 400);
	assert.equal(body.errors[0].code, 'reeks.ander_tijdvak');
	await step(bedrijf, keren[1], 'reacties', { reactie: 'afslaan', reden: 'ziekte' });
	assert.deepEqual(stands(await read(school, made)).slice(0, 1), ['goedgekeurd']);
	for (const [k, status] of [[1, 'afgeslagen'], [2, 'geannuleerd']])
		assert.equal((await school.get(`/koppelingen/${keren[k].koppeling.id}`, { expect: 200 })).body.status, status);
});

check('a series is proposed as a whole or not at all, every day in the way is named, and the rest can be had without it', async () => {
	const { school } = clients;
	const reeks = await make(await start(34), { aantal: 4 });
	const [, second, , fourth] = reeks.keren;
	const away = await offer({ uitzonderingen: [{ datum: second.vanDatum }, { datum: fourth.vanDatum }] });
	const { body: refused } = await propose(reeks.keren[0], away, {}, 409);
	assert.equal(refused.code, 'reeks.past_niet');
	assert.equal(refused.errors.length, 2);
	const shown = (day) => day.split('-').map(Number).reverse().join('-');
	for (const [i, keer] of [second, fourth].entries()) {
		assert.deepEqual([refused.errors[i].pointer, refused.errors[i].code], ['/tijdvak', 'regel.tijdvak']);
		assert.ok(refused.errors[i].detail.includes(`${shown(keer.vanDatum)} (ochtend): `), refused.errors[i].detail);
	}
	assert.deepEqual(stands(await read(school, reeks)), [null, null, null, null]);
	assert.equal((await propose(second, away, { watKan: true }, 409)).body.code, 'reeks.past_niet');
	await propose(reeks.keren[0], away, { watKan: true });
	assert.deepEqual(stands(await read(school, reeks)), ['voorgesteld', null, 'voorgesteld', null]);
	/* What has somebody is passed over; what is of no series is proposed for alone. */
	await propose(second, await offer());
	assert.deepEqual(stands(await read(school, reeks)), Array(4).fill('voorgesteld'));
	const alone = await ask(await start(34));
	await propose({ aanvraagId: alone.id, vanDatum: alone.vanDatum }, await offer());
});

check('staff moves one and all behind it, or none, and is told of every day in the way', async () => {
	const { school, bedrijf, medewerker } = clients;
	const reeks = await planned(await make(await start(41), { aantal: 3 }, { dagdelen: ['di-ochtend', 'di-middag'] }), await offer());
	const to = { tijdvak: { datum: days(reeks)[1], dagdeel: 'middag' }, reden: 'ziekte' };
	const parts = async () => (await read(school, reeks)).keren.map((k) => k.koppeling.tijdvak.dagdeel);
	await step(bedrijf, reeks.keren[1], 'verzettingen', to, 403);
	const { body: closed, etag } = await bedrijf.post('/sluitingen', { vanDatum: days(reeks)[2], reden: 'verbouwing' }, { expect: 201 });
	const { body: refused } = await step(medewerker, reeks.keren[1], 'verzettingen', to, 409);
	assert.deepEqual([refused.code, ...refused.errors.map((e) => e.code)], ['reeks.past_niet', 'tijdvak.niet_vrij']);
	assert.deepEqual(await parts(), ['ochtend', 'ochtend', 'ochtend']);
	await bedrijf.patch(`/sluitingen/${closed.id}`, { ingetrokken: true }, { etag, expect: 200 });
	await step(medewerker, reeks.keren[1], 'verzettingen', to);
	assert.deepEqual(await parts(), ['ochtend', 'middag', 'middag']);
});
