/*
 * Answers by the link of a letter, on the running service: of many at once one takes the step, the same one sent
 * again sees the same result, and the token is in no log.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dayFromNow, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

const tokens = [];

let service, anonymous;
const { clients, check } = suite({ env: { SCHAKEL_PROCESSES: '2' }, roles: ['school', 'medewerker', 'bedrijf'] }, async (world) => {
	({ service, anonymous } = world);
});

/* The token of the newest letter that asks about it. Beside it go letters to who is asked to sign in. */
function linkFor(titel) {
	const letter = service.letters().find((l) => l.includes(`"${titel}"`) && l.includes('/antwoord#'));
	const [, link] = /\/antwoord#([\w-]{43})\r$/m.exec(letter);
	tokens.push(link);
	return link;
}

/* Approved matches with volunteers, each with the token that its letter brought. */
async function ask(count) {
	const koppelingen = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.vrijwilligerId, count });
	assert.equal(koppelingen.length, count);
	const asked = [];
	for (const { id, titel } of koppelingen) {
		await clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
		asked.push({ id, titel, link: linkFor(titel) });
	}
	return asked;
}

const answer = (link, body, expect) => anonymous.post('/antwoorden', { link, ...body }, { expect });
const steps = async (id) => (await clients.medewerker.get(`/koppelingen/${id}/geschiedenis`, { expect: 200 })).body.items
	.filter((g) => g.rol === 'vrijwilliger').map((g) => g.stap);
const NO = { reactie: 'afslaan', reden: 'geen-tijd' };

check('of a yes and a no at once one is taken, and the other is told that the link was used', async () => {
	for (const { id, link } of await ask(3)) {
		const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => answer(link, i % 2 ? { reactie: 'bevestigen' } : NO, [200, 401])));
		const won = answers.filter((a) => a.status === 200);
		assert.equal(won.length, 3);
		assert.equal(new Set(won.map((a) => a.text)).size, 1, 'the same answer has the same result');
		assert.deepEqual(await steps(id), [won[0].body.reactie]);
	}
});

check('the same answer, eight at once and again later, is one step with one result', async () => {
	const [{ id, link }] = await ask(1);
	const answers = await Promise.all(Array.from({ length: 8 }, () => answer(link, { reactie: 'bevestigen' }, 200)));
	answers.push(await answer(link, { reactie: 'bevestigen' }, 200));
	assert.equal(new Set(answers.map((a) => a.text)).size, 1);
	assert.deepEqual(await steps(id), ['bevestigen']);
});

check('a link and the decline of the school at once: one of them ends the proposal', async () => {
	for (const { id, link } of await ask(3)) {
		const [byLink, bySchool] = await Promise.all([answer(link, NO, [200, 401]),
			clients.school.post(`/koppelingen/${id}/reacties`, NO, { expect: [201, 409] })]);
		assert.deepEqual([byLink.status === 200, bySchool.status === 201].filter(Boolean).length, 1);
		assert.equal((await clients.school.get(`/koppelingen/${id}`, { expect: 200 })).body.status, 'afgeslagen');
	}
});

check('what is approved again is asked by a new link, and the old one works no more', async () => {
	const [{ id, titel, link }] = await ask(1);
	await clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'terugdraaien', reden: 'vergissing' }, { expect: 201 });
	await answer(link, { reactie: 'bevestigen' }, 401);
	await clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	const again = linkFor(titel);
	await answer(link, { reactie: 'bevestigen' }, 401);
	await answer(again, { reactie: 'bevestigen' }, 200);
	assert.deepEqual(await steps(id), ['bevestigen']);
});

check('what a link tells is what the contract says, and costs nothing', async () => {
	const [{ id, link }] = await ask(1);
	const { body: k } = await clients.school.get(`/koppelingen/${id}`, { expect: 200 });
	const { body } = await anonymous.post('/antwoorden/_vraag', { link }, { expect: 200 });
	assert.deepEqual([body.titel, body.schoolNaam, body.klas, body.tijdvak], [k.titel, k.schoolNaam, k.klas, k.tijdvak]);
	await answer(link, { reactie: 'bevestigen' }, 200);
	const { body: both } = await clients.school.post(`/koppelingen/${id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	assert.equal(both.status, 'ingepland');
	assert.equal((await anonymous.post('/antwoorden/_vraag', { link }, { expect: 401 })).body.code, 'link.ongeldig');
});

/* An offer for every half-day of the week, and what a school asks that just it and its like fit. */
const WEEK = ['ma', 'di', 'wo', 'do', 'vr'].flatMap((dag) => [`${dag}-ochtend`, `${dag}-middag`]);
const TITLE = 'Lassen voor de invaller';
const offer = async (who) => (await who.post('/aanbod', { soort: 'workshop', titel: TITLE, niveaus: ['po-groep-7'], dagdelen: WEEK, plaatsen: 5 }, { expect: 201 })).body.id;

/* A match for one of the half-days that a school has left, called off by its supplier. */
async function calledOff(klas, aanbodId, nth) {
	const { body: aanvraag } = await clients.school.post('/aanvragen', { klas, soort: 'workshop', onderwerp: TITLE, niveau: 'po-groep-7',
		groepsgrootte: 20, vanDatum: dayFromNow(1), totDatum: dayFromNow(60), dagdelen: WEEK, vogVereist: false }, { expect: 201 });
	const { body: kandidaat } = await clients.school.get(`/aanvragen/${aanvraag.id}/kandidaten/${aanbodId}`, { expect: 200 });
	assert.ok(kandidaat.mogelijk, JSON.stringify(kandidaat.regel));
	const { datum, dagdeel } = kandidaat.tijdvakken.at(nth);
	const { body: k } = await clients.school.post(`/aanvragen/${aanvraag.id}/koppelingen`, { aanbodId, tijdvak: { datum, dagdeel } }, { expect: 201 });
	await clients.medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	await clients.school.post(`/koppelingen/${k.id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	await clients.bedrijf.post(`/koppelingen/${k.id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	const asked = await clients.medewerker.post(`/koppelingen/${k.id}/invalvragen`, { aanbodIds: [aanbodId] }, { expect: 409 });
	assert.equal(asked.body.code, 'invalvraag.niet_afgezegd');
	await clients.bedrijf.post(`/koppelingen/${k.id}/annuleringen`, { reden: 'ziekte' }, { expect: 201 });
	return k;
}

/* The links of the letters that ask to stand in, of those that came since. */
const links = (seen) => [...new Set(service.letters().filter((l) => !seen.has(l)).flatMap((l) => /\/invallen#([\w-]{43})\r$/m.exec(l)?.[1] ?? []))];
const standIn = (link, antwoord, expect) => anonymous.post('/invalantwoorden', { link, antwoord }, { expect });

check('of many who are asked to stand in at once the first yes does it, exactly one, on two processes', async () => {
	const [gone, ...offers] = await Promise.all([1, 2, 3, 4, 5].map(() => offer(clients.bedrijf)));
	for (const klas of ['Groep 7 in', 'Groep 7 val']) {
		const k = await calledOff(klas, gone, 0);
		const [stopped] = await clients.school.all('/bijvullingen', { query: { aanvraagId: k.aanvraagId } });
		assert.deepEqual([stopped.status, stopped.reden], ['gestopt', 'kort_dag']);
		const seen = new Set(service.letters());
		const path = `/koppelingen/${k.id}/invalvragen`;
		const { body: vraag } = await clients.medewerker.post(path, { aanbodIds: offers }, { expect: 201 });
		assert.deepEqual(vraag.invallers.map((i) => [i.aanbodId, i.rang, i.status]), offers.map((id, i) => [id, i + 1, 'gevraagd']));
		assert.equal((await clients.medewerker.post(path, { aanbodIds: offers }, { expect: 409 })).body.code, 'invalvraag.bestaat');
		const asked = links(seen);
		tokens.push(...asked);
		assert.equal(asked.length, offers.length);
		const [sorry, ...others] = asked;
		await standIn(sorry, 'nee', 200);
		const answers = await Promise.all([...others, ...others, ...others].map((link) => standIn(link, 'ja', [200, 409])));
		assert.equal(answers.filter((a) => a.status === 200).length, 3, 'one, that was sent three times');
		for (const { body } of answers.filter((a) => a.status === 409))
			assert.equal(body.code, 'invalvraag.vervuld');
		await standIn(sorry, 'ja', 409);
		const [done] = (await clients.medewerker.get(path, { expect: 200 })).body.items;
		assert.deepEqual([done.status, ...done.invallers.map((i) => i.status).sort()], ['vervuld', 'ja', 'nee', 'vol', 'vol']);
		const { body: booked } = await clients.school.get(`/koppelingen/${done.voorstelId}`, { expect: 200 });
		assert.deepEqual([booked.status, booked.tijdvak], ['ingepland', k.tijdvak]);
		assert.ok(booked.schoolBevestigdOp && booked.aanbiederBevestigdOp);
		const subjects = service.letters().filter((l) => !seen.has(l)).map((l) => /^Subject: (.*)\r$/m.exec(l)[1]);
		assert.equal(subjects.filter((s) => s === 'Je valt in').length >= 1, true);
		assert.equal(subjects.filter((s) => s === 'Je hoeft niet in te vallen').length >= 2, true);
		const [shown] = (await clients.school.get(path, { expect: 200 })).body.items;
		assert.deepEqual([shown.status, shown.invallers], ['vervuld', []]);
		assert.equal((await clients.school.get(`/aanvragen/${k.aanvraagId}`, { expect: 200 })).body.status, 'gekoppeld');
	}
});

check('staff ends a question for a stand-in: who did not answer is told, and a link says yes no more', async () => {
	const { medewerker, school } = clients;
	const [gone, ...offers] = [await offer(clients.bedrijf), await offer(clients.bedrijf), await offer(clients.bedrijf)];
	const k = await calledOff('Groep 7 niet', gone, 0);
	const seen = new Set(service.letters());
	const { body: vraag } = await medewerker.post(`/koppelingen/${k.id}/invalvragen`, { aanbodIds: offers }, { expect: 201 });
	const [first, second] = links(seen);
	tokens.push(first, second);
	const { body: what } = await anonymous.post('/invalantwoorden/_vraag', { link: first }, { expect: 200 });
	assert.deepEqual([what.klas, what.aanvraag.onderwerp, what.aanvraag.groepsgrootte, what.tijdvak], ['Groep 7 niet', TITLE, 20, k.tijdvak]);
	await standIn(first, 'nee', 200);
	const path = `/invalvragen/${vraag.id}`;
	const { etag } = await medewerker.get(path, { expect: 200 });
	await school.get(path, { expect: 403 });
	await medewerker.patch(path, { gesloten: true }, { etag: '"99"', expect: 412 });
	const told = new Set(service.letters());
	const closed = await medewerker.patch(path, { gesloten: true }, { etag, expect: 200 });
	assert.deepEqual([closed.body.status, closed.body.invallers.map((i) => i.status).sort()], ['gesloten', ['nee', 'vol']]);
	assert.deepEqual(service.letters().filter((l) => !told.has(l)).map((l) => /^Subject: (.*)\r$/m.exec(l)[1]), ['Je hoeft niet in te vallen']);
	assert.equal((await standIn(second, 'ja', 409)).body.code, 'invalvraag.vervuld');
	assert.equal((await anonymous.post('/invalantwoorden/_vraag', { link: second }, { expect: 409 })).body.code, 'invalvraag.vervuld');
	assert.equal((await medewerker.patch(path, { gesloten: true }, { etag: closed.etag, expect: 409 })).body.code, 'invalvraag.voorbij');
	await medewerker.get('/invalvragen/0190c0de-0000-7000-8000-000000000000', { expect: 404 });
	await medewerker.patch('/invalvragen/0190c0de-0000-7000-8000-000000000000', { gesloten: true }, { etag, expect: 404 });
});

check('nobody is asked to stand in for what lies further ahead, and a link that is none says nothing', async () => {
	const id = await offer(clients.bedrijf);
	const k = await calledOff('Groep 7 later', id, -1);
	const far = await clients.medewerker.post(`/koppelingen/${k.id}/invalvragen`, { aanbodIds: [id] }, { expect: 409 });
	assert.equal(far.body.code, 'invalvraag.niet_kort_dag');
	await clients.school.post(`/koppelingen/${k.id}/invalvragen`, { aanbodIds: [id] }, { expect: 403 });
	assert.equal((await standIn('n'.repeat(43), 'ja', 401)).body.code, 'link.ongeldig');
	assert.equal((await anonymous.post('/invalantwoorden/_vraag', { link: 'n'.repeat(43) }, { expect: 401 })).body.code, 'link.ongeldig');
});

const sql = (text) => execFileSync('psql', ['-XqAt', service.databaseUri, '-c', text], { encoding: 'utf8' }).trim();

/* A match with a volunteer who has no account, that stands in the calendar, moved beside the triggers. */
async function held(move) {
	const members = new Set(sql(`select vrijwilliger_id from lid where vrijwilliger_id is not null and status = 'actief'`).split('\n'));
	const [{ id, titel }] = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.vrijwilligerId && !members.has(a.vrijwilligerId) });
	await clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	await answer(linkFor(titel), { reactie: 'bevestigen' }, 200);
	await clients.school.post(`/koppelingen/${id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	sql(`begin; alter table koppeling disable trigger user; ${move} where id = '${id}'; alter table koppeling enable trigger user;
		update bericht set op = now() where koppeling_id = '${id}' and brief = 'afloop'; commit`);
	return { id, titel };
}

check('when it is over a volunteer without an account tells by a link how it went, and gets the certificate', async () => {
	const { id, titel } = await held('update koppeling set datum = current_date - 1');
	const letter = service.letters().find((l) => l.includes(`"${titel}"`) && l.includes('/afloop#'));
	const [, link] = /\/afloop#([\w-]{43})\r$/m.exec(letter);
	tokens.push(link);
	const { body: asked } = await anonymous.post('/afloopantwoorden/_vraag', { link }, { expect: 200 });
	assert.deepEqual([asked.titel, asked.afloop.koppelingId, asked.afloop.status, asked.afloop.aanbieder], [titel, id, 'ingepland', null]);
	await anonymous.post('/afloopantwoorden/_certificaat', { link }, { headers: { Accept: 'text/html, application/problem+json' }, expect: 409 });
	const said = { link, uitkomst: { uitkomst: 'afgerond', minuten: 120 }, beoordeling: { cijfer: 5 } };
	const answers = await Promise.all([0, 1, 2, 3].map(() => anonymous.post('/afloopantwoorden', said, { expect: 200 })));
	assert.deepEqual([answers[0].body.status, answers[0].body.minuten, answers[0].body.beoordelingAanbieder.cijfer], ['afgerond', 120, 5]);
	assert.equal(new Set(answers.map((a) => a.text)).size, 1, 'the same answer has the same result');
	await anonymous.post('/afloopantwoorden', { link, beoordeling: { cijfer: 1 } }, { expect: 409 });
	await anonymous.post('/afloopantwoorden', { link: 'n'.repeat(43), beoordeling: { cijfer: 1 } }, { expect: 401 });
	const page = await anonymous.post('/afloopantwoorden/_certificaat', { link }, { headers: { Accept: 'text/html', 'Accept-Language': 'en' }, expect: 200 });
	assert.match(page.text, /<html lang="en">.*Thank you, .*2 hours/s);
	assert.deepEqual(await steps(id), ['bevestigen', 'afronden']);
});

/* The last that makes matches here: time stands elsewhere in this database from now on. */
check('on the day itself the code of the school is enough for a volunteer without an account', async () => {
	const { id } = await held(`alter table koppeling alter column tijdvak drop expression;
		update koppeling set datum = (now() at time zone 'Europe/Amsterdam')::date, dagdeel = 'avond', tijdvak = tstzrange(now() - interval '1 hour', now() + interval '1 hour')`);
	const { body: { code } } = await clients.school.post(`/koppelingen/${id}/aanwezigheidscodes`, undefined, { expect: 201 });
	const { body } = await anonymous.post('/aanwezigheidantwoorden', { code }, { expect: 200 });
	assert.deepEqual(body, { koppelingId: id, uitkomst: 'afgerond' });
	await anonymous.post('/aanwezigheidantwoorden', { code }, { expect: 200 }); // a second tap says nothing new
	await anonymous.post('/aanwezigheidantwoorden', { code: 'AAAA' }, { expect: 409 });
	assert.deepEqual(await steps(id), ['bevestigen', 'afronden']);
});

check('no token is in the log', () => {
	assert.ok(tokens.length >= 8);
	const log = readFileSync(service.log, 'utf8');
	assert.ok(log.includes('"antwoordPost"'));
	for (const token of tokens)
		assert.ok(!log.includes(token));
});
