/*
 * A request that nobody can serve gets a remedy, and who follows the cheapest really gets a candidate:
 * on the schools and companies of the region, with the advice as the API gives it.
 */
import assert from 'node:assert/strict';
import { addDays, story } from './pad_wereld.mjs';

const SCHOOL_DAYS = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];
/* Nobody else in the world of the path offers this, so what is asked meets only the offers made here. */
const soort = 'praktijkinstructie';

async function whyNobody(w, aanvraag, headers = {}) {
	const { body } = await w.schoolA.get(`/aanvragen/${aanvraag.id}/knelpunten`, { headers, expect: 200 });
	return body;
}

/* What the school or the supplier changes for one advice. */
async function follow(w, aanvraag, knelpunt, advies) {
	const change = async (path, fields) => {
		const now = await w.staf.get(path, { expect: 200 });
		await w.staf.patch(path, fields, { etag: now.etag, expect: 200 });
	};
	const ask = (fields) => change(`/aanvragen/${aanvraag.id}`, fields);
	switch (advies.regel) {
	case 'groepsgrootte':
		return ask({ groepsgrootte: advies.groepsgrootte });
	case 'thema':
		return ask({ themas: [advies.thema] });
	case 'wachttijd':
		return ask({ wachttijdWeken: advies.wachttijdWeken || null });
	case 'afstand':
		await change(`/aanbod/${knelpunt.aanbodId}`, { reisafstandM: null });
		return ask({ maxAfstandM: advies.afstandM });
	case 'tijdvak': {
		const { datum, dagdeel } = advies.tijdvak;
		const dag = SCHOOL_DAYS[(new Date(Date.parse(datum)).getUTCDay() + 6) % 7];
		return ask({ totDatum: datum > aanvraag.totDatum ? datum : aanvraag.totDatum, dagdelen: [...new Set([...aanvraag.dagdelen, `${dag}-${dagdeel}`])] });
	}
	default:
		return assert.fail(`nobody knows how to follow ${advies.regel}`);
	}
}

/* [what it is about, the offer, the request, the rules of the cheapest remedy] */
const CASES = [
	['a group that is too large', { groepMax: 20 }, {}, ['groepsgrootte']],
	['a topic that is required', { themas: ['lassen'] }, { themaVereist: true }, ['thema']],
	['a school that looks too near', {}, { maxAfstandM: 1 }, ['afstand']],
	['a supplier that does not go so far', { reisafstandM: 1 }, {}, ['afstand']],
	['another half-day', { dagdelen: ['wo-avond'] }, {}, ['tijdvak']],
	['an offer that begins after the window', (w) => ({ vanDatum: addDays(w.weken[2], 14) }), {}, ['tijdvak']],
	['two things at once', { groepMax: 20, dagdelen: ['wo-middag'] }, {}, ['groepsgrootte', 'tijdvak']],
];

export function remedyTests(t, w) {
	return t.test('a request that nobody can serve gets a remedy that works', async (t) => {
		for (const [about, offer, ask, regels] of CASES) {
			await story(t, w, about, async () => {
				const aanbod = await w.eigenAanbod({ plek: 2, soort, ...(typeof offer === 'function' ? offer(w) : offer) });
				const aanvraag = await w.aanvraag(w.schoolA, w.weken[2], { soort, ...ask });
				const list = await whyNobody(w, aanvraag);
				assert.equal(list.mogelijk, 0);
				assert.equal(list.bekeken, 1);
				const [best] = list.items;
				assert.deepEqual(best.regels.map((r) => r.code), regels);
				assert.deepEqual([best.aantal, best.aanbodId], [1, aanbod.id]);
				assert.deepEqual(best.adviezen.map((a) => a.regel), regels);
				const english = await whyNobody(w, aanvraag, { 'Accept-Language': 'en' });
				assert.notEqual(list.samenvatting, english.samenvatting);
				for (const [i, advies] of best.adviezen.entries()) {
					assert.notEqual(advies.advies, english.items[0].adviezen[i].advies);
					await follow(w, aanvraag, best, advies);
				}
				const { body } = await w.schoolA.get(`/aanvragen/${aanvraag.id}/kandidaten`, { expect: 200 });
				assert.deepEqual(body.items.map((k) => k.aanbodId), [aanbod.id]);
				const after = await whyNobody(w, aanvraag);
				assert.deepEqual([after.mogelijk, after.items], [1, []]);
				const now = await w.staf.get(`/aanbod/${aanbod.id}`, { expect: 200 });
				await w.staf.patch(`/aanbod/${aanbod.id}`, { status: 'gesloten' }, { etag: now.etag, expect: 200 });
			});
		}
	});
}
