/*
 * Sixteen clients on two processes, all for the same people, classes, places, caps and keys. First
 * races whose end is known to the number, then a free fight; after each the database is asked
 * whether it kept what it promises.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { Book, CLIENTS, Caller, checkBook, checkPromises, dice, together } from './gelijktijdig_wereld.mjs';
import { addDays, startWorld, story } from './pad_wereld.mjs';

/* The fight ends when it has had so many of each, however fast the machine is; a service that does not get there is stuck. */
const KINDS = ['koppelingen 201', 'koppelingen 409', 'besluiten 201', 'reacties 201'], ENOUGH = 50;
const STUCK_MS = 300000;
const SEED = Number(process.env.SCHAKEL_SEED ?? 20261124);
const slots = (week) => [1, 3].flatMap((day) => ['ochtend', 'middag'].map((dagdeel) => ({ datum: addDays(week, day), dagdeel })));
const HALF_DAYS = ['di-ochtend', 'di-middag', 'do-ochtend', 'do-middag'];

const count = (answers, status) => answers.filter((a) => a.status === status).length;

/* Of all at once exactly so many are told yes; the others hear why not (or, when they came later, that this half-day is not free). */
function exactly(answers, yes, codes) {
	const others = answers.filter((a) => a.status !== 201);
	assert.equal(answers.length - others.length, yes, JSON.stringify(others.map((a) => a.body.code)));
	for (const { status, body } of others)
		assert.ok(status === 409 && [...codes, 'tijdvak.niet_vrij'].includes(body.code), `${status} ${body.code}: ${body.detail}`);
}

async function raceTests(t, w, callers) {
	const { token } = w.staf, week = w.weken[0];
	const [slot] = slots(week);
	const vragen = (n, schools = [w.schoolB, w.schoolA]) => Promise.all(Array.from({ length: n }, (_, i) =>
		w.aanvraag(schools[i % schools.length], week, { dagdelen: HALF_DAYS })));
	const aanbod = (fields) => w.eigenAanbod({ dagdelen: HALF_DAYS, ...fields });
	const propose = (list, offer, tijdvak) => together(callers, (c, i) =>
		c.post(token, `/aanvragen/${list[i].id}/koppelingen`, { aanbodId: offer(i).id, tijdvak: tijdvak(i) }));
	const race = (name, body) => story(t, w, name, async () => {
		await body();
		checkPromises(w);
	});

	await race('one person, one half-day: one is booked', async () => {
		const one = await aanbod({ plaatsen: 100 });
		const same = await w.aanbod({ vrijwilligerId: one.vrijwilliger.id, dagdelen: HALF_DAYS, plaatsen: 100 });
		exactly(await propose(await vragen(CLIENTS), (i) => (i % 2 ? one : same), () => slot), 1, ['vrijwilliger.dubbel_geboekt', 'regel.dubbele_boeking']);
	});
	await race('one class, one half-day: one is booked', async () => {
		const offers = await Promise.all(callers.map(() => aanbod()));
		const list = await Promise.all(callers.map(() => w.aanvraag(w.schoolA, week, { klas: 'Gewilde klas', dagdelen: HALF_DAYS })));
		exactly(await propose(list, (i) => offers[i], () => slot), 1, ['klas.dubbel_geboekt', 'regel.klas_bezet']);
	});
	await race('one request, many offers and half-days: one runs', async () => {
		const offers = await Promise.all(callers.map(() => aanbod()));
		const [vraag] = await vragen(1);
		exactly(await propose(callers.map(() => vraag), (i) => offers[i], (i) => slots(week)[i % 4]), 1,
			['aanvraag.heeft_koppeling', 'klas.dubbel_geboekt', 'regel.klas_bezet']);
	});
	await race('five places: five are taken', async () => {
		const { body: bedrijf } = await w.staf.post('/bedrijven', { naam: 'Bedrijf met vijf plaatsen' }, { expect: 201 });
		const offer = await w.aanbod({ bedrijfId: bedrijf.id, plaatsen: 5, dagdelen: HALF_DAYS });
		exactly(await propose(await vragen(CLIENTS), () => offer, () => slot), 5, ['plaatsen.vol', 'regel.plaatsen']);
	});
	for (const [cap, code, n, school] of [['maxPerWeek', 'week', 3, 'schoolA'], ['maxPerSchooljaar', 'schooljaar', 2, 'schoolB']]) {
		await race(`at most ${n} of a person (${cap}): ${n} are booked`, async () => {
			const offer = await aanbod({ vrijwilliger: { [cap]: n } });
			/* At one school: nothing is lost on the way. */
			exactly(await propose(await vragen(CLIENTS, [w[school]]), () => offer, (i) => slots(week)[i % 4]), n,
				[`maximum.${code}`, `regel.maximum_${code}`, 'vrijwilliger.dubbel_geboekt', 'regel.dubbele_boeking', 'plaatsen.vol', 'regel.plaatsen']);
		});
		await race(`at most ${n} of a company (${cap}), of sixteen people: ${n} are booked`, async () => {
			const { body: bedrijf } = await w.staf.post('/bedrijven', { naam: `Druk bedrijf ${cap}`, [cap]: n }, { expect: 201 });
			const offers = await Promise.all(callers.map(() => aanbod({ vrijwilliger: { bedrijfId: bedrijf.id } })));
			exactly(await propose(await vragen(CLIENTS), (i) => offers[i], (i) => slots(week)[i % 4]), n, [`maximum.${code}`, `regel.maximum_${code}`]);
		});
	}
	await race('one key from all: one effect and sixteen times its answer', async () => {
		const [vraag] = await vragen(1), offer = await aanbod(), key = randomUUID();
		const answers = await together(callers, (c) => c.post(token, `/aanvragen/${vraag.id}/koppelingen`, { aanbodId: offer.id, tijdvak: slot }, key));
		assert.equal(count(answers, 201), CLIENTS, JSON.stringify(answers.map((a) => a.body.code)));
		assert.equal(new Set(answers.map((a) => JSON.stringify(a.body))).size, 1);
		assert.equal(answers.filter((a) => a.headers['idempotent-replayed'] === undefined).length, 1);
		assert.equal(w.number(`select count(*) from koppeling where aanvraag_id = '${vraag.id}'`), 1);
	});
	await race('one key for two requests: one effect, the other hears 422', async () => {
		const list = await vragen(2), offer = await aanbod({ plaatsen: 2 }), key = randomUUID();
		const answers = await together(callers, (c, i) => c.post(token, `/aanvragen/${list[i % 2].id}/koppelingen`, { aanbodId: offer.id, tijdvak: slot }, key));
		assert.deepEqual([count(answers, 201), count(answers, 422)], [CLIENTS / 2, CLIENTS / 2]);
		assert.equal(new Set(answers.filter((a) => a.status === 201).map((a) => a.body.id)).size, 1);
	});
	await race('approve and reject at once: one decision stands', async () => {
		const [vraag] = await vragen(1), offer = await aanbod();
		const { body: k } = await callers[0].post(token, `/aanvragen/${vraag.id}/koppelingen`, { aanbodId: offer.id, tijdvak: slot });
		const answers = await together(callers, (c, i) => c.post(token, `/koppelingen/${k.id}/besluiten`,
			i % 2 ? { besluit: 'goedkeuren' } : { besluit: 'afwijzen', reden: 'anders' }));
		exactly(answers, 1, ['stap.niet_toegestaan']);
	});
	await race('both sides confirm at once, eight times each: once each, and the lesson stands', async () => {
		const vraag = await w.aanvraag(w.schoolA, week), offer = await w.aanbod({}, w.los);
		const { body: k } = await callers[0].post(token, `/aanvragen/${vraag.id}/koppelingen`, { aanbodId: offer.id, tijdvak: slot });
		await callers[0].post(token, `/koppelingen/${k.id}/besluiten`, { besluit: 'goedkeuren' });
		const answers = await together(callers, (c, i) => c.post((i % 2 ? w.schoolA : w.los).token, `/koppelingen/${k.id}/reacties`, { reactie: 'bevestigen' }));
		exactly(answers, 2, ['reactie.al_bevestigd', 'stap.niet_toegestaan']);
		assert.equal(w.sql(`select status from koppeling where id = '${k.id}'`), 'ingepland');
	});
}

/* As many repetitions as there are connections for writing, of a request that waits for a lock. */
async function repeatTest(t, w, callers) {
	await story(t, w, 'sixteen repetitions of one slow request: others write on, and all get its one answer', async () => {
		const vraag = await w.aanvraag(w.schoolA, w.weken[0], { klas: 'Trage klas', dagdelen: HALF_DAYS });
		const body = Object.fromEntries(['klas', 'soort', 'onderwerp', 'niveau', 'groepsgrootte', 'vanDatum', 'totDatum', 'dagdelen'].map((k) => [k, vraag[k]]));
		const others = Array.from({ length: CLIENTS }, () => new Caller(w.service.base, new Book())), key = randomUUID();
		const waiting = () => w.number('select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = \'Lock\'');
		const release = await w.hold('select id from klas where lower(naam) = \'trage klas\' for update');
		const repeated = together(callers, (c) => c.post(w.schoolA.token, '/aanvragen', body, key));
		try {
			while (waiting() === 0) /* the requests still have to go out */
				await new Promise(setImmediate);
			const written = await together(others, (c, i) => c.post(w.staf.token, '/kringen', { naam: `Kring intussen ${i}`, gemeenten: [w.gemeenten[0]] }));
			assert.equal(count(written, 201), CLIENTS, JSON.stringify(written.map((a) => a.body)));
			assert.equal(waiting(), 1, 'one request waits, and it still does');
		} finally {
			await release();
		}
		const answers = await repeated;
		others.forEach((c) => c.close());
		assert.equal(count(answers, 201), CLIENTS, JSON.stringify(answers.map((a) => a.body.code)));
		assert.equal(new Set(answers.map((a) => JSON.stringify(a.body))).size, 1);
		assert.equal(w.number('select count(*) from aanvraag a join klas k on k.id = a.klas_id where k.naam = \'Trage klas\''), 2);
		assert.equal(w.number(`select count(*) from idempotentie where sleutel = '${key}'`), 1);
	});
}

/* Few people, classes and places for all. */
async function makeFight(w) {
	const { body: bedrijf } = await w.staf.post('/bedrijven', { naam: 'Bedrijf in de strijd', maxPerWeek: 5, maxPerSchooljaar: 18 }, { expect: 201 });
	w.bedrijf = await w.account('bedrijf', '--bedrijf', bedrijf.id);
	const offers = [];
	for (let i = 0; i < 3; i++)
		offers.push(await w.eigenAanbod({ dagdelen: HALF_DAYS, plaatsen: 1 + i, vrijwilliger: { maxPerWeek: 2, maxPerSchooljaar: 8, bedrijfId: bedrijf.id } }));
	for (let i = 0; i < 2; i++)
		offers.push(await w.aanbod({ bedrijfId: bedrijf.id, dagdelen: HALF_DAYS, plaatsen: 2 }));
	for (let i = 0; i < 2; i++)
		offers.push(await w.aanbod({ dagdelen: HALF_DAYS, plaatsen: 3 }, w.los));
	const vragen = [];
	for (let i = 0; i < 48; i++) {
		const school = i % 2 ? w.schoolA : w.schoolB;
		vragen.push({ ...await w.aanvraag(school, w.weken[1], { klas: `Strijdklas ${i % 10}`, dagdelen: HALF_DAYS, totDatum: addDays(w.weken[4], 4) }), school });
	}
	return { offers, vragen, slots: w.weken.slice(1, 5).flatMap(slots), running: [], sent: [] };
}

/* A request of somebody to somewhere; now and then one that was sent before, perhaps while that is still at work. */
function nextRequest(w, f, roll) {
	const pick = (list) => list[roll(list.length)];
	if (f.sent.length > 0 && roll(8) === 0)
		return pick(f.sent);
	if (f.running.length === 0 || roll(2) === 0) {
		const vraag = pick(f.vragen);
		return { token: roll(2) ? vraag.school.token : w.staf.token, path: `/aanvragen/${vraag.id}/koppelingen`,
			json: { aanbodId: pick(f.offers).id, tijdvak: pick(f.slots) }, key: randomUUID(), vraag };
	}
	const { id, vraag } = pick(f.running);
	if (roll(3) === 0)
		return { token: w.staf.token, path: `/koppelingen/${id}/besluiten`, key: randomUUID(),
			json: roll(2) ? { besluit: 'goedkeuren' } : { besluit: 'afwijzen', reden: 'anders' } };
	const sides = [vraag.school, w.los, w.bedrijf, w.schoolA, w.schoolB];
	return { token: pick(sides).token, path: `/koppelingen/${id}/reacties`, key: randomUUID(),
		json: roll(6) === 0 ? { reactie: 'bevestigen' } : { reactie: 'afslaan', reden: 'geen-tijd' } };
}

const few = (before, book) => KINDS.filter((kind) => (book.statuses.get(kind) ?? 0) - (before.get(kind) ?? 0) < ENOUGH);

/* Matches come, go on and end; a client looks at the last few that anybody made. */
async function fight(w, callers, book) {
	const f = await makeFight(w), before = new Map(book.statuses), until = Date.now() + STUCK_MS;
	await together(callers, async (c, n) => {
		const roll = dice(SEED + n);
		while (few(before, book).length > 0 && Date.now() < until) {
			const request = nextRequest(w, f, roll);
			f.sent[roll(32) % (f.sent.length + 1)] = request;
			const { status, body } = await c.post(request.token, request.path, request.json, request.key);
			if (status === 201 && request.vraag)
				f.running[roll(12) % (f.running.length + 1)] = { id: body.id, vraag: request.vraag };
		}
	});
	return few(before, book);
}

test('sixteen clients on two processes', async (t) => {
	const w = await startWorld({ publishers: false });
	t.after(() => w.stop());
	const book = new Book();
	const callers = Array.from({ length: CLIENTS }, () => new Caller(w.service.base, book));
	t.after(() => callers.forEach((c) => c.close()));
	await story(t, w, 'a region, and an account on each side', async () => {
		await w.fill();
		w.los = await w.account('vrijwilliger', '--vrijwilliger', (await w.vrijwilliger(0)).id);
	});
	await raceTests(t, w, callers);
	const repeaters = callers.map(() => new Caller(w.service.base, new Book())); /* the book is about matches */
	t.after(() => repeaters.forEach((c) => c.close()));
	await repeatTest(t, w, repeaters);
	await story(t, w, `a free fight (SCHAKEL_SEED=${SEED}) leaves all promises kept`, async (t) => {
		const missing = await fight(w, callers, book);
		const total = [...book.statuses.values()].reduce((a, b) => a + b, 0);
		t.diagnostic(`${total} writes, slowest ${Math.round(book.slowest)} ms: ${[...book.statuses].sort().map(([k, v]) => `${k}: ${v}`).join(', ')}`);
		t.diagnostic([...book.codes].sort().map(([k, v]) => `${k}: ${v}`).join(', '));
		checkPromises(w);
		assert.deepEqual(missing, [], `after ${STUCK_MS / 1000} seconds the fight still had fewer than ${ENOUGH} of these`);
	});
	await story(t, w, 'every 201 is there, every key had one effect, and no 5xx but 503 with Retry-After', () => {
		checkBook(w, book);
	});
});
