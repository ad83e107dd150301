/*
 * What the contract promises of writing, for every resource that can be written: made, found where Location
 * says, changed under If-Match, not changed under an old one, made once under one Idempotency-Key.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { asksFor, dayFromNow, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';
import { totp } from '../support/totp.mjs';

let event, jury; /* a campaign with a place that volunteers take */
let lab; /* a free half-day of a lab with room for all that follows */
const mentoring = { soort: 'mentoring', themas: [] }; /* where both sides rank */
let normen = 0; /* each from a year of its own */
/* Volunteers whom nobody excluded yet. */
const strangers = [];
let service, anonymous, gemeente, school;
const { contract, clients, check } = suite({}, async (world) => {
	({ service, anonymous } = world);
	school = (await clients.school.get(`/scholen/${clients.school.ik.schoolId}`, { expect: 200 })).body;
	gemeente = school.gemeente.code;
	lab = (await clients.medewerker.post('/faciliteiten', { ...example('FaciliteitNieuw'), capaciteit: 500 }, { expect: 201 })).body;
	const { body: vrij } = await clients.school.get(`/faciliteiten/${lab.id}/_dagdelen`, { query: { van: dayFromNow(1) }, expect: 200 });
	lab = { ...lab, ...vrij.items[0] };
	event = (await clients.medewerker.post('/campagnes', { ...example('CampagneNieuw'), vanDatum: dayFromNow(1), totDatum: dayFromNow(90) }, { expect: 201 })).body;
	jury = (await clients.medewerker.post('/plekken', resources['/plekken']().make, { expect: 201 })).body;
	await clients.school.post('/aanvragen', { ...example('AanvraagNieuw'), ...mentoring, schoolId: school.id, klas: '7a', groepsgrootte: 1, niveau: school.niveaus[0],
		vanDatum: dayFromNow(20), totDatum: dayFromNow(90) }, { expect: 201 });
	await clients.bedrijf.post('/aanbod', { ...example('AanbodNieuw'), ...mentoring, bedrijfId: clients.bedrijf.ik.bedrijfId }, { expect: 201 });
	for (let i = 0; i < 24; i++)
		strangers.push((await clients.medewerker.post('/vrijwilligers', { naam: 'Een vreemde', email: `${randomUUID()}@voorbeeld.example` }, { expect: 201 })).body.id);
});

/* A thing goes by its id; a thema by its code. */
const keyOf = (body) => body.id ?? body.code;

const example = (name) => structuredClone(contract.spec.components.schemas[name].examples[0]);
/* Per resource: what is made, what would make another, a change, and what that must give. */
const resources = {
	'/bedrijven': () => ({ make: { naam: `Bedrijf ${randomUUID()}`, kvkNummer: '00000012', telefoon: '036 123 45 67',
		website: 'https://www.voorbeeld.example', adres: { straat: 'Kadelaan', huisnummer: 1 }, maxPerWeek: 2 },
	change: { branche: 'Metaal', maxPerWeek: null, adres: { huisnummer: 2, straat: null } },
	other: { naam: 'Een ander' },
	then: (b) => assert.deepEqual([b.branche, b.maxPerWeek, b.adres.huisnummer, b.adres.straat], ['Metaal', null, 2, null]) }),
	'/kringen': () => ({ make: { naam: `Kring ${randomUUID()}`, omschrijving: 'Bij de haven', gemeenten: [gemeente] },
		other: { naam: 'Een ander' }, change: { omschrijving: null }, then: (k) => assert.equal(k.omschrijving, null) }),
	'/vrijwilligers': () => ({ make: { naam: 'Ans de Boer', email: `${randomUUID()}@voorbeeld.example`, maxPerWeek: 2,
		vogGezienDatum: dayFromNow(-10), vogGeldigTotDatum: dayFromNow(1000) },
	other: { naam: 'Een ander' }, change: { maxPerWeek: null, ambassadeur: true },
	then: (v) => assert.deepEqual([v.maxPerWeek, v.ambassadeur], [null, true]) }),
	'/aanbod': () => ({ make: { ...example('AanbodNieuw'), themas: [], bedrijfId: clients.bedrijf.ik.bedrijfId },
		other: { groepMin: 2 }, change: { status: 'gepauzeerd', reisafstandM: null, uitzonderingen: [{ datum: dayFromNow(30) }] },
		then: (a) => assert.deepEqual([a.status, a.reisafstandM, a.uitzonderingen], ['gepauzeerd', null, [{ datum: dayFromNow(30), dagdeel: null }]]) }),
	'/aanvragen': () => ({ make: { ...example('AanvraagNieuw'), themas: [], schoolId: school.id, niveau: school.niveaus[0],
		klas: `Klas ${randomUUID().slice(0, 8)}`, vanDatum: dayFromNow(10), totDatum: dayFromNow(40) },
	other: { groepsgrootte: 3 }, change: { status: 'ingetrokken', toelichting: 'Toch niet' },
	then: (a) => assert.deepEqual([a.status, a.toelichting], ['ingetrokken', 'Toch niet']) }),
	'/lespakketten': () => ({ make: { titel: `Pakket ${randomUUID()}`, omschrijving: 'De klas bouwt iets.', niveaus: ['po-groep-7'], duurMinuten: 60 },
		other: { duurMinuten: 90 }, change: { ingetrokken: false }, then: (l) => assert.equal(l.ingetrokken, false) }),
	'/faciliteiten': () => ({ make: { ...example('FaciliteitNieuw'), titel: `Lab ${randomUUID()}` }, other: { capaciteit: 9 },
		change: { capaciteit: 7, voorwaarden: 'Een docent blijft erbij.' }, then: (f) => assert.deepEqual([f.capaciteit, f.voorwaarden], [7, 'Een docent blijft erbij.']) }),
	'/reserveringen': () => ({ make: { faciliteitId: lab.id, schoolId: school.id, datum: lab.datum, dagdeel: lab.dagdeel }, other: { aantal: 2 },
		change: { status: 'geannuleerd' }, then: (r) => assert.equal(r.status, 'geannuleerd') }),
	'/campagnes': () => ({ make: { ...example('CampagneNieuw'), vanDatum: dayFromNow(1), totDatum: dayFromNow(90), titel: `Week ${randomUUID()}` }, other: { doel: 9 },
		change: { doel: 7, status: 'gesloten' }, then: (c) => assert.deepEqual([c.doel, c.status], [7, 'gesloten']) }),
	'/plekken': () => ({ make: { ...example('PlekNieuw'), campagneId: event.id, soort: 'jury', vanOp: `${dayFromNow(30)}T09:00:00Z`, totOp: `${dayFromNow(30)}T10:00:00Z` },
		other: { capaciteit: 9 }, change: { capaciteit: 7, plaats: null }, then: (p) => assert.deepEqual([p.capaciteit, p.plaats], [7, null]) }),
	'/inschrijvingen': () => ({ make: { plekId: jury.id, vrijwilligerId: strangers.pop() }, other: { aantal: 2 },
		change: { status: 'geannuleerd' }, then: (i) => assert.equal(i.status, 'geannuleerd') }),
	'/klassen': () => ({ make: { schoolId: school.id, naam: `Klas ${randomUUID().slice(0, 8)}`, niveau: school.niveaus[0], groepsgrootte: 24 },
		other: { groepsgrootte: 3 }, change: { groepsgrootte: 25, behoeften: ['rolstoel'] },
		then: (k) => assert.deepEqual([k.groepsgrootte, k.behoeften], [25, ['rolstoel']]) }),
	'/keuzerondes': () => ({ make: { naam: `Ronde ${randomUUID()}`, soort: 'mentoring', totOp: `${dayFromNow(9)}T12:00:00Z` }, other: { naam: 'Een andere' },
		change: { status: 'gesloten', zaad: 7 }, then: (k) => assert.deepEqual([k.status, k.zaad], ['gesloten', 7]) }),
	'/garanties': () => ({ make: { thema: 'robotica', schooljaar: 2100 + normen++, aantal: 2 }, other: { aantal: 3 },
		change: { aantal: 4 }, then: (g) => assert.deepEqual([g.aantal, g.nogNodig], [4, 4]) }),
	'/normen': () => ({ make: { niveau: 'vwo-6', eenheid: 'dagdeel', vanafSchooljaar: 2100 + normen++, aantal: 2 }, other: { aantal: 3 },
		change: { aantal: 4 }, then: (n) => assert.equal(n.aantal, 4) }),
	'/themas': () => ({ make: { ...example('ThemaNieuw'), code: `t${randomUUID()}`, synoniemenNl: [randomUUID()] },
		other: { volgorde: 1 }, change: { ouder: 'robotica', gesloten: true },
		then: (t) => assert.deepEqual([t.ouder, t.geslotenDatum !== null], ['robotica', true]) }),
	'/gewichten': () => ({ make: { ...example('GewichtNieuw'), soort: 'workshop' }, other: { soort: 'gastles' },
		change: { gewichten: [{ factor: 'norm', gewicht: 1000 }] },
		then: (g) => assert.deepEqual(g.gewichten.filter((f) => f.gewicht > 0), [{ factor: 'norm', gewicht: 1000 }]) }),
	'/sluitingen': () => ({ make: { bedrijfId: clients.bedrijf.ik.bedrijfId, vanDatum: dayFromNow(300), totDatum: dayFromNow(303), reden: 'verbouwing' },
		other: { reden: 'anders' }, change: { totDatum: dayFromNow(301), ingetrokken: true }, then: (s) => assert.deepEqual([s.totDatum, s.ingetrokken], [dayFromNow(301), true]) }),
	'/vetos': () => ({ make: { schoolId: school.id, vrijwilligerId: strangers.pop(), kant: 'school', reden: 'veiligheid' },
		other: { reden: 'anders' }, change: { eindDatum: dayFromNow(30) },
		then: (v) => assert.equal(v.eindDatum, dayFromNow(30)) }),
};

for (const [path, prepare] of Object.entries(resources)) {
	check(`${path}: what is made stands where Location says`, async () => {
		const made = await clients.medewerker.post(path, prepare().make, { expect: 201 });
		assert.match(made.etag, /^"\d+"$/);
		assert.equal(made.headers.get('location'), `/v1${path}/${keyOf(made.body)}`);
		const found = await clients.medewerker.get(made.headers.get('location'), { expect: 200 });
		assert.deepEqual(found.body, made.body);
		assert.equal(found.etag, made.etag);
		const head = await clients.medewerker.request('HEAD', `${path}/${keyOf(made.body)}`, { expect: 200 });
		assert.equal(head.text, '');
		assert.equal(head.etag, made.etag);
	});

	check(`${path}: a change needs the version that is current`, async () => {
		const { make, change, then } = prepare();
		const made = await clients.medewerker.post(path, make, { expect: 201 });
		const one = `${path}/${keyOf(made.body)}`;
		await clients.medewerker.patch(one, change, { etag: null, expect: 428 });
		const changed = await clients.medewerker.patch(one, change, { etag: made.etag, expect: 200 });
		then(changed.body);
		assert.notEqual(changed.etag, made.etag);
		const stale = await clients.medewerker.patch(one, change, { etag: made.etag, expect: 412 });
		assert.equal(stale.etag, changed.etag, 'the refusal names the current version');
		await clients.medewerker.patch(one, change, { etag: '*', expect: 400 });
		const now = await clients.medewerker.get(one, { expect: 200 });
		const same = (o) => ({ ...o, gewijzigdOp: null });
		assert.deepEqual(same(now.body), same(changed.body));
	});

	check(`${path}: one Idempotency-Key makes one thing`, async () => {
		const { make } = prepare();
		const headers = { 'Idempotency-Key': randomUUID() };
		const send = (body, expect) => clients.medewerker.post(path, body, { headers, expect });
		const first = await send(make, 201);
		const again = await send(make, 201);
		assert.equal(again.text, first.text);
		assert.equal(again.etag, first.etag);
		assert.equal(again.headers.get('location'), first.headers.get('location'));
		assert.equal(again.headers.get('idempotent-replayed'), 'true');
		await send({ ...make, ...prepare().other }, 422);
		for (const bad of ['', ' ', 'é', 'x'.repeat(256), 'a b'])
			await clients.medewerker.post(path, make, { headers: { 'Idempotency-Key': bad }, expect: [400, 201] });
	});

	check(`${path}: eight at once under one key make one thing`, async () => {
		const { make } = prepare();
		const headers = { 'Idempotency-Key': randomUUID() };
		const answers = await Promise.all(Array.from({ length: 8 }, () =>
			clients.medewerker.post(path, make, { headers, expect: [201, 409] })));
		const ids = new Set(answers.filter((a) => a.status === 201).map((a) => keyOf(a.body)));
		assert.equal(ids.size, 1);
	});
}

check('a step that the state does not allow is a conflict', async () => {
	const [koppeling] = await proposeSome(clients.school, clients.medewerker);
	const path = `/koppelingen/${koppeling.id}`;
	await clients.school.post(`${path}/reacties`, { reactie: 'bevestigen' }, { expect: 409 });
	await clients.medewerker.post(`${path}/besluiten`, { besluit: 'afwijzen' }, { expect: 400 });
	const done = await clients.medewerker.post(`${path}/besluiten`, { besluit: 'afwijzen', reden: 'te-ver' }, { expect: 201 });
	assert.equal(done.body.status, 'afgewezen');
	await clients.medewerker.post(`${path}/besluiten`, { besluit: 'goedkeuren' }, { expect: 409 });
	const { body } = await clients.school.get(`${path}/geschiedenis`, { expect: 200 });
	assert.deepEqual(body.items.map((g) => g.naar), ['voorgesteld', 'afgewezen']);
});

check('a proposal under one key is made once, also with eight at once', async () => {
	const [aanbod] = (await clients.medewerker.all('/aanbod', { query: { status: 'actief' } })).filter((a) => a.niveaus.some((n) => school.niveaus.includes(n)));
	const aanvraag = (await clients.school.post('/aanvragen', asksFor(aanbod, aanbod.niveaus.find((n) => school.niveaus.includes(n)), 'Klas acht'), { expect: 201 })).body;
	const { body: list } = await clients.school.get(`/aanvragen/${aanvraag.id}/kandidaten`, { expect: 200 });
	const [k] = list.items;
	const headers = { 'Idempotency-Key': randomUUID() };
	const body = { aanbodId: k.aanbodId, tijdvak: { datum: k.tijdvakken[0].datum, dagdeel: k.tijdvakken[0].dagdeel } };
	const answers = await Promise.all(Array.from({ length: 8 }, () =>
		clients.school.post(`/aanvragen/${aanvraag.id}/koppelingen`, body, { headers, expect: [201, 409] })));
	assert.equal(new Set(answers.filter((a) => a.status === 201).map((a) => a.body.id)).size, 1);
	assert.equal((await clients.school.all('/koppelingen', { query: { aanvraagId: aanvraag.id } })).length, 1);
});

check('contributions sum to the score, and what is lost to the best to the difference', async () => {
	const offers = (await clients.medewerker.all('/aanbod', { query: { status: 'actief' } })).filter((a) => a.niveaus.some((n) => school.niveaus.includes(n)));
	const sum = (list, key) => list.reduce((n, f) => n + f[key], 0);
	let compared = 0;
	for (const offer of offers.slice(0, 4)) {
		const niveau = offer.niveaus.find((n) => school.niveaus.includes(n));
		const aanvraag = (await clients.school.post('/aanvragen', asksFor(offer, niveau, `Klas ${randomUUID().slice(0, 8)}`), { expect: 201 })).body;
		const { items } = (await clients.school.get(`/aanvragen/${aanvraag.id}/kandidaten`, { expect: 200 })).body;
		for (const [i, listed] of items.entries()) {
			assert.equal(sum(listed.factoren, 'bijdrage'), listed.score);
			const { body: k } = await clients.school.get(`/aanvragen/${aanvraag.id}/kandidaten/${listed.aanbodId}`, { expect: 200 });
			assert.equal(k.score, listed.score);
			if (i === 0) {
				assert.equal(k.vergelijking, null);
				continue;
			}
			const { vergelijking: v } = k;
			assert.deepEqual([v.aanbodId, v.score, v.verschil], [items[0].aanbodId, items[0].score, k.score - items[0].score]);
			assert.equal(sum(v.factoren, 'verschil'), v.verschil);
			assert.deepEqual(v.factoren.map((f) => f.verschil), v.factoren.map((f) => f.verschil).sort((a, b) => a - b));
			compared++;
		}
	}
	assert.ok(compared > 3, `only ${compared} were compared`);
});

check('the reasons of a match are in the language that is asked, and a key is of one language', async () => {
	const [koppeling] = await proposeSome(clients.school, clients.medewerker);
	const english = { 'Accept-Language': 'en;q=0.9, nl;q=0.8' };
	const reasons = async (path, headers, pick = (b) => b.factoren) => {
		const answer = await clients.medewerker.get(path, { headers, expect: 200 });
		assert.equal(answer.headers.get('content-language'), headers['Accept-Language'] ? 'en' : 'nl');
		assert.equal(answer.headers.get('vary'), 'Accept-Language');
		return pick(answer.body).map((f) => f.reden);
	};
	const path = `/koppelingen/${koppeling.id}`;
	const [nl, en] = [await reasons(path, {}), await reasons(path, english)];
	assert.equal(nl.length, koppeling.factoren.length);
	for (const [i, reden] of nl.entries())
		assert.ok(reden.endsWith('.') && en[i].endsWith('.') && reden !== en[i], `${reden} | ${en[i]}`);
	assert.deepEqual(nl, koppeling.factoren.map((f) => f.reden));
	const listed = (b) => b.items.find((k) => k.id === koppeling.id).factoren;
	assert.deepEqual(await reasons(`/koppelingen?aanvraagId=${koppeling.aanvraagId}`, english, listed), en);
	const key = { 'Idempotency-Key': randomUUID() };
	const decide = (headers, expect) => clients.medewerker.post(`${path}/besluiten`, { besluit: 'goedkeuren' }, { headers, expect });
	const first = await decide({ ...key, ...english }, 201);
	assert.deepEqual(first.body.factoren.map((f) => f.reden), en);
	const again = await decide({ ...key, ...english }, 201);
	assert.deepEqual(again.body, first.body);
	assert.equal(again.headers.get('content-language'), 'en');
	await decide(key, 422);
});

check('an accreditation is made for a company, found, changed in its version, and once per qualification', async () => {
	const list = `/bedrijven/${clients.bedrijf.ik.bedrijfId}/erkenningen`;
	const made = await clients.medewerker.post(list, example('ErkenningNieuw'), { expect: 201 });
	assert.equal(made.headers.get('location'), `/v1/erkenningen/${made.body.id}`);
	const found = await clients.medewerker.get(made.headers.get('location'), { expect: 200 });
	assert.deepEqual(found.body, made.body);
	await clients.medewerker.post(list, example('ErkenningNieuw'), { expect: 409 });
	const ended = await clients.medewerker.patch(`/erkenningen/${made.body.id}`, { geldigTotDatum: dayFromNow(-1) }, { etag: made.etag, expect: 200 });
	await clients.medewerker.patch(`/erkenningen/${made.body.id}`, { geldigTotDatum: dayFromNow(1) }, { etag: made.etag, expect: 412 });
	const { body } = await clients.medewerker.get(list, { expect: 200 });
	assert.deepEqual(body.items, [ended.body]);
});

check('each side lifts its own exclusion and is not told of the other', async () => {
	const { school: a, bedrijf: b } = clients;
	const ours = await a.post('/vetos', { bedrijfId: b.ik.bedrijfId, reden: 'anders' }, { expect: 201 });
	await a.post('/vetos', { bedrijfId: b.ik.bedrijfId, reden: 'anders' }, { expect: 409 });
	const theirs = await b.post('/vetos', { schoolId: a.ik.schoolId, reden: 'te-ver' }, { expect: 201 });
	for (const [client, own, other] of [[a, ours, theirs], [b, theirs, ours]]) {
		await client.get(`/vetos/${other.body.id}`, { expect: 404 });
		assert.ok((await client.all('/vetos')).every((v) => v.kant === own.body.kant));
		const lifted = await client.patch(`/vetos/${own.body.id}`, { eindDatum: dayFromNow(1) }, { etag: own.etag, expect: 200 });
		assert.equal(lifted.body.eindDatum, dayFromNow(1));
	}
});

check('of eight versions that are activated at once, one comes into force', async () => {
	const staff = clients.medewerker;
	const versions = async (status) => (await staff.all('/gewichten', { query: { soort: 'praktijkinstructie', status } }));
	const [before] = await versions('actief');
	const drafts = [];
	for (let i = 0; i < 8; i++)
		drafts.push((await staff.post('/gewichten', { soort: 'praktijkinstructie' }, { expect: 201 })).body);
	const answers = await Promise.all(drafts.map((d) => staff.post(`/gewichten/${d.id}/activeringen`, { vervangt: before.versie },
		{ headers: { 'Idempotency-Key': randomUUID() }, expect: [201, 409] })));
	const won = answers.filter((a) => a.status === 201);
	assert.equal(won.length, 1);
	assert.deepEqual((await versions('actief')).map((v) => v.id), [won[0].body.id]);
	for (const lost of answers.filter((a) => a.status === 409))
		assert.equal(lost.body.code, 'gewicht.andere_actief');
	const back = await staff.post(`/gewichten/${before.id}/activeringen`, { vervangt: won[0].body.versie, toelichting: 'Terug' },
		{ headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
	assert.equal(back.headers.get('location'), `/v1/gewichten/${before.id}`);
	const { body } = await staff.get(`/gewichten/${before.id}/activeringen`, { expect: 200 });
	assert.deepEqual([body.items.at(-1).vorige, body.items.at(-1).toelichting], [won[0].body.versie, 'Terug']);
});

check('a version is tried once at a time, and its trial stands where Location says', async () => {
	const staff = clients.medewerker;
	const [active] = await staff.all('/gewichten', { query: { soort: 'workshop', status: 'actief' } });
	const draft = (await staff.post('/gewichten', { soort: 'workshop' }, { expect: 201 })).body;
	const trial = await staff.post(`/gewichten/${draft.id}/proeven`, { tegen: active.versie }, { expect: 202 });
	assert.equal(trial.headers.get('location'), `/v1/proeven/${trial.body.id}`);
	const found = await staff.get(trial.headers.get('location'), { expect: 200 });
	assert.deepEqual(found.body, trial.body);
	const second = await staff.post(`/gewichten/${draft.id}/proeven`, { tegen: active.versie }, { expect: 409 });
	assert.equal(second.body.code, 'proef.loopt');
	const list = await staff.get(`/gewichten/${draft.id}/proeven`, { expect: 200 });
	assert.deepEqual(list.body.items, [trial.body]);
});

check('only staff writes about the VOG', async () => {
	const make = resources['/vrijwilligers']().make;
	const answer = await clients.bedrijf.post('/vrijwilligers', make, { expect: 403 });
	assert.equal(answer.body.code, 'vog.alleen_medewerker');
});

check('every address has its methods', async () => {
	for (const path of Object.keys(contract.spec.paths)) {
		const url = path.replace(/\{\w+\}/g, '0190c0de-0000-7000-8000-000000000000');
		const answer = await anonymous.request('PUT', url, { expect: 405 });
		const allowed = Object.keys(contract.spec.paths[path]).map((m) => m.toUpperCase());
		for (const method of allowed)
			assert.ok(answer.headers.get('allow').split(', ').includes(method), `${path}: ${answer.headers.get('allow')}`);
		await anonymous.request('GET', `${url}/`, { expect: 404 });
	}
});

check('guessing passwords is slowed down, also for who guesses right then', async () => {
	const account = service.account('school', 1);
	const statuses = [];
	for (let i = 0; i < 11; i++)
		statuses.push((await anonymous.post('/sessies', { email: account.email, wachtwoord: `fout ${i}` })).status);
	assert.deepEqual(new Set(statuses.slice(0, 10)), new Set([401]));
	assert.equal(statuses[10], 429);
	await anonymous.post('/sessies', { email: account.email, wachtwoord: account.wachtwoord }, { expect: 429 });
});

/* The token that stands in the newest letter. */
const linkOf = () => service.letters().map((l) => /#([\w-]{43})\r$/m.exec(l)).find(Boolean)[1];

check('a link by mail signs in once, and one for a password lets its owner choose another', async () => {
	const { email } = service.account('school', 1);
	const known = await anonymous.post('/aanmeldlinks', { email }, { expect: 202 });
	const unknown = await anonymous.post('/aanmeldlinks', { email: 'niemand@voorbeeld.example' }, { expect: 202 });
	assert.deepEqual(known.body, unknown.body);
	const link = linkOf();
	const session = await anonymous.post('/sessies', { link }, { expect: 201 });
	assert.equal((await anonymous.post('/sessies', { link }, { expect: 401 })).body.code, 'link.ongeldig');
	const client = anonymous.as(session.body.token);
	await client.get('/ik', { expect: 200 });
	await anonymous.post('/wachtwoordlinks', { email, taal: 'en' }, { expect: 202 });
	const reset = { link: linkOf(), wachtwoord: `zeven rode ${randomUUID()}` };
	await anonymous.post('/wachtwoorden', { ...reset, wachtwoord: 'Welkom2026!' }, { expect: 400 });
	await anonymous.post('/wachtwoorden', reset, { expect: 200 });
	await anonymous.post('/wachtwoorden', reset, { expect: 401 });
	await client.get('/ik', { expect: 401 });
	const again = await anonymous.login({ email, wachtwoord: reset.wachtwoord });
	const change = { wachtwoord: reset.wachtwoord, nieuwWachtwoord: `acht rode ${randomUUID()}` };
	await again.post('/ik/wachtwoord', change, { expect: 200 });
	await again.post('/ik/wachtwoord', change, { expect: 400 });
	await anonymous.login({ email, wachtwoord: change.nieuwWachtwoord });
});

check('another address is taken by a link that was sent there, and taken back by one that was sent to the old', async () => {
	const { email, wachtwoord } = service.account('lezer');
	const client = await anonymous.login({ email, wachtwoord });
	const nieuw = `${randomUUID()}@voorbeeld.example`;
	await client.post('/ik/emailwissels', { email }, { expect: 400 });
	await client.post('/ik/emailwissels', { email: nieuw, taal: 'en' }, { expect: 202 });
	const linkTo = (to) => /#([\w-]{43})\r$/m.exec(service.letters().find((l) => l.includes(`To: <${to}>`)))[1];
	const link = linkTo(nieuw), terug = linkTo(email);
	await anonymous.post('/emailbevestigingen', { link }, { expect: 200 });
	await anonymous.post('/emailbevestigingen', { link }, { expect: 401 });
	await client.get('/ik', { expect: 401 });
	assert.equal((await (await anonymous.login({ email: nieuw, wachtwoord })).get('/ik', { expect: 200 })).body.email, nieuw);
	assert.equal((await anonymous.post('/emailherroepingen', { link: terug }, { expect: 200 })).body.teruggezet, true);
	await anonymous.post('/emailherroepingen', { link: terug }, { expect: 401 });
	await anonymous.post('/sessies', { email, wachtwoord }, { expect: 401 });
	await anonymous.post('/wachtwoordlinks', { email }, { expect: 202 });
	await anonymous.post('/wachtwoorden', { link: linkOf(), wachtwoord }, { expect: 200 });
	await anonymous.login({ email, wachtwoord });
});

check('consent is given to the words of now and taken back the same way, in two languages', async () => {
	const { vrijwilliger } = clients;
	const nl = (await vrijwilliger.get('/ik/akkoorden', { expect: 200 })).body.items;
	const en = (await vrijwilliger.get('/ik/akkoorden', { headers: { 'Accept-Language': 'en' }, expect: 200 })).body.items;
	assert.deepEqual(nl.map((a) => a.doel), ['telefoon']);
	assert.notEqual(nl[0].tekst, en[0].tekst);
	const say = (akkoord, versie, expect = 200) => vrijwilliger.post('/ik/akkoorden', { doel: 'telefoon', versie, akkoord }, { expect });
	assert.equal((await say(true, nl[0].versie)).body.akkoord, true);
	await say(true, nl[0].versie + 1, 409);
	assert.equal((await say(false, nl[0].versie)).body.akkoord, false);
});

check('an objection holds at once, is decided by staff and withdrawn by whose it is', async () => {
	const { vrijwilliger, medewerker } = clients;
	const reden = 'Ik wil niet meer in lijsten staan.';
	const { body: made } = await vrijwilliger.post('/ik/bezwaren', { doel: 'koppelen', reden }, { expect: 201 });
	assert.notEqual((await vrijwilliger.get('/ik', { expect: 200 })).body.beperktOp, null);
	await vrijwilliger.post('/ik/bezwaren', { doel: 'koppelen', reden }, { expect: 409 });
	assert.ok((await medewerker.all('/bezwaren')).some((b) => b.id === made.id));
	const decide = (besluit, expect, toelichting) => medewerker.post(`/bezwaren/${made.id}/besluiten`, { besluit, toelichting }, { expect });
	await decide('afwijzen', 400);
	assert.equal((await decide('toewijzen', 201)).body.status, 'toegewezen');
	await decide('afwijzen', 409, 'Toch niet.');
	assert.equal((await medewerker.get(`/bezwaren/${made.id}`, { expect: 200 })).body.status, 'toegewezen');
	assert.equal((await vrijwilliger.request('DELETE', '/ik/bezwaren?doel=koppelen', { expect: 200 })).body.status, 'ingetrokken');
	await vrijwilliger.request('DELETE', '/ik/bezwaren?doel=koppelen', { expect: 409 });
	assert.equal((await vrijwilliger.get('/ik', { expect: 200 })).body.beperktOp, null);
	assert.equal((await vrijwilliger.all('/ik/bezwaren')).at(-1).id, made.id);
	const { body: volunteer } = await medewerker.post('/vrijwilligers', { naam: 'Per brief', email: `${randomUUID()}@voorbeeld.example` }, { expect: 201 });
	await medewerker.post('/bezwaren', { vrijwilligerId: volunteer.id, doel: 'koppelen', reden }, { expect: 201 });
	await medewerker.post('/bezwaren', { vrijwilligerId: randomUUID(), doel: 'koppelen', reden }, { expect: 400 });
	await medewerker.get(`/vrijwilligers/${volunteer.id}`, { expect: 404 });
});

check('a second factor is turned on with a code, asked when signing in, and turned off by who proves to be its owner', async () => {
	const { email, wachtwoord } = service.account('lezer');
	const client = await anonymous.login({ email, wachtwoord });
	await client.post('/ik/tweede-factor/activeringen', { code: '123456' }, { expect: 409 });
	const { body: { geheim, uri } } = await client.post('/ik/tweede-factor', undefined, { expect: 201 });
	assert.ok(uri.includes(`secret=${geheim}`));
	await client.post('/ik/tweede-factor/activeringen', { code: '000000' }, { expect: 400 });
	const { body: { herstelcodes } } = await client.post('/ik/tweede-factor/activeringen', { code: totp(geheim) }, { expect: 201 });
	assert.equal(new Set(herstelcodes).size, 10);
	await client.post('/ik/tweede-factor', undefined, { expect: 409 });
	assert.equal((await anonymous.post('/sessies', { email, wachtwoord }, { expect: 401 })).body.code, 'code.nodig');
	const { body: session } = await anonymous.post('/sessies', { email, wachtwoord, code: herstelcodes[0] }, { expect: 201 });
	await anonymous.post('/sessies', { email, wachtwoord, code: herstelcodes[0] }, { expect: 401 });
	const again = anonymous.as(session.token);
	const { body: renewed } = await again.post('/ik/herstelcodes', { code: herstelcodes[1] }, { expect: 201 });
	assert.ok(!renewed.herstelcodes.includes(herstelcodes[2]));
	await again.post('/ik/bevestigingen', { wachtwoord: 'niet dit' }, { expect: 400 });
	const { body: proof } = await again.post('/ik/bevestigingen', { wachtwoord }, { expect: 201 });
	assert.ok(new Date(proof.geldigTotOp) > new Date());
	await again.request('DELETE', '/ik/tweede-factor', { expect: 200 });
	await again.request('DELETE', '/ik/tweede-factor', { expect: 409 });
	await anonymous.login({ email, wachtwoord });
});

check('what is not kept under a key is done each time', async () => {
	const { email, wachtwoord } = service.account('lezer');
	const client = await anonymous.login({ email, wachtwoord });
	const headers = { 'Idempotency-Key': randomUUID() };
	const first = await client.post('/ik/tweede-factor', undefined, { headers, expect: 201 });
	const second = await client.post('/ik/tweede-factor', undefined, { headers, expect: 201 });
	assert.notEqual(first.body.geheim, second.body.geheim);
	assert.equal(second.headers.get('idempotent-replayed'), null);
});

check('sessions are listed and ended: one, all others, and by an administrator those of any account', async () => {
	const { email, wachtwoord } = service.account('docent');
	const session = async () => {
		const { body } = await anonymous.post('/sessies', { email, wachtwoord }, { headers: { 'User-Agent': 'proef/1.0' }, expect: 201 });
		return Object.assign(anonymous.as(body.token), { id: body.id, ik: body.account });
	};
	const [first, second, third] = [await session(), await session(), await session()];
	const { body: { items } } = await first.get('/sessies', { expect: 200 });
	assert.deepEqual(items.filter((s) => s.huidig).map((s) => s.id), [first.id]);
	assert.ok(items.some((s) => s.id === second.id && s.toestel === 'proef/1.0' && s.netwerk === '127.0.0.0/24' && s.wijze === 'wachtwoord'));
	await first.request('DELETE', `/sessies?id=${second.id}`, { expect: 200 });
	await first.request('DELETE', `/sessies?id=${second.id}`, { expect: 404 });
	await second.get('/ik', { expect: 401 });
	await first.request('DELETE', '/sessies', { expect: 200 });
	await third.get('/ik', { expect: 401 });
	await first.get('/ik', { expect: 200 });
	const admin = clients.beheerder;
	await admin.request('DELETE', '/accounts/0190c0de-0000-7000-8000-000000000000/sessies', { expect: 404 });
	const { body } = await admin.request('DELETE', `/accounts/${first.ik.id}/sessies`, { expect: 200 });
	assert.ok(body.sessiesBeeindigd >= 1);
	await first.get('/ik', { expect: 401 });
});

check('somebody allows an app, or does not, and neither goes to an address that is not its own', async () => {
	const redirectUri = 'https://app.example/terug?bron=schakel';
	const id = service.run('app', 'add', '--naam', 'Onderweg', '--adres', redirectUri).trim();
	assert.deepEqual((await clients.kringcoordinator.get(`/apps/${id}`, { expect: 200 })).body, { id, naam: 'Onderweg' });
	const ask = (change, expect) => clients.kringcoordinator.post('/toestemmingen', { ...example('ToestemmingNieuw'), clientId: id, redirectUri, ...change }, { expect });
	const yes = new URL((await ask({}, 201)).body.redirectUri);
	assert.ok(yes.href.startsWith(`${redirectUri}&code=`));
	assert.equal(yes.searchParams.get('iss'), service.base);
	const no = new URL((await ask({ toegestaan: false }, 201)).body.redirectUri);
	assert.deepEqual([no.searchParams.get('error'), no.searchParams.get('code')], ['access_denied', null]);
	await ask({ redirectUri: 'https://app.example/terug' }, 400);
	await ask({ clientId: randomUUID() }, 400);
	await ask({ codeChallengeMethod: 'plain' }, 400);
});

check('a key does what its rights name, gets another secret, tells what it was used for, and is ended', async () => {
	const { body: { sleutel, geheim } } = await clients.kringcoordinator.post('/sleutels', { naam: 'Rooster', rechten: ['kringen-lezen'] }, { expect: 201 });
	assert.deepEqual([sleutel.perMinuut, sleutel.perDag, sleutel.vorigeTotOp, sleutel.lidId], [60, 10000, null, clients.kringcoordinator.ik.lidId]);
	assert.deepEqual((await clients.kringcoordinator.get('/sleutels', { expect: 200 })).body.items, [sleutel]);
	const system = anonymous.as(geheim);
	await system.get('/kringen', { expect: 200 });
	await system.get('/ik', { expect: 403 });
	const rotated = (await clients.kringcoordinator.post(`/sleutels/${sleutel.id}/rotaties`, { overlapUren: 1 }, { expect: 201 })).body;
	assert.notEqual(rotated.geheim, geheim);
	await anonymous.as(rotated.geheim).get('/kringen', { expect: 200 });
	await system.get('/kringen', { expect: 200 });
	const { body } = await system.get(`/sleutels/${sleutel.id}/_gebruik`, { expect: 200 });
	assert.ok(body.vandaag >= 3);
	await clients.kringcoordinator.request('DELETE', `/sleutels?id=${sleutel.id}`, { expect: 200 });
	await system.get('/kringen', { expect: 401 });
	await clients.kringcoordinator.request('DELETE', `/sleutels?id=${sleutel.id}`, { expect: 404 });
});

check('who asks and staff see what is sought anew after a proposal ended, and why it is not', async () => {
	const [koppeling] = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.soort === 'workshop' });
	await clients.medewerker.post(`/koppelingen/${koppeling.id}/besluiten`, { besluit: 'afwijzen', reden: 'dubbele-aanvraag' }, { expect: 201 });
	for (const who of [clients.school, clients.medewerker]) {
		const { body } = await who.get('/bijvullingen', { query: { aanvraagId: koppeling.aanvraagId, status: 'gestopt' }, expect: 200 });
		assert.deepEqual(body.items.map((b) => [b.koppelingId, b.poging, b.reden, b.voorstelId]), [[koppeling.id, 1, 'reden', null]]);
	}
	const pages = await clients.medewerker.all('/bijvullingen', { query: { limit: 1 } });
	assert.equal(new Set(pages.map((b) => b.id)).size, pages.length);
	await clients.bedrijf.get('/bijvullingen', { expect: 403 });
	const { redenen } = (await clients.school.get('/toestanden', { expect: 200 })).body;
	assert.ok(redenen.find((r) => r.code === 'dubbele-aanvraag').stopt && !redenen.find((r) => r.code === 'geen-tijd').stopt);
});

check('staff says how long a proposal waits, and each proposal says until when', async () => {
	const { items } = (await clients.school.get('/termijnen', { expect: 200 })).body;
	const { items: hours } = (await clients.school.get('/arbeidstijden', { expect: 200 })).body;
	assert.deepEqual(hours.map((h) => [h.leeftijdVan, h.urenPerDag]), [[14, 7], [16, 9], [18, 12]]);
	const gastles = items.find((t) => t.soort === 'gastles');
	const path = `/termijnen/${gastles.id}`;
	const seen = await clients.medewerker.get(path, { expect: 200 });
	await clients.school.patch(path, { reactieSchooldagen: 2 }, { headers: { 'If-Match': seen.etag }, expect: 403 });
	await clients.medewerker.patch(path, { reactieSchooldagen: 0 }, { headers: { 'If-Match': seen.etag }, expect: 400 });
	const changed = await clients.medewerker.patch(path, { reactieSchooldagen: 2 }, { headers: { 'If-Match': seen.etag }, expect: 200 });
	assert.deepEqual(changed.body, { ...gastles, reactieSchooldagen: 2 });
	await clients.medewerker.patch(path, { besluitSchooldagen: 9 }, { headers: { 'If-Match': seen.etag }, expect: 412 });
	const [koppeling] = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.soort === 'gastles' });
	assert.ok(koppeling.verlooptOp > new Date().toISOString() && koppeling.verlooptOp <= koppeling.tijdvak.vanOp);
	const { body } = await clients.medewerker.post(`/koppelingen/${koppeling.id}/besluiten`, { besluit: 'afwijzen', reden: 'te-ver' }, { expect: 201 });
	assert.equal(body.verlooptOp, null);
});
