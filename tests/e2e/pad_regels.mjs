/*
 * The hard rules: for each, an offer that suits a request in all but one thing. The engine names
 * that rule, in two languages, and a proposal is refused with it.
 */
import assert from 'node:assert/strict';
import { addDays, story, today } from './pad_wereld.mjs';

/* A rule: what differs in the volunteer, the offer or the request. `plek` is where the volunteer lives; `wie` asks, a school unless
 * it does not see the offer. */
const CASES = [
	['soort', 'another kind', { aanbod: { soort: 'workshop' } }],
	['gepauzeerd', 'a person who paused', { vrijwilliger: (w) => ({ gepauzeerdTotDatum: addDays(w.weken[1], 6) }) }],
	['gepauzeerd', 'an offer that is not active', { aanbod: { status: 'gepauzeerd' }, wie: 'staf' }],
	['niveau', 'another level', { aanbod: { niveaus: ['po-groep-3', 'havo-1'] } }],
	['thema', 'another topic than the one required', { aanbod: { themas: ['lassen'] }, aanvraag: { themaVereist: true } }],
	['taal', 'another language', { aanbod: { talen: ['en', 'de'] } }],
	['afstand', 'farther than the supplier travels', { plek: 3, aanbod: { reisafstandM: 1000 } }],
	['afstand', 'farther than the school wants', { plek: 3, aanvraag: { maxAfstandM: 1000 } }],
	['afstand', 'too far, and online only by one of the two', { plek: 3, aanbod: { online: true }, aanvraag: { maxAfstandM: 1000 } }],
	['groepsgrootte', 'a group that is too large', { aanbod: { groepMax: 24 } }],
	['groepsgrootte', 'a group that is too small', { aanbod: { groepMin: 26 } }],
	['tijdvak', 'no common half-day', { aanbod: { dagdelen: ['wo-avond'] } }],
	['tijdvak', 'an offer that ended before', { aanbod: (w) => ({ vanDatum: today, totDatum: w.weken[1] }) }],
	['tijdvak', 'an exception on that half-day', { aanbod: (w) => ({ uitzonderingen: [{ datum: addDays(w.weken[1], 1), dagdeel: 'ochtend' }] }) }],
	['tijdvak', 'an exception on the whole day', { aanbod: (w) => ({ uitzonderingen: [{ datum: addDays(w.weken[1], 1) }] }) }],
	['vog', 'a VOG that ends the day before', { vrijwilliger: (w) => ({ vogGeldigTotDatum: w.weken[1] }), aanvraag: { vogVereist: true } }],
	['vog', 'nobody saw a VOG', { vrijwilliger: () => ({ vogGezienDatum: undefined, vogGeldigTotDatum: undefined }), aanvraag: { vogVereist: true } }],
];
const call = (value, w) => (typeof value === 'function' ? value(w) : value ?? {});

/* The rule is named in both ways of asking, and nothing can be proposed against it. */
async function refuses(w, client, aanvraag, aanbod, regel, halfDay) {
	const k = await w.oordeel(client, aanvraag, aanbod);
	assert.equal(k.mogelijk, false);
	assert.equal(k.regel.code, regel);
	const english = await w.oordeel(client, aanvraag, aanbod, { 'Accept-Language': 'en' });
	assert.ok(k.regel.reden.length > 10 && english.regel.reden.length > 10 && k.regel.reden !== english.regel.reden);
	assert.deepEqual([k.tijdvakken, k.factoren, k.score], [[], [], 0]);
	const list = await client.all(`/aanvragen/${aanvraag.id}/kandidaten`);
	assert.ok(list.every((one) => one.aanbodId !== aanbod.id), 'it is in the list of candidates');
	const before = w.number('select count(*) from koppeling');
	const refused = await client.post(`/aanvragen/${aanvraag.id}/koppelingen`,
		{ aanbodId: aanbod.id, tijdvak: halfDay }, { expect: 409 });
	assert.equal(refused.body.code, `regel.${regel}`);
	assert.equal(refused.body.detail, k.regel.reden);
	assert.equal(w.number('select count(*) from koppeling'), before);
}

const tuesday = (week) => ({ datum: addDays(week, 1), dagdeel: 'ochtend' });
const thursday = (week) => ({ datum: addDays(week, 3), dagdeel: 'middag' });
/* A request of the other school that takes the half-day. */
async function book(w, week, aanbod, halfDay, fields = {}) {
	const day = halfDay.dagdeel === 'ochtend' ? 'di-ochtend' : 'do-middag';
	const vraag = await w.aanvraag(w.schoolB, week, { dagdelen: [day], ...fields });
	return w.stelVoor(w.schoolB, vraag, aanbod, halfDay);
}

export function ruleTests(t, w) {
	const week = w.weken[1];
	return t.test('each hard rule says no by its own name', async (t) => {
		await story(t, w, 'an offer that suits in all is possible on exactly that half-day', async () => {
			const k = await w.oordeel(w.schoolA, await w.aanvraag(w.schoolA, week, { vogVereist: true }), await w.eigenAanbod());
			assert.equal(k.mogelijk, true);
			assert.deepEqual(k.tijdvakken.map((v) => [v.datum, v.dagdeel]), [[addDays(week, 1), 'ochtend']]);
		});
		for (const [regel, why, { plek = 0, vrijwilliger, aanbod, aanvraag, wie = 'schoolA' }] of CASES)
			await story(t, w, `${regel}: ${why}`, async () => {
				const vraag = await w.aanvraag(w.schoolA, week, call(aanvraag, w));
				const offer = await w.eigenAanbod({ plek, vrijwilliger: call(vrijwilliger, w), ...call(aanbod, w) });
				await refuses(w, w[wie], vraag, offer, regel, tuesday(week));
			});
		await story(t, w, 'too far is no hindrance where both accept online', async () => {
			const vraag = await w.aanvraag(w.schoolA, week, { maxAfstandM: 1000, onlineToegestaan: true });
			const k = await w.oordeel(w.schoolA, vraag, await w.eigenAanbod({ plek: 3, online: true }));
			assert.equal(k.mogelijk, true);
			assert.match(k.factoren.find((f) => f.code === 'reis').reden, /online/);
		});
		await story(t, w, 'tijdvak: a week that is holiday in Midden and school in Noord', async (t) => {
			if (!w.middenWeek) {
				t.skip('the holidays that are known have no such week left');
				return;
			}
			const offer = await w.eigenAanbod();
			const [noord, midden] = await Promise.all([w.schoolA, w.schoolB].map((s) => w.aanvraag(s, w.middenWeek)));
			assert.equal((await w.oordeel(w.schoolA, noord, offer)).mogelijk, true);
			await refuses(w, w.schoolB, midden, offer, 'tijdvak', tuesday(w.middenWeek));
		});
		await story(t, w, 'klas_bezet: the class has another activity then', async () => {
			const klas = 'Klas met twee vragen';
			const [one, two] = [await w.aanvraag(w.schoolA, week, { klas }), await w.aanvraag(w.schoolA, week, { klas })];
			await w.stelVoor(w.schoolA, one, await w.eigenAanbod(), tuesday(week));
			await refuses(w, w.schoolA, two, await w.eigenAanbod(), 'klas_bezet', tuesday(week));
			/* The same name in another school is another class. */
			const elders = await w.aanvraag(w.schoolB, week, { klas });
			assert.equal((await w.oordeel(w.schoolB, elders, await w.eigenAanbod())).mogelijk, true);
		});
		await story(t, w, 'dubbele_boeking: the person is elsewhere then, though the offer has places', async () => {
			const offer = await w.eigenAanbod({ plaatsen: 5 });
			const other = await w.aanbod({ vrijwilligerId: offer.vrijwilliger.id, titel: 'Van dezelfde persoon' });
			await book(w, week, other, tuesday(week));
			await refuses(w, w.schoolA, await w.aanvraag(w.schoolA, week), offer, 'dubbele_boeking', tuesday(week));
		});
		await story(t, w, 'reistijd: the person is at another school that day, and wants hours to get there', async () => {
			const dagdelen = ['di-ochtend', 'di-middag'], middag = { ...tuesday(week), dagdeel: 'middag' };
			const offer = await w.eigenAanbod({ vrijwilliger: { reisbufferMinuten: 240 }, dagdelen });
			await w.stelVoor(w.schoolB, await w.aanvraag(w.schoolB, week, { dagdelen: ['di-middag'] }), offer, middag);
			await refuses(w, w.schoolA, await w.aanvraag(w.schoolA, week), offer, 'reistijd', tuesday(week));
			/* At that same school there is nothing to travel. */
			assert.equal((await w.oordeel(w.schoolB, await w.aanvraag(w.schoolB, week), offer)).mogelijk, true);
		});
		await story(t, w, 'plaatsen: all places of the half-day are taken', async () => {
			const offer = await w.aanbod({ bedrijfId: w.bedrijven[2].id, plaatsen: 2 });
			await book(w, week, offer, tuesday(week));
			const vraag = await w.aanvraag(w.schoolA, week);
			assert.equal((await w.oordeel(w.schoolA, vraag, offer)).mogelijk, true);
			await book(w, week, offer, tuesday(week));
			await refuses(w, w.schoolA, vraag, offer, 'plaatsen', tuesday(week));
		});
		await story(t, w, 'maximum_week: the person has done enough that week', async () => {
			const offer = await w.eigenAanbod({ vrijwilliger: { maxPerWeek: 1 } });
			await book(w, week, offer, thursday(week));
			await refuses(w, w.schoolA, await w.aanvraag(w.schoolA, week), offer, 'maximum_week', tuesday(week));
			assert.equal((await w.oordeel(w.schoolA, await w.aanvraag(w.schoolA, w.weken[2]), offer)).mogelijk, true);
		});
		await story(t, w, 'maximum_schooljaar: the person has done enough that school year', async () => {
			const offer = await w.eigenAanbod({ vrijwilliger: { maxPerSchooljaar: 1 } });
			await book(w, w.weken[2], offer, tuesday(w.weken[2]));
			await refuses(w, w.schoolA, await w.aanvraag(w.schoolA, week), offer, 'maximum_schooljaar', tuesday(week));
		});
		for (const [regel, cap, when] of [['maximum_week', 'maxPerWeek', () => [week, thursday(week)]],
			['maximum_schooljaar', 'maxPerSchooljaar', () => [w.weken[2], tuesday(w.weken[2])]]])
			await story(t, w, `${regel}: the company has, whoever of its people came`, async () => {
				const { body: bedrijf } = await w.staf.post('/bedrijven', { naam: `Bedrijf met ${cap}`, [cap]: 1 }, { expect: 201 });
				const [one, two] = [await w.eigenAanbod({ vrijwilliger: { bedrijfId: bedrijf.id } }), await w.eigenAanbod({ vrijwilliger: { bedrijfId: bedrijf.id } })];
				const [bookedWeek, halfDay] = when();
				await book(w, bookedWeek, one, halfDay);
				await refuses(w, w.schoolA, await w.aanvraag(w.schoolA, week), two, regel, tuesday(week));
			});
		await story(t, w, 'a half-day that is not common is refused, though the pair is possible', async () => {
			const vraag = await w.aanvraag(w.schoolA, week), offer = await w.eigenAanbod();
			for (const tijdvak of [thursday(week), { datum: addDays(week, 5), dagdeel: 'ochtend' }, { datum: addDays(week, 1), dagdeel: 'avond' }]) {
				const refused = await w.schoolA.post(`/aanvragen/${vraag.id}/koppelingen`, { aanbodId: offer.id, tijdvak }, { expect: 409 });
				assert.equal(refused.body.code, 'tijdvak.niet_vrij');
			}
		});
	});
}
