/* The request of a real school, over real companies: ranking, scores, reasons, distances. */
import assert from 'node:assert/strict';
import { addDays, coordinates, haversine, real, story } from './pad_wereld.mjs';

const RULES = ['soort', 'veto', 'leeftijd', 'erkenning', 'gepauzeerd', 'niveau', 'thema', 'taal', 'afstand', 'groepsgrootte', 'tijdvak',
	'vog', 'klas_bezet', 'dubbele_boeking', 'reistijd', 'plaatsen', 'maximum_schooljaar', 'maximum_week', 'wachttijd'];
const FACTORS = ['thema', 'niveau', 'datum', 'reis', 'kring', 'belasting', 'behoefte', 'norm', 'vertrouwd', 'kwaliteit', 'reactie',
	'ambassadeur', 'wensen'];
/* The curve of travel: full marks to here, none from the limit (or this, when nobody has one). */
const NEAR_M = 1000, FAR_M = 50000;

/* Largest whole number whose square is not above. */
function wholeRoot(n) {
	let root = Math.floor(Math.sqrt(n));
	while (root * root > n)
		root--;
	while ((root + 1) * (root + 1) <= n)
		root++;
	return root;
}

export const plane = (a, b) => wholeRoot((a.rdX - b.rdX) ** 2 + (a.rdY - b.rdY) ** 2);

function spoken(m, comma) {
	if (m < 1000)
		return `${m} m`;
	return `${String(Math.round(m / 100) / 10).replace('.', comma)} km`;
}

/* `english` is the same line in English. */
function checkFactors(k, english, weights) {
	assert.deepEqual(k.factoren.map((f) => f.code), FACTORS);
	for (const [i, f] of k.factoren.entries()) {
		const { reden, ...en } = english.factoren[i];
		assert.equal(f.bijdrage, Math.floor(f.waarde * weights[f.code] / 10), f.code);
		assert.ok(f.reden.length > 5 && reden.length > 5 && f.reden !== reden, `${f.code}: ${f.reden} | ${reden}`);
		assert.deepEqual({ ...en, reden: f.reden }, f);
	}
	assert.equal(k.factoren.reduce((sum, f) => sum + f.bijdrage, 0), k.score);
}

async function makeSupply(w) {
	const { staf, bedrijven, gemeenten, schoolA } = w;
	const kring = async (naam, list) => (await staf.post('/kringen', { naam, gemeenten: list }, { expect: 201 })).body;
	const near = await kring('Kring van de school', [gemeenten[0], gemeenten[1]]), other = await kring('Kring van elders', gemeenten.slice(2));
	assert.deepEqual((await staf.get(`/kringen/${near.id}`)).body, near);
	for (const [i, b] of bedrijven.entries()) {
		const kringId = gemeenten.indexOf(b.gemeente.code) < 2 ? near.id : other.id;
		const { body } = await staf.patch(`/bedrijven/${b.id}`, i % 3 === 2 ? { kringId: null } : { kringId }, { expect: 200 });
		bedrijven[i] = body;
	}
	w.kringNabij = near;
	w.supply = [];
	for (const b of bedrijven)
		w.supply.push({ bedrijf: b, aanbod: await w.aanbod({ bedrijfId: b.id, titel: `Robots bij ${b.naam}`.slice(0, 200) }) });
	w.supply.push({ bedrijf: bedrijven[0], aanbod: await w.aanbod({ bedrijfId: bedrijven[0].id, titel: 'Lassen', themas: ['lassen'] }) });
	w.vraag = await w.aanvraag(schoolA, w.weken[0], { dagdelen: ['di-ochtend', 'do-middag', 'vr-middag'], toelichting: 'Graag met een echte robot.' });
}

function checkDistance(w, k, english, bedrijf) {
	const exact = plane(w.schoolA.school.locatie, bedrijf.locatie);
	assert.equal(k.afstandM, exact);
	if (real) {
		const post = w.postcodes.find((p) => p.pc4 === bedrijf.adres.postcode.slice(0, 4));
		const globe = haversine(coordinates().get(w.schoolA.school.vestigingscode), post);
		assert.ok(Math.abs(globe - exact) < 5 + globe * 0.005, `${exact} m on the grid, ${globe} m on the globe`);
	}
	const reis = k.factoren.find((f) => f.code === 'reis');
	const travel = english.factoren.find((f) => f.code === 'reis');
	assert.ok(reis.reden.includes(spoken(exact, ',')), `${reis.reden} does not say ${spoken(exact, ',')}`);
	assert.ok(travel.reden.includes(spoken(exact, '.')), `${travel.reden} does not say ${spoken(exact, '.')}`);
	const waarde = exact <= NEAR_M ? 1000 : exact >= FAR_M ? 0 : Math.floor(1000 * (FAR_M - exact) / (FAR_M - NEAR_M));
	assert.equal(reis.waarde, waarde);
}

export function rankingTests(t, w) {
	return t.test('the engine names ranked and explained candidates', async (t) => {
		let list, weights;
		await story(t, w, 'staff makes circles and offers over companies of every municipality', async () => {
			await makeSupply(w);
			const places = new Set(w.bedrijven.map((b) => b.gemeente.code));
			assert.ok(!real || w.gemeenten.every((g) => places.has(g)), 'a municipality has no company');
		});
		await story(t, w, 'the candidates stand in the order of their score', async () => {
			list = await w.schoolA.all(`/aanvragen/${w.vraag.id}/kandidaten`);
			const ours = new Set(list.map((k) => k.aanbodId));
			for (const { aanbod } of w.supply)
				assert.ok(ours.has(aanbod.id), `${aanbod.titel} is no candidate`);
			for (const [i, k] of list.entries()) {
				assert.equal(k.rang, i + 1);
				assert.ok(k.tijdvakken.length > 0 && k.tijdvakken.length <= k.tijdvakkenAantal);
				const next = list[i + 1];
				assert.ok(!next || k.score > next.score || (k.score === next.score && k.aanbodId < next.aanbodId), `rank ${k.rang} is not before ${k.rang + 1}`);
			}
		});
		await story(t, w, 'contributions sum to the score, with reasons in the language that is asked and the real distance', async () => {
			const rows = w.rows(`select f.factor, f.gewicht, v.versie from gewicht_versie v join gewicht_factor f using (soort, versie)
				where v.soort = 'gastles' and v.status = 'actief'`);
			weights = { ...Object.fromEntries(FACTORS.map((f) => [f, 0])), ...Object.fromEntries(rows.map((r) => [r.factor, r.gewicht])) };
			assert.equal(FACTORS.reduce((sum, f) => sum + weights[f], 0), 1000);
			const asked = { query: { limit: 100 }, expect: 200 };
			const { body, headers } = await w.schoolA.get(`/aanvragen/${w.vraag.id}/kandidaten`, { ...asked, headers: { 'Accept-Language': 'en-GB, nl;q=0.5' } });
			assert.equal(headers.get('content-language'), 'en');
			const dutch = await w.schoolA.get(`/aanvragen/${w.vraag.id}/kandidaten`, asked);
			assert.equal(dutch.headers.get('content-language'), 'nl');
			for (const answer of [body, dutch.body]) {
				assert.equal(answer.gewichtVersie, rows[0].versie);
				/* A version may be older than a factor. */
				assert.deepEqual(Object.fromEntries(answer.gewichten.map((g) => [g.factor, g.gewicht])), weights);
			}
			for (const [i, k] of dutch.body.items.entries()) {
				checkFactors(k, body.items[i], weights);
				const source = w.supply.find(({ aanbod }) => aanbod.id === k.aanbodId);
				if (source)
					checkDistance(w, k, body.items[i], source.bedrijf);
			}
		});
		await story(t, w, 'topic, circle and travel decide between offers that are otherwise alike', () => {
			const of = (aanbod) => list.find((k) => k.aanbodId === aanbod.id);
			const value = (k, code) => k.factoren.find((f) => f.code === code);
			const welding = of(w.supply.at(-1).aanbod), same = of(w.supply[0].aanbod);
			assert.ok(same.rang < welding.rang, 'another topic ranks first');
			assert.equal(value(same, 'thema').waarde, 1000);
			assert.ok(value(welding, 'thema').waarde < 1000);
			for (const { bedrijf, aanbod } of w.supply) {
				const kring = value(of(aanbod), 'kring');
				assert.equal(kring.neutraal, bedrijf.kringId === null);
				if (bedrijf.kringId !== null)
					assert.equal(kring.waarde, bedrijf.kringId === w.kringNabij.id ? 1000 : 300);
			}
		});
		await story(t, w, 'the tijdvakken are the common half-days, in Dutch time', async () => {
			for (const { aanbod } of w.supply) {
				const k = list.find((one) => one.aanbodId === aanbod.id);
				assert.deepEqual(k.tijdvakken.map((v) => [v.datum, v.dagdeel]), [[addDays(w.weken[0], 1), 'ochtend'], [addDays(w.weken[0], 3), 'middag']]);
				const { body: one } = await w.schoolA.get(`/aanvragen/${w.vraag.id}/kandidaten/${aanbod.id}`, { expect: 200 });
				const local = (instant) => new Date(instant).toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' });
				assert.deepEqual([local(one.tijdvakken[0].vanOp), local(one.tijdvakken[0].totOp)], ['08:30', '12:00']);
			}
		});
		await story(t, w, 'pages of two give the same list, and the Link header leads to them', async () => {
			const seen = [];
			for (let url = `/v1/aanvragen/${w.vraag.id}/kandidaten?limit=2`; url;) {
				const page = await w.schoolA.get(url, { expect: 200 });
				seen.push(...page.body.items);
				url = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1];
			}
			assert.deepEqual(seen, list);
		});
		await story(t, w, 'one candidate alone says the same as in the list, and staff sees the same', async () => {
			for (const k of list.slice(0, 3)) {
				const one = await w.schoolA.get(`/aanvragen/${w.vraag.id}/kandidaten/${k.aanbodId}`, { expect: 200 });
				const { aanbodId, titel, aanbieder, score, afstandM, voorrang, tijdvakkenAantal, mogelijk, regel, ...rest } = one.body;
				assert.ok(mogelijk && regel === null);
				assert.deepEqual({ rang: k.rang, aanbodId, titel, aanbieder, score, afstandM, voorrang,
					factoren: rest.factoren.map(({ gewicht, ...f }) => f),
					tijdvakken: rest.tijdvakken.slice(0, 5).map(({ datum, dagdeel }) => ({ datum, dagdeel })), tijdvakkenAantal }, k);
				assert.deepEqual(Object.fromEntries(rest.factoren.map((f) => [f.code, f.gewicht])), weights);
				assert.equal(one.body.vergelijking === null, k.rang === 1, 'only the others are compared with the best');
				assert.ok(one.etag);
			}
			const nameless = (k) => ({ ...k, aanbieder: { ...k.aanbieder, vrijwilligerId: null } });
			assert.deepEqual((await w.staf.all(`/aanvragen/${w.vraag.id}/kandidaten`)).map(nameless), list);
		});
		await story(t, w, 'why nobody: the rules that stop everybody, counted', async () => {
			const niemand = await w.aanvraag(w.schoolA, w.weken[0], { taal: 'fr', themas: ['satellieten'], themaVereist: true });
			const { body } = await w.schoolA.get(`/aanvragen/${niemand.id}/kandidaten`, { expect: 200 });
			assert.deepEqual(body.items, []);
			assert.ok(body.geenKandidaten.length > 0);
			for (const g of body.geenKandidaten)
				assert.ok(RULES.includes(g.regel) && g.reden && g.aantal > 0);
			const active = w.number(`select count(*) from aanbod where soort = 'gastles' and status = 'actief'`);
			assert.equal(body.geenKandidaten.reduce((sum, g) => sum + g.aantal, 0), active);
		});
	});
}
