/* The steps of a match: proposal, decision, answers of both sides, calendar; and what is written of each. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { addDays, story } from './pad_wereld.mjs';

/* Each step once in the history, once in the audit trail, once in the outbox, and in that order. */
export function writtenOnce(w, id, steps) {
	assert.deepEqual(w.rows(`select stap from geschiedenis where koppeling_id = '${id}' order by volgnummer`).map((r) => r.stap), steps);
	assert.deepEqual(w.rows(`select handeling from audit where tabel = 'koppeling' and rij = '${id}' order by id`).map((r) => r.handeling), steps);
	assert.deepEqual(w.rows(`select soort from gebeurtenis where onderwerp = '${id}' and soort like 'koppeling.%' order by id`).map((r) => r.soort), steps.map((s) => `koppeling.${s}`));
	assert.equal(w.number(`select versie from koppeling where id = '${id}'`), steps.length);
}

export const besluit = (w, id, body, options = { expect: 201 }) => w.staf.post(`/koppelingen/${id}/besluiten`, body, options);
const reactie = (client, id, body, options = { expect: 201 }) => client.post(`/koppelingen/${id}/reacties`, body, options);
const taken = (w, aanbod) => w.number(`select coalesce(sum(bezet), 0) from bezetting where houder = '${aanbod.id}'`);

/* A proposal of school A for an offer of one of a company's people, with an account on each side. */
async function propose(w, week, fields = {}) {
	const offer = await w.eigenAanbod({ vrijwilliger: { bedrijfId: w.bedrijven[0].id }, ...fields });
	const vraag = await w.aanvraag(w.schoolA, week);
	return { offer, vraag, koppeling: await w.stelVoor(w.schoolA, vraag, offer) };
}

async function inAgenda(client, k) {
	const items = await client.all('/agenda', { query: { van: k.tijdvak.datum, tot: k.tijdvak.datum } });
	return items.find((i) => i.koppelingId === k.id);
}

async function approvalTests(t, w) {
	const week = w.weken[3];
	await story(t, w, 'school first, then the company: proposed, approved, confirmed, in the calendar of each side', async () => {
		const { offer, vraag, koppeling: k } = await propose(w, week);
		assert.equal(k.status, 'voorgesteld');
		assert.equal(k.contact, null);
		assert.equal(k.score, k.factoren.reduce((sum, f) => sum + f.bijdrage, 0));
		assert.ok(k.alternatieven.length > 0 && k.alternatieven.every((a) => a.aanbodId !== offer.id));
		assert.equal(taken(w, offer), 1);
		await reactie(w.schoolA, k.id, { reactie: 'bevestigen' }, { expect: 409 });
		assert.equal((await besluit(w, k.id, { besluit: 'goedkeuren' })).body.status, 'goedgekeurd');
		const school = (await reactie(w.schoolA, k.id, { reactie: 'bevestigen' })).body;
		assert.equal(school.status, 'goedgekeurd');
		assert.ok(school.schoolBevestigdOp && !school.aanbiederBevestigdOp);
		assert.equal((await reactie(w.schoolA, k.id, { reactie: 'bevestigen' }, { expect: 409 })).body.code, 'reactie.al_bevestigd');
		assert.equal(await inAgenda(w.schoolA, k), undefined);
		const done = (await reactie(w.bedrijf, k.id, { reactie: 'bevestigen' })).body;
		assert.equal(done.status, 'ingepland');
		assert.deepEqual(done.alternatieven, [], 'a company sees what others offer');
		writtenOnce(w, k.id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen']);
		assert.equal((await w.schoolA.get(`/aanvragen/${vraag.id}`)).body.status, 'gekoppeld');
		for (const client of [w.schoolA, w.bedrijf, w.staf]) {
			const line = await inAgenda(client, k);
			assert.deepEqual([line.status, line.klas, line.titel, line.school.id], ['ingepland', vraag.klas, offer.titel, w.schoolA.school.id]);
			assert.deepEqual(line.tijdvak, k.tijdvak);
		}
		assert.equal(await inAgenda(w.schoolB, k), undefined);
		assert.equal(await inAgenda(w.los, k), undefined);
		const { items } = (await w.bedrijf.get(`/koppelingen/${k.id}/geschiedenis`)).body;
		assert.deepEqual(items.map((i) => [i.stap, i.van, i.naar, i.rol]), [
			['voorstellen', null, 'voorgesteld', 'school'], ['goedkeuren', 'voorgesteld', 'goedgekeurd', 'medewerker'],
			['bevestigen', 'goedgekeurd', 'goedgekeurd', 'school'], ['bevestigen', 'goedgekeurd', 'bevestigd', 'bedrijf'],
			['inplannen', 'bevestigd', 'ingepland', 'systeem']]);
	});
	await story(t, w, 'the volunteer first, then the school: the same end', async () => {
		const vraag = await w.aanvraag(w.schoolA, week);
		const offer = await w.aanbod({}, w.los);
		const k = await w.stelVoor(w.staf, vraag, offer);
		await besluit(w, k.id, { besluit: 'goedkeuren' });
		const half = (await reactie(w.los, k.id, { reactie: 'bevestigen' })).body;
		assert.deepEqual([half.status, half.schoolBevestigdOp], ['goedgekeurd', null]);
		assert.equal((await reactie(w.schoolA, k.id, { reactie: 'bevestigen' })).body.status, 'ingepland');
		writtenOnce(w, k.id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen']);
		assert.ok(await inAgenda(w.los, k));
		assert.equal(await inAgenda(w.bedrijf, k), undefined);
	});
	await story(t, w, 'contact data is there only after approval, and gone when it ends', async () => {
		const { koppeling: k, offer } = await propose(w, w.weken[4]);
		for (const client of [w.schoolA, w.bedrijf, w.staf])
			assert.equal((await client.get(`/koppelingen/${k.id}`)).body.contact, null);
		const texts = JSON.stringify((await w.schoolA.all(`/koppelingen`)).find((one) => one.id === k.id));
		for (const secret of [offer.vrijwilliger.email, offer.vrijwilliger.naam, offer.vrijwilliger.telefoon])
			assert.ok(!texts.includes(secret), `${secret} before approval`);
		await besluit(w, k.id, { besluit: 'goedkeuren' });
		/* The volunteer was not asked whether a school may see the telephone number: that of the company is there. */
		const { telefoon } = (await w.bedrijf.get(`/bedrijven/${w.bedrijf.ik.bedrijfId}`)).body;
		for (const [client, number] of [[w.schoolA, telefoon], [w.bedrijf, '+31320123456']])
			assert.deepEqual((await client.get(`/koppelingen/${k.id}`)).body.contact, {
				school: { naam: w.schoolA.school.naam, telefoon: w.schoolA.school.telefoon },
				aanbieder: { naam: offer.vrijwilliger.naam, email: offer.vrijwilliger.email, telefoon: number } });
		assert.equal((await reactie(w.bedrijf, k.id, { reactie: 'afslaan', reden: 'ziekte' })).body.contact, null);
		assert.equal((await w.schoolA.get(`/koppelingen/${k.id}`)).body.contact, null);
	});
}

async function refusalTests(t, w) {
	const week = w.weken[5];
	await story(t, w, 'declined: the place comes free, and the same half-day can be proposed again', async () => {
		const { offer, vraag, koppeling: k } = await propose(w, week);
		await besluit(w, k.id, { besluit: 'goedkeuren' });
		const again = await w.aanvraag(w.schoolB, week);
		assert.equal((await w.oordeel(w.schoolB, again, offer)).mogelijk, false);
		assert.equal((await reactie(w.bedrijf, k.id, { reactie: 'afslaan' }, { expect: 400 })).body.errors[0].pointer, '/reden');
		const { body } = await reactie(w.bedrijf, k.id, { reactie: 'afslaan', reden: 'geen-tijd', toelichting: 'Vol die dag.' });
		assert.deepEqual([body.status, body.reden, body.toelichting], ['afgeslagen', 'geen-tijd', 'Vol die dag.']);
		assert.equal(taken(w, offer), 0);
		writtenOnce(w, k.id, ['voorstellen', 'goedkeuren', 'afslaan']);
		assert.equal((await w.schoolA.get(`/aanvragen/${vraag.id}`)).body.status, 'open');
		assert.equal((await w.stelVoor(w.schoolB, again, offer)).status, 'voorgesteld');
		assert.equal(taken(w, offer), 1);
	});
	await story(t, w, 'rejected by staff, with a reason, and no step after that', async () => {
		const { offer, koppeling: k } = await propose(w, week);
		assert.equal((await besluit(w, k.id, { besluit: 'afwijzen' }, { expect: 400 })).body.errors[0].pointer, '/reden');
		assert.equal((await besluit(w, k.id, { besluit: 'afwijzen', reden: 'andere-oplossing' })).body.status, 'afgewezen');
		assert.equal(taken(w, offer), 0);
		writtenOnce(w, k.id, ['voorstellen', 'afwijzen']);
		for (const late of [besluit(w, k.id, { besluit: 'goedkeuren' }, { expect: 409 }),
			reactie(w.schoolA, k.id, { reactie: 'bevestigen' }, { expect: 409 }),
			reactie(w.bedrijf, k.id, { reactie: 'afslaan', reden: 'anders' }, { expect: 409 })])
			assert.equal((await late).body.code, 'stap.niet_toegestaan');
		writtenOnce(w, k.id, ['voorstellen', 'afwijzen']);
	});
	await story(t, w, 'one running match per request; while it runs the request stays as it is', async () => {
		const { vraag, koppeling: k } = await propose(w, w.weken[6]);
		const other = await w.eigenAanbod({ dagdelen: ['di-ochtend', 'di-middag'] });
		const wide = await w.schoolA.post(`/aanvragen/${vraag.id}/koppelingen`,
			{ aanbodId: other.id, tijdvak: { datum: k.tijdvak.datum, dagdeel: k.tijdvak.dagdeel } }, { expect: 409 });
		assert.equal(wide.body.code, 'regel.klas_bezet');
		assert.equal((await w.schoolA.patch(`/aanvragen/${vraag.id}`, { dagdelen: ['ma-ochtend'] }, { expect: 409 })).body.code, 'aanvraag.heeft_koppeling');
		assert.equal((await w.schoolA.patch(`/aanvragen/${vraag.id}`, { onderwerp: 'Andere woorden' }, { expect: 200 })).body.onderwerp, 'Andere woorden');
	});
	await story(t, w, 'a VOG that is withdrawn after the proposal stops the approval', async () => {
		const offer = await w.eigenAanbod();
		const k = await w.stelVoor(w.schoolA, await w.aanvraag(w.schoolA, week, { vogVereist: true }), offer);
		await w.staf.patch(`/vrijwilligers/${offer.vrijwilliger.id}`, { vogGezienDatum: null, vogGeldigTotDatum: null }, { expect: 200 });
		assert.equal((await besluit(w, k.id, { besluit: 'goedkeuren' }, { expect: 409 })).body.code, 'regel.vog');
		writtenOnce(w, k.id, ['voorstellen']);
	});
}

const annuleer = (client, id, body, options = { expect: 201 }) => client.post(`/koppelingen/${id}/annuleringen`, body, options);
export const meld = (client, id, body, options = { expect: 201 }) => client.post(`/koppelingen/${id}/uitkomsten`, body, options);
const standOf = async (w, { vraag, offer, koppeling }) => [(await w.staf.get(`/koppelingen/${koppeling.id}`)).body.status,
	(await w.schoolA.get(`/aanvragen/${vraag.id}`)).body.status, taken(w, offer)];

/* In the calendar, agreed by both sides. */
export async function schedule(w, week) {
	const made = await propose(w, week);
	await besluit(w, made.koppeling.id, { besluit: 'goedkeuren' });
	await reactie(w.schoolA, made.koppeling.id, { reactie: 'bevestigen' });
	await reactie(w.bedrijf, made.koppeling.id, { reactie: 'bevestigen' });
	return made;
}

/* While `work` runs, the match lies so many days back, a whole number of weeks, counters and all. */
export async function movedBack(w, id, days, work) {
	const move = (days) => w.sql(`begin; alter table koppeling disable trigger user;
		select tel_bezetting(k, -1) from koppeling k where k.id = '${id}' and koppeling_loopt(k.status);
		update koppeling set datum = datum + ${days} where id = '${id}';
		select tel_bezetting(k, 1) from koppeling k where k.id = '${id}' and koppeling_loopt(k.status);
		alter table koppeling enable trigger user; commit`);
	move(-days);
	await work();
	move(days);
}

async function backTests(t, w) {
	await story(t, w, 'called off, then proposed again: the place is free and taken, the request open, and both sides are asked anew', async () => {
		const made = await schedule(w, w.weken[4]);
		const { id } = made.koppeling;
		assert.deepEqual(await standOf(w, made), ['ingepland', 'gekoppeld', 1]);
		assert.equal((await annuleer(w.bedrijf, id, {}, { expect: 400 })).body.errors[0].pointer, '/reden');
		assert.equal((await annuleer(w.bedrijf, id, { reden: 'ander-tijdvak' }, { expect: 400 })).body.errors[0].code, 'reden.past_niet');
		await annuleer(w.bedrijfElders, id, { reden: 'ziekte' }, { expect: 404 });
		assert.deepEqual([(await annuleer(w.bedrijf, id, { reden: 'ziekte' })).body.reden, ...await standOf(w, made)], ['ziekte', 'geannuleerd', 'open', 0]);
		assert.equal(await inAgenda(w.schoolA, made.koppeling), undefined);
		assert.equal((await besluit(w, id, { besluit: 'heropenen' }, { expect: 400 })).body.errors[0].pointer, '/reden');
		const again = (await besluit(w, id, { besluit: 'heropenen', reden: 'kan-toch' })).body;
		assert.deepEqual([again.schoolBevestigdOp, again.aanbiederBevestigdOp, ...await standOf(w, made)], [null, null, 'voorgesteld', 'open', 1]);
		await besluit(w, id, { besluit: 'goedkeuren' });
		writtenOnce(w, id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen', 'annuleren', 'heropenen', 'goedkeuren']);
	});
	await story(t, w, 'what ended is not proposed again when the request found another, and by nobody but staff', async () => {
		const { vraag, koppeling: k } = await propose(w, w.weken[5]);
		await besluit(w, k.id, { besluit: 'afwijzen', reden: 'te-ver' });
		await w.schoolA.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'heropenen', reden: 'kan-toch' }, { expect: 403 });
		const other = await w.stelVoor(w.schoolA, vraag, await w.eigenAanbod());
		assert.equal((await besluit(w, k.id, { besluit: 'heropenen', reden: 'kan-toch' }, { expect: 409 })).body.code, 'aanvraag.heeft_koppeling');
		writtenOnce(w, k.id, ['voorstellen', 'afwijzen']);
		writtenOnce(w, other.id, ['voorstellen']);
	});
	await story(t, w, 'an approval is turned back while nobody is bound; staff withdraw what is approved', async () => {
		const made = await propose(w, w.weken[5]);
		const { id } = made.koppeling;
		await besluit(w, id, { besluit: 'goedkeuren' });
		await reactie(w.bedrijf, id, { reactie: 'bevestigen' });
		assert.equal((await besluit(w, id, { besluit: 'terugdraaien', reden: 'vergissing' })).body.aanbiederBevestigdOp, null);
		assert.deepEqual(await standOf(w, made), ['voorgesteld', 'open', 1]);
		await besluit(w, id, { besluit: 'goedkeuren' });
		assert.equal((await annuleer(w.schoolA, id, { reden: 'ziekte' }, { expect: 403 })).body.code, 'stap.niet_jouw_rol');
		await annuleer(w.staf, id, { reden: 'andere-oplossing' });
		assert.deepEqual(await standOf(w, made), ['geannuleerd', 'open', 0]);
	});
	await story(t, w, 'how it went is told after the beginning, by either side, and turned back by staff', async () => {
		const made = await schedule(w, w.weken[7]);
		const { id } = made.koppeling;
		assert.equal((await meld(w.schoolA, id, { uitkomst: 'afgerond' }, { expect: 409 })).body.code, 'stap.te_vroeg');
		await movedBack(w, id, 364, async () => {
			assert.equal((await meld(w.schoolA, id, { uitkomst: 'niet_verschenen' }, { expect: 400 })).body.errors[0].pointer, '/reden');
			await meld(w.schoolA, id, { uitkomst: 'niet_verschenen', reden: 'ziekte' });
			assert.equal((await standOf(w, made))[1], 'open');
			await besluit(w, id, { besluit: 'terugdraaien', reden: 'betwist' });
			assert.equal((await standOf(w, made))[1], 'gekoppeld');
			assert.equal((await meld(w.bedrijf, id, { uitkomst: 'afgerond' })).body.status, 'afgerond');
		});
		writtenOnce(w, id, ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen', 'niet_verschenen', 'terugdraaien', 'afronden']);
	});
}

async function keyTests(t, w) {
	await story(t, w, 'the same Idempotency-Key gives the same answer and no second effect', async () => {
		const vraag = await w.aanvraag(w.schoolA, w.weken[6]), offer = await w.eigenAanbod();
		const url = `/aanvragen/${vraag.id}/koppelingen`, key = randomUUID();
		const body = { aanbodId: offer.id, tijdvak: { datum: addDays(w.weken[6], 1), dagdeel: 'ochtend' } };
		const send = (json, headers) => w.schoolA.post(url, json, { headers: { 'Idempotency-Key': key, ...headers } });
		const first = await send(body);
		assert.equal(first.status, 201);
		assert.equal(first.headers.get('idempotent-replayed'), null);
		assert.equal(first.headers.get('location'), `/v1/koppelingen/${first.body.id}`);
		const before = w.sql(`select (select count(*) from koppeling), (select count(*) from audit), (select count(*) from gebeurtenis), (select sum(bezet) from bezetting)`);
		for (let i = 0; i < 3; i++) {
			const again = await send(body);
			assert.equal(again.headers.get('idempotent-replayed'), 'true');
			assert.deepEqual([again.status, again.text, again.etag, again.headers.get('location')],
				[201, first.text, first.etag, first.headers.get('location')]);
		}
		assert.equal((await send({ ...body, tijdvak: { ...body.tijdvak, dagdeel: 'middag' } })).status, 422);
		assert.equal((await send(body, { 'Idempotency-Key': null })).status, 400);
		assert.equal((await send(body, { 'Idempotency-Key': 'met spatie' })).status, 400);
		assert.equal((await send(body, { 'Idempotency-Key': 'x'.repeat(256) })).status, 400);
		assert.equal(w.sql(`select (select count(*) from koppeling), (select count(*) from audit), (select count(*) from gebeurtenis), (select sum(bezet) from bezetting)`), before);
		/* The key is the account's own: staff may use the same word for something else. */
		const besluiten = `/koppelingen/${first.body.id}/besluiten`;
		const options = { headers: { 'Idempotency-Key': key }, expect: 201 };
		const approved = await w.staf.post(besluiten, { besluit: 'goedkeuren' }, options);
		assert.equal((await w.staf.post(besluiten, { besluit: 'goedkeuren' }, options)).text, approved.text);
		writtenOnce(w, first.body.id, ['voorstellen', 'goedkeuren']);
	});
	await story(t, w, 'a refusal is not kept under its key: when the cause is gone it works', async () => {
		const vraag = await w.aanvraag(w.schoolA, w.weken[7], { status: 'concept' }), offer = await w.eigenAanbod();
		const send = () => w.schoolA.post(`/aanvragen/${vraag.id}/koppelingen`,
			{ aanbodId: offer.id, tijdvak: { datum: addDays(w.weken[7], 1), dagdeel: 'ochtend' } }, { headers: { 'Idempotency-Key': 'eerst-open-zetten' } });
		assert.equal((await send()).body.code, 'aanvraag.niet_open');
		await w.schoolA.patch(`/aanvragen/${vraag.id}`, { status: 'open' }, { expect: 200 });
		assert.equal((await send()).status, 201);
	});
	await story(t, w, 'a key where it is optional holds too', async () => {
		const fields = { naam: 'Eenmaal bedrijf' }, options = { headers: { 'Idempotency-Key': 'bedrijf-1' }, expect: 201 };
		const [one, two] = [await w.staf.post('/bedrijven', fields, options), await w.staf.post('/bedrijven', fields, options)];
		assert.equal(one.text, two.text);
		assert.equal(w.number(`select count(*) from bedrijf where naam = 'Eenmaal bedrijf'`), 1);
	});
}

export function stepTests(t, w) {
	return t.test('from proposal to calendar, and every way out', async (t) => {
		/* The sides: a company of which people come, and a volunteer of no company. */
		w.bedrijf = await w.account('bedrijf', '--bedrijf', w.bedrijven[0].id);
		w.bedrijfElders = await w.account('bedrijf', '--bedrijf', w.bedrijven[3].id);
		const los = await w.vrijwilliger(0), elders = await w.vrijwilliger(1);
		w.los = await w.account('vrijwilliger', '--vrijwilliger', los.id);
		w.losElders = await w.account('vrijwilliger', '--vrijwilliger', elders.id);
		await approvalTests(t, w);
		await refusalTests(t, w);
		await backTests(t, w);
		await keyTests(t, w);
	});
}
