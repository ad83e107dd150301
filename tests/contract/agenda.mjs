/*
 * The calendar elsewhere: a link that a calendar subscribes to, read by a parser that is not ours (Debian's python3-icalendar).
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dayFromNow, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

const PARSER = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../support/ical.py');
const secrets = [];
let service, anonymous;
const { clients, check } = suite({ roles: ['school', 'docent', 'vrijwilliger', 'bedrijf', 'medewerker', 'beheerder', 'lezer'] }, async (world) => {
	({ service, anonymous } = world);
});

const fileOf = (link) => {
	const file = /\/v1(\/agenda\/[\w-]{43}\.ics)$/.exec(link)[1];
	secrets.push(file);
	return file;
};
async function linkOf(client, naam = 'Mijn telefoon') {
	const { body } = await client.post('/agendalinks', { naam }, { expect: 201 });
	return { ...body.agendalink, file: fileOf(body.link) };
}

/* What the parser makes of it; the form of the lines is looked at here. */
async function read(file, options = {}) {
	const answer = await anonymous.get(file, { expect: 200, ...options });
	assert.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8');
	assert.match(answer.headers.get('cache-control'), /^private,/);
	assert.equal(answer.headers.get('access-control-allow-origin'), null);
	assert.ok(answer.text.endsWith('END:VCALENDAR\r\n'));
	for (const line of answer.text.slice(0, -2).split('\r\n'))
		assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line), line);
	const calendar = JSON.parse(execFileSync('/usr/bin/python3', [PARSER], { input: answer.text }));
	return { ...calendar, etag: answer.etag, text: answer.text, of: (id) => calendar.events.find((e) => e.UID.startsWith(id)) };
}

const approve = (id) => clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
/* One in the calendar of the school and the volunteer. */
async function schedule() {
	const [{ id }] = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.vrijwilligerId === clients.vrijwilliger.ik.vrijwilligerId });
	await approve(id);
	for (const side of [clients.school, clients.vrijwilliger])
		await side.post(`/koppelingen/${id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	return (await clients.medewerker.get(`/koppelingen/${id}`, { expect: 200 }));
}

check('a calendar elsewhere shows just what GET /agenda shows, to both sides', async () => {
	const { body: k, etag } = await schedule();
	for (const side of [clients.school, clients.vrijwilliger]) {
		const calendar = await read((await linkOf(side, 'Les; op school, "8b"')).file);
		assert.deepEqual([calendar.name, calendar.VERSION, calendar.NAME, calendar['X-WR-CALNAME'], calendar['REFRESH-INTERVAL'], calendar.METHOD],
			['VCALENDAR', '2.0', 'Les; op school, "8b"', 'Les; op school, "8b"', 'PT1H', undefined]);
		const rows = await side.all('/agenda');
		const shown = calendar.events.filter((e) => e.STATUS === 'CONFIRMED' && Date.parse(e.DTSTART) > Date.now());
		assert.deepEqual(shown.map((e) => e.UID.split('@')[0]), rows.filter((i) => i.status === 'ingepland').map((i) => i.koppelingId));
		const [event] = shown.filter((e) => e.UID.startsWith(k.id));
		const row = rows.find((i) => i.koppelingId === k.id);
		assert.deepEqual([event.SUMMARY, event.CATEGORIES, `"${event.SEQUENCE}"`], [row.titel, [row.soort], etag]);
		assert.deepEqual([event.DTSTART, event.DTEND].map((t) => Date.parse(t)), [row.tijdvak.vanOp, row.tijdvak.totOp].map((t) => Date.parse(t)));
		assert.equal(event.DESCRIPTION, `Klas: ${row.klas}\nSchool: ${row.school.naam}, ${row.school.plaats}\nDoor: ${row.aanbieder}`);
		assert.doesNotMatch(calendar.text, /[\w.]+@voorbeeld|ATTENDEE|ORGANIZER|\+31|06\d{8}/);
	}
});

check('an activity keeps its UID when it is called off, and stays for a while as cancelled', async () => {
	const { body: { id } } = await schedule();
	const { file } = await linkOf(clients.vrijwilliger);
	const before = (await read(file)).of(id);
	await clients.school.post(`/koppelingen/${id}/annuleringen`, { reden: 'ziekte' }, { expect: 201 });
	const after = (await read(file)).of(id);
	assert.deepEqual([before.STATUS, after.STATUS, after.UID], ['CONFIRMED', 'CANCELLED', before.UID]);
	assert.equal(after.SEQUENCE, before.SEQUENCE + 1);
	assert.ok(Date.parse(after['LAST-MODIFIED']) >= Date.parse(before['LAST-MODIFIED']));
});

check('what waits for an answer is tentative, and what was never approved is not there', async () => {
	const { file } = await linkOf(clients.school);
	const [one] = await proposeSome(clients.school, clients.medewerker);
	assert.equal((await read(file)).of(one.id), undefined);
	await approve(one.id);
	assert.equal((await read(file)).of(one.id).STATUS, 'TENTATIVE');
	const [other] = await proposeSome(clients.school, clients.medewerker);
	await clients.school.post(`/koppelingen/${other.id}/reacties`, { reactie: 'afslaan', reden: 'geen-tijd' }, { expect: 201 });
	await clients.school.post(`/koppelingen/${one.id}/reacties`, { reactie: 'afslaan', reden: 'geen-tijd' }, { expect: 201 });
	const calendar = await read(file);
	assert.deepEqual([calendar.of(one.id).STATUS, calendar.of(other.id)], ['CANCELLED', undefined]);
});

check('a teacher has what it asked itself', async () => {
	const { body: { id } } = await schedule();
	assert.equal((await read((await linkOf(clients.docent)).file)).of(id), undefined);
});

check('what did not change is not sent again, and shows nobody to anybody', async () => {
	await schedule();
	const { file, id } = await linkOf(clients.school);
	const readings = async () => (await clients.beheerder.all('/audit', { query: { persoonId: clients.vrijwilliger.ik.vrijwilligerId,
		vanOp: new Date(Date.now() - 3600000).toISOString(), totOp: new Date(Date.now() + 60000).toISOString() } })).filter((r) => r.onderwerpId === id);
	const { etag, text } = await read(file);
	const [row] = await readings();
	assert.deepEqual([row.handeling, row.accountId, row.rol], ['agendaGet', clients.school.ik.id, 'school']);
	for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
		const { headers } = await anonymous.get(file, { headers: { 'If-None-Match': tags }, expect: 304 });
		assert.equal(headers.get('etag'), etag);
	}
	assert.equal((await readings()).length, 1);
	assert.equal((await read(file, { headers: { 'If-None-Match': '"x"' } })).text, text);
	assert.equal((await anonymous.request('HEAD', file, { expect: 200 })).etag, etag);
});

check('another address ends the one of before, and who ends a link ends both', async () => {
	const link = await linkOf(clients.bedrijf);
	const { body } = await clients.bedrijf.post(`/agendalinks/${link.id}/rotaties`, undefined, { expect: 201 });
	const renewed = fileOf(body.link);
	const gone = await anonymous.get(link.file, { expect: 404 });
	await read(renewed);
	assert.deepEqual((await clients.bedrijf.get('/agendalinks', { expect: 200 })).body.items, [body.agendalink]);
	await clients.bedrijf.request('DELETE', `/agendalinks?id=${link.id}`, { expect: 200 });
	await clients.bedrijf.request('DELETE', `/agendalinks?id=${link.id}`, { expect: 404 });
	const same = ({ instance, ...rest }) => rest;
	for (const file of [renewed, `/agenda/${'A'.repeat(43)}.ics`, '/agenda/x', link.file.replace('.ics', '')])
		assert.deepEqual(same((await anonymous.get(file, { expect: 404 })).body), same(gone.body), file);
});

check('a link is read sixty times an hour, and its secret is in no log', async () => {
	const { file } = await linkOf(clients.bedrijf);
	for (let i = 0; i < 60; i++)
		await anonymous.get(file, { expect: 200 });
	const { headers } = await anonymous.get(file, { expect: 429 });
	assert.ok(Number(headers.get('retry-after')) > 0);
	const log = readFileSync(service.log, 'utf8');
	assert.ok(log.includes('"agendaGet"') && secrets.length > 5);
	for (const secret of secrets)
		assert.ok(!log.includes(secret.slice('/agenda/'.length, -'.ics'.length)));
});

/* A day is closed as long as it takes to look; no other test finds it closed. Staff may open it again. */
async function closed(client, vanDatum, look) {
	const { body, etag } = await client.post('/sluitingen', { vanDatum, reden: 'studiedag' }, { expect: 201 });
	try {
		await look(body);
	} finally {
		await (body.vrijwilligerId ? clients.medewerker : client).patch(`/sluitingen/${body.id}`, { ingetrokken: true }, { etag, expect: 200 });
	}
}

check('on a closed day of either side nothing is proposed, and the other side is not told why', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const [{ aanvraagId, aanbodId, id }] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === vrijwilliger.ik.vrijwilligerId });
	await school.post(`/koppelingen/${id}/reacties`, { reactie: 'afslaan', reden: 'geen-tijd' }, { expect: 201 });
	const days = async () => (await school.get(`/aanvragen/${aanvraagId}/kandidaten/${aanbodId}`, { expect: 200 })).body.tijdvakken.map((t) => t.datum);
	const [first] = await days();
	for (const side of [school, vrijwilliger]) {
		await closed(side, first, async (sluiting) => {
			assert.ok(!(await days()).includes(first));
			const other = side === school ? vrijwilliger : school;
			await other.get(`/sluitingen/${sluiting.id}`, { expect: 404 });
			assert.ok(!(await other.all('/sluitingen')).some((s) => s.id === sluiting.id));
			assert.deepEqual((await medewerker.get(`/sluitingen/${sluiting.id}`, { expect: 200 })).body, sluiting);
		});
		assert.ok((await days()).includes(first));
	}
});

check('what a volunteer offers stays within the week that it has, and asks no more than that', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const path = `/vrijwilligers/${vrijwilliger.ik.vrijwilligerId}`;
	const { body: before, etag } = await vrijwilliger.get(path, { expect: 200 });
	assert.equal(before.dagdelen.length, 15, 'always, when nothing was said');
	const [{ aanvraagId, aanbodId, id }] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === vrijwilliger.ik.vrijwilligerId });
	await school.post(`/koppelingen/${id}/reacties`, { reactie: 'afslaan', reden: 'geen-tijd' }, { expect: 201 });
	const days = async () => (await school.get(`/aanvragen/${aanvraagId}/kandidaten/${aanbodId}`, { expect: 200 })).body;
	const weekday = ({ datum }) => new Date(datum).getUTCDay();
	const [first] = (await days()).tijdvakken;
	const name = `${['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'][weekday(first)]}-${first.dagdeel}`;
	const { body: narrow, etag: next } = await vrijwilliger.patch(path, { dagdelen: [name] }, { etag, expect: 200 });
	assert.deepEqual(narrow.dagdelen, [name]);
	const { tijdvakken } = await days();
	assert.ok(tijdvakken.length > 0 && tijdvakken.every((t) => weekday(t) === weekday(first) && t.dagdeel === first.dagdeel));
	const { etag: last } = await vrijwilliger.patch(path, { dagdelen: [['ma-avond', 'di-avond'].find((d) => d !== name)] }, { etag: next, expect: 200 });
	const none = await days();
	assert.deepEqual([none.mogelijk, none.regel.code], [false, 'tijdvak']);
	await vrijwilliger.patch(path, { dagdelen: before.dagdelen }, { etag: last, expect: 200 });
	assert.equal((await days()).mogelijk, true);
});

check('what was agreed stays when the day is closed, and whoever closes it is told', async () => {
	const { body: k } = await schedule();
	for (const side of [clients.school, clients.vrijwilliger])
		await closed(side, k.tijdvak.datum, async ({ koppelingen }) => assert.ok(koppelingen >= 1));
	assert.equal((await clients.school.get(`/koppelingen/${k.id}`, { expect: 200 })).body.status, 'ingepland');
});

check('a closure is of who makes it, has its days in order, and does not change when it is over', async () => {
	const { school, bedrijf, medewerker } = clients;
	const faults = async (client, body) => (await client.post('/sluitingen', { vanDatum: dayFromNow(200), reden: 'anders', ...body }, { expect: 400 })).body.errors.map((e) => [e.pointer, e.code]);
	assert.deepEqual(await faults(school, { bedrijfId: bedrijf.ik.bedrijfId }), [['/bedrijfId', 'sluiting.niet_eigen']]);
	assert.deepEqual(await faults(medewerker, {}), [['/schoolId', 'sluiting.een_houder']]);
	assert.deepEqual(await faults(school, { totDatum: dayFromNow(199) }), [['/totDatum', 'periode.omgekeerd']]);
	assert.deepEqual(await faults(school, { totDatum: dayFromNow(320) }), [['/totDatum', 'periode.te_lang']]);
	assert.deepEqual(await faults(school, { vanDatum: dayFromNow(-2) }), [['/totDatum', 'datum.voorbij']]);
});

/* ---- to another half-day ---- */

const keuze = ({ datum, dagdeel }) => ({ datum, dagdeel });
/* What waits to be refilled is proposed before, not between. */
const free = async (client, id) => (service.letters(), await client.get(`/koppelingen/${id}/_vrijetijdvakken`, { expect: 200 })).body.tijdvakken.map(keuze);
const moves = (client, id) => client.all(`/koppelingen/${id}/verzetvoorstellen`);
const subject = (letter) => /^Subject: (.*)\r$/m.exec(letter)[1];
/* Proposes it, and gives the proposal with the link that its letter brought. */
async function suggest(side, id, tijdvakken) {
	const seen = new Set(service.letters());
	const { body } = await side.post(`/koppelingen/${id}/verzetvoorstellen`, { tijdvakken, reden: 'geen-tijd' }, { expect: 201 });
	const [link] = service.letters().filter((l) => !seen.has(l)).flatMap((l) => /\/verzetten#([\w-]{43})\r$/m.exec(l)?.[1] ?? []);
	assert.ok(link, 'the other side gets a letter');
	secrets.push(`/agenda/${link}.ics`);
	return { ...body, link };
}
const answer = (link, tijdvak, expect) => anonymous.post('/verzetantwoorden', { link, ...(tijdvak && { tijdvak }) }, { expect });

check('what one side proposes and the other picks moves in one step, in the calendar elsewhere too', async () => {
	const { school, vrijwilliger } = clients;
	const { body: k } = await schedule();
	const { file } = await linkOf(vrijwilliger);
	const before = (await read(file)).of(k.id);
	const both = await free(school, k.id);
	assert.deepEqual(both, await free(vrijwilliger, k.id));
	assert.ok(both.length > 2 && !both.some((t) => t.datum === k.tijdvak.datum && t.dagdeel === k.tijdvak.dagdeel));
	const voorstel = await suggest(school, k.id, both.slice(0, 2));
	assert.equal((await school.get(`/koppelingen/${k.id}`, { expect: 200 })).body.tijdvak.vanOp, k.tijdvak.vanOp, 'nothing moves yet');
	const seen = new Set(service.letters());
	const { body: moved } = await vrijwilliger.post(`/koppelingen/${k.id}/verzetkeuzes`, { verzetvoorstelId: voorstel.id, tijdvak: both[1] }, { expect: 201 });
	assert.deepEqual([keuze(moved.tijdvak), moved.status], [both[1], 'ingepland']);
	assert.ok(service.letters().some((l) => !seen.has(l) && subject(l) === 'Een afspraak is verzet'));
	const after = (await read(file)).of(k.id);
	assert.deepEqual([after.UID, after.SEQUENCE, after.STATUS, Date.parse(after.DTSTART)],
		[before.UID, before.SEQUENCE + 1, 'CONFIRMED', Date.parse(moved.tijdvak.vanOp)]);
	const steps = await school.all(`/koppelingen/${k.id}/geschiedenis`);
	assert.deepEqual(steps.filter((g) => g.tijdvak).map((g) => [g.stap, g.tijdvak, g.rol]),
		[['voorstellen', keuze(k.tijdvak), 'school'], ['verzetten', both[1], 'vrijwilliger']]);
	assert.ok((await free(school, k.id)).some((t) => t.datum === k.tijdvak.datum && t.dagdeel === k.tijdvak.dagdeel), 'the old half-day is free again');
	assert.deepEqual((await moves(school, k.id)).map((v) => [v.status, v.gekozen]), [['gekozen', both[1]]]);
});

check('by the link of the letter one of many answers at once moves it, and the same one again is the same', async () => {
	const { body: { id } } = await schedule();
	const both = await free(clients.school, id);
	const { link } = await suggest(clients.school, id, both.slice(0, 5));
	const { body: asked } = await anonymous.post('/verzetantwoorden/_vraag', { link }, { expect: 200 });
	assert.deepEqual(asked.tijdvakken, both.slice(0, 5));
	assert.equal((await answer(link, { datum: dayFromNow(300), dagdeel: 'avond' }, 400)).body.errors[0].code, 'tijdvak.niet_voorgesteld');
	const answers = await Promise.all([0, 1, 2, 0, 1, 2].map((n) => answer(link, both[n], [200, 401, 409])));
	const won = answers.filter((a) => a.status === 200);
	assert.ok(won.length >= 1 && new Set(won.map((a) => a.body.tijdvak.datum + a.body.tijdvak.dagdeel)).size === 1);
	const { body: moved } = await clients.school.get(`/koppelingen/${id}`, { expect: 200 });
	assert.deepEqual(keuze(moved.tijdvak), won[0].body.tijdvak);
	assert.equal((await answer(link, won[0].body.tijdvak, 200)).body.gegevenOp, moved.gewijzigdOp);
	assert.equal((await answer(link, undefined, 401)).body.code, 'link.ongeldig');
	await anonymous.post('/verzetantwoorden/_vraag', { link }, { expect: 401 });
	const [row] = (await clients.school.all(`/koppelingen/${id}/geschiedenis`)).slice(-1);
	assert.deepEqual([row.stap, row.rol, row.reden], ['verzetten', 'vrijwilliger', 'geen-tijd']);
});

check('whoever is asked may leave it as it is, and the school answers by a link as well', async () => {
	const { school, vrijwilliger } = clients;
	const { body: k } = await schedule();
	const both = await free(vrijwilliger, k.id);
	const { id, link } = await suggest(vrijwilliger, k.id, both.slice(0, 1));
	assert.equal((await school.post(`/koppelingen/${k.id}/verzetvoorstellen`, { tijdvakken: [both[1]], reden: 'ziekte' }, { expect: 409 })).body.code, 'verzetvoorstel.open');
	assert.equal((await vrijwilliger.post(`/koppelingen/${k.id}/verzetkeuzes`, { verzetvoorstelId: id }, { expect: 409 })).body.code, 'verzetvoorstel.eigen');
	const seen = new Set(service.letters());
	assert.equal((await answer(link, undefined, 200)).body.tijdvak, null);
	assert.equal((await answer(link, undefined, 200)).body.tijdvak, null);
	assert.ok(service.letters().some((l) => !seen.has(l) && subject(l) === 'Verzetten lukt niet'));
	assert.equal((await school.get(`/koppelingen/${k.id}`, { expect: 200 })).body.tijdvak.vanOp, k.tijdvak.vanOp);
	assert.deepEqual((await moves(school, k.id)).map((v) => v.status), ['afgeslagen']);
});

check('staff moves for both, a proposal of before ends, and what is not in the calendar stays where it is', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const { body: k } = await schedule();
	const [one, two, three] = await free(medewerker, k.id);
	const first = await suggest(school, k.id, [one]);
	await suggest(school, k.id, [two]);
	assert.deepEqual((await anonymous.post('/verzetantwoorden/_vraag', { link: first.link }, { expect: 200 })).body.tijdvakken, [two]);
	assert.deepEqual((await moves(school, k.id)).map((v) => v.status), ['vervallen', 'open'], 'another one comes in its place');
	const post = (client, what, body, expect) => client.post(`/koppelingen/${k.id}/${what}`, body, { expect });
	assert.equal((await post(medewerker, 'verzettingen', { tijdvak: three, reden: 'te-ver' }, 400)).body.errors[0].code, 'reden.past_niet');
	assert.equal((await post(medewerker, 'verzettingen', { tijdvak: keuze(k.tijdvak), reden: 'ziekte' }, 409)).body.code, 'tijdvak.niet_vrij');
	await post(school, 'verzettingen', { tijdvak: three, reden: 'ziekte' }, 403);
	const { body: moved } = await post(medewerker, 'verzettingen', { tijdvak: three, reden: 'ziekte' }, 201);
	assert.deepEqual(keuze(moved.tijdvak), three);
	assert.deepEqual((await moves(school, k.id)).map((v) => v.status), ['vervallen', 'vervallen']);
	assert.equal((await post(vrijwilliger, 'verzetkeuzes', { verzetvoorstelId: first.id, tijdvak: one }, 409)).body.code, 'verzetvoorstel.gesloten');
	await answer(first.link, one, 401);
	const odd = await post(school, 'verzetvoorstellen', { tijdvakken: [one, { datum: dayFromNow(300), dagdeel: 'avond' }, one], reden: 'te-ver' }, 400);
	assert.deepEqual(odd.body.errors.map((e) => [e.pointer, e.code]),
		[['/tijdvakken/1', 'tijdvak.niet_vrij'], ['/tijdvakken/2', 'tijdvak.dubbel'], ['/reden', 'reden.past_niet']]);
	await post(school, 'annuleringen', { reden: 'ziekte' }, 201);
	assert.deepEqual(await free(school, k.id), []);
	assert.equal((await post(school, 'verzetvoorstellen', { tijdvakken: [one], reden: 'ziekte' }, 409)).body.code, 'stap.niet_toegestaan');
	await clients.docent.get(`/koppelingen/${k.id}/_vrijetijdvakken`, { expect: 404 });
});

check('what runs over weeks has an agreement to print, once both sides said yes', async () => {
	const { niveaus } = (await clients.school.get(`/scholen/${clients.school.ik.schoolId}`, { expect: 200 })).body;
	const { body: offer } = await clients.bedrijf.post('/aanbod', { soort: 'docentenstage', titel: 'Meelopen <b>& meten',
		niveaus: niveaus.length > 0 ? niveaus : ['po-groep-7'], bescherming: ['helm'],
		dagdelen: ['ma-ochtend', 'di-ochtend', 'wo-ochtend', 'do-ochtend', 'vr-ochtend'] }, { expect: 201 });
	const [koppeling] = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.id === offer.id });
	const path = `/koppelingen/${koppeling.id}`;
	await clients.school.get(`${path}/_overeenkomst`, { headers: { Accept: 'text/html, application/problem+json' }, expect: 409 });
	await clients.medewerker.post(`${path}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	for (const side of [clients.school, clients.bedrijf])
		await side.post(`${path}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	const page = await clients.school.get(`${path}/_overeenkomst`, { headers: { Accept: 'text/html' }, expect: 200 });
	assert.match(page.headers.get('content-security-policy'), /^default-src 'none'; style-src 'nonce-/);
	assert.equal(page.headers.get('cache-control'), 'no-store');
	assert.ok(page.text.includes('Overeenkomst: docentenstage') && page.text.includes('Meelopen &lt;b&gt;&amp; meten') && page.text.includes('helm'));
	const english = await clients.bedrijf.get(`${path}/_overeenkomst`, { headers: { Accept: 'text/html', 'Accept-Language': 'en' }, expect: 200 });
	assert.ok(english.text.includes('Agreement: internship of a teacher'));
});

/* ---- real times ---- */

check('a school has its periods from a school year on, and what it says again takes their place', async () => {
	const { school, medewerker, docent } = clients;
	const path = `/scholen/${school.ik.schoolId}/lestijden`;
	const lessen = (...pairs) => pairs.map(([van, tot]) => ({ van, tot }));
	const day = lessen(['08:30', '09:20'], ['09:20', '10:10'], ['10:25', '11:15']);
	await school.post(path, { vanafSchooljaar: 2020, lessen: day.slice(0, 1) }, { expect: 201 });
	await medewerker.post(path, { vanafSchooljaar: 2025, lessen: day.slice(1) }, { expect: 201 });
	const { body } = await school.post(path, { vanafSchooljaar: 2025, lessen: day }, { expect: 201 });
	assert.deepEqual(body.lessen, day);
	for (const client of [school, docent, medewerker])
		assert.deepEqual((await client.all(path, { query: { limit: 1 } })).map((l) => [l.vanafSchooljaar, l.lessen.length]), [[2025, 3], [2020, 1]]);
	const odd = await school.post(path, { vanafSchooljaar: 2025, lessen: lessen(['09:20', '08:30'], ['08:00', '09:00']) }, { expect: 400 });
	assert.deepEqual(odd.body.errors.map((e) => [e.pointer, e.code]), [['/lessen/0/tot', 'tijd.omgekeerd'], ['/lessen/1/van', 'lestijd.overlap']]);
	await school.post(path, { vanafSchooljaar: 2025, lessen: [{ van: '8:30', tot: '09:20' }] }, { expect: 400 });
	const [{ id: other }] = (await medewerker.all('/scholen')).filter((s) => s.id !== school.ik.schoolId);
	assert.equal((await school.get(`/scholen/${other}/lestijden`, { expect: 403 })).body.code, 'school.niet_eigen');
	await clients.bedrijf.get(path, { expect: 403 });
});

check('an activity really begins when its school says, in every calendar, and over one edge of its half-day at most', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const { body: k } = await schedule();
	const { file } = await linkOf(vrijwilliger);
	const before = (await read(file)).of(k.id);
	const path = `/koppelingen/${k.id}/tijden`;
	const clock = (t) => [t.vanOp, t.totOp].map((at) => new Date(at).toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' }));
	const [van, tot] = k.tijdvak.dagdeel === 'ochtend' ? ['09:05', '10:35'] : ['13:05', '14:35'];
	const seen = new Set(service.letters());
	const { body: told } = await school.post(path, { van, tot }, { expect: 201 });
	assert.deepEqual(clock(told.tijdvak), [van, tot]);
	const letter = service.letters().find((l) => !seen.has(l) && subject(l) === 'Hoe laat het begint');
	assert.ok(letter.includes(`Tijd: ${van} - ${tot}`));
	const [row] = (await vrijwilliger.all('/agenda', { query: { van: k.tijdvak.datum, tot: k.tijdvak.datum } })).filter((i) => i.koppelingId === k.id);
	assert.deepEqual(row.tijdvak, told.tijdvak);
	const after = (await read(file)).of(k.id);
	assert.deepEqual([after.UID, after.SEQUENCE, Date.parse(after.DTSTART), Date.parse(after.DTEND)],
		[before.UID, before.SEQUENCE + 1, Date.parse(told.tijdvak.vanOp), Date.parse(told.tijdvak.totOp)]);
	const codes = async (body) => (await school.post(path, body, { expect: 400 })).body.errors.map((e) => [e.pointer, e.code]);
	assert.deepEqual(await codes({ van }), [['/van', 'tijd.een_manier']]);
	assert.deepEqual(await codes({ van: tot, tot: van }), [['/tot', 'tijd.omgekeerd']]);
	assert.deepEqual(await codes({ vanLes: 9 }), [['/vanLes', 'lestijd.onbekend']]);
	assert.equal((await school.post(path, { van: '06:00', tot: '09:00' }, { expect: 409 })).body.code, 'tijd.buiten_dagdeel');
	const past = ['12:00', '13:15'];
	assert.deepEqual(clock((await school.post(path, { van: past[0], tot: past[1] }, { expect: 201 })).body.tijdvak), past);
	await school.post(path, { van, tot }, { expect: 201 });
	await vrijwilliger.post(path, { van, tot }, { expect: 403 });
	const [first] = await free(medewerker, k.id);
	const { body: moved } = await medewerker.post(`/koppelingen/${k.id}/verzettingen`, { tijdvak: first, reden: 'ziekte' }, { expect: 201 });
	assert.deepEqual(clock(moved.tijdvak), moved.tijdvak.dagdeel === 'ochtend' ? ['08:30', '12:00'] : ['12:30', '16:00']);
	assert.ok((await read(file)).of(k.id).SEQUENCE > after.SEQUENCE);
	const periods = { vanafSchooljaar: 2025, lessen: [{ van: '08:30', tot: '09:20' }, { van: '09:20', tot: '10:10' }, { van: '13:00', tot: '13:50' }, { van: '13:50', tot: '14:40' }] };
	await school.post(`/scholen/${school.ik.schoolId}/lestijden`, periods, { expect: 201 });
	const [les, hours] = moved.tijdvak.dagdeel === 'ochtend' ? [1, ['08:30', '10:10']] : [3, ['13:00', '14:40']];
	assert.deepEqual(clock((await school.post(path, { vanLes: les, totLes: les + 1 }, { expect: 201 })).body.tijdvak), hours);
	assert.deepEqual(await codes({ vanLes: les + 1, totLes: les }), [['/totLes', 'tijd.omgekeerd']]);
	assert.deepEqual((await school.post(path, {}, { expect: 201 })).body.tijdvak, moved.tijdvak);
});

/* ---- booked facilities ---- */

check('a booked facility stands in the agenda of who booked and of the owner, and of nobody else', async () => {
	const { school, bedrijf, medewerker, vrijwilliger } = clients;
	const lab = { soort: 'fablab', titel: 'Lab voor de agenda', plaats: 'Meerwaard', eenheid: 'groep', capaciteit: 2, goedkeuring: true,
		dagdelen: ['ma-ochtend', 'di-ochtend', 'wo-ochtend', 'do-ochtend', 'vr-ochtend'], openVoor: ['scholen', 'bedrijven'] };
	const { body: { id: faciliteitId } } = await bedrijf.post('/faciliteiten', lab, { expect: 201 });
	const { body: { items: [{ datum, dagdeel }] } } = await school.get(`/faciliteiten/${faciliteitId}/_dagdelen`, { query: { van: dayFromNow(20) }, expect: 200 });
	const made = await school.post('/reserveringen', { faciliteitId, datum, dagdeel }, { expect: 201 });
	const { id } = made.body;
	const shown = async (client) => (await client.all('/agenda', { query: { van: datum, tot: datum } })).filter((i) => i.reserveringId === id);
	const feeds = new Map(await Promise.all([school, bedrijf].map(async (c) => [c, (await linkOf(c)).file])));
	const status = async (client) => (await read(feeds.get(client))).of(id)?.STATUS;
	assert.deepEqual([await shown(school), await status(school), await status(bedrijf)], [[], 'TENTATIVE', 'TENTATIVE']);
	const { etag } = await bedrijf.patch(`/reserveringen/${id}`, { status: 'bevestigd' }, { etag: made.etag, expect: 200 });
	const [row] = await shown(school);
	assert.deepEqual([row.koppelingId, row.status, row.soort, row.titel, row.klas, row.aanbieder, row.school.id, row.faciliteit],
		[null, 'bevestigd', null, lab.titel, null, null, school.ik.schoolId, { id: faciliteitId, naam: lab.titel, plaats: lab.plaats }]);
	for (const client of [bedrijf, medewerker, clients.docent])
		assert.deepEqual(await shown(client), [row]);
	assert.deepEqual(await shown(vrijwilliger), []);
	const before = (await read(feeds.get(bedrijf))).of(id);
	assert.deepEqual([before.STATUS, before.SUMMARY, before.LOCATION, Date.parse(before.DTSTART)], ['CONFIRMED', lab.titel, lab.plaats, Date.parse(row.tijdvak.vanOp)]);
	await school.patch(`/reserveringen/${id}`, { status: 'geannuleerd' }, { etag, expect: 200 });
	const after = (await read(feeds.get(school))).of(id);
	assert.deepEqual([await shown(school), after.STATUS, after.UID, after.SEQUENCE], [[], 'CANCELLED', before.UID, before.SEQUENCE + 1]);
	const own = await bedrijf.post('/reserveringen', { faciliteitId, datum, dagdeel }, { expect: 201 });
	assert.equal((await bedrijf.all('/agenda', { query: { van: datum, tot: datum } })).filter((i) => i.reserveringId === own.body.id).length, 1, 'once, for who is both');
});

/* ---- places at events ---- */

/* An event of a campaign far ahead, and its places, each on a day of its own from the `first` on: from 08:15 to 09:45 UTC. */
async function eventPlaces(medewerker, first, places) {
	const { body: campagne } = await medewerker.post('/campagnes',
		{ soort: 'ontmoeting', titel: 'Ontmoeting voor de agenda', vanDatum: dayFromNow(200), totDatum: dayFromNow(230), doel: 3 }, { expect: 201 });
	return Promise.all(places.map(async (place, i) => (await medewerker.post('/plekken', { campagneId: campagne.id, capaciteit: 9, titel: `Plek ${place.soort}`,
		vanOp: `${dayFromNow(first + i)}T08:15:00Z`, totOp: `${dayFromNow(first + i)}T09:45:00Z`, ...place }, { expect: 201 })).body));
}

const bookingIn = async (client, plek, id) => (await client.all('/agenda', { query: { van: plek.vanOp.slice(0, 10), tot: plek.vanOp.slice(0, 10) } }))
	.filter((i) => i.inschrijvingId === id);

check('a place at an event stands in the agenda of who took it and of who is visited, and of nobody else', async () => {
	const { school, docent, bedrijf, medewerker, vrijwilliger } = clients;
	const [visit, jury, stand] = await eventPlaces(medewerker, 201,
		[{ soort: 'bezoek', bedrijfId: bedrijf.ik.bedrijfId, goedkeuring: true, plaats: 'Hal 3, Meerwaard' }, { soort: 'jury' }, { soort: 'stand' }]);
	const { body: klas } = await school.post('/klassen', { naam: 'Groep 8 agenda', niveau: 'po-groep-8', groepsgrootte: 20 }, { expect: 201 });
	const asked = await school.post('/inschrijvingen', { plekId: visit.id, klasId: klas.id, aantal: 5 }, { expect: 201 });
	const { id } = asked.body;
	const [row] = await bookingIn(school, visit, id);
	assert.deepEqual([row.koppelingId, row.reserveringId, row.status, row.soort, row.titel, row.klas, row.school.id, row.faciliteit, row.plek],
		[null, null, 'gevraagd', null, visit.titel, klas.naam, school.ik.schoolId, null, { id: visit.id, soort: 'bezoek', naam: visit.titel, plaats: visit.plaats }]);
	assert.deepEqual(row.tijdvak, { datum: visit.vanOp.slice(0, 10), dagdeel: 'ochtend', vanOp: visit.vanOp, totOp: visit.totOp });
	for (const client of [docent, bedrijf, medewerker])
		assert.deepEqual(await bookingIn(client, visit, id), [row]);
	for (const client of [vrijwilliger, await anonymous.login(service.account('school', 1))])
		assert.deepEqual(await bookingIn(client, visit, id), []);
	const taken = (await vrijwilliger.post('/inschrijvingen', { plekId: jury.id }, { expect: 201 })).body;
	const [own] = await bookingIn(vrijwilliger, jury, taken.id);
	assert.deepEqual([own.status, own.school, own.klas, own.plek.soort], ['bevestigd', null, null, 'jury']);
	assert.deepEqual([(await bookingIn(medewerker, jury, taken.id))[0].aanbieder, (await bookingIn(clients.lezer, jury, taken.id))[0].aanbieder], [own.aanbieder, null]);
	const standId = (await bedrijf.post('/inschrijvingen', { plekId: stand.id }, { expect: 201 })).body.id;
	assert.equal((await bookingIn(bedrijf, stand, standId)).length, 1);
});

check('a place of several days at an event is in the agenda on each of them', async () => {
	const { bedrijf, medewerker } = clients;
	const [stand] = await eventPlaces(medewerker, 205, [{ soort: 'stand', totOp: `${dayFromNow(207)}T09:45:00Z` }]);
	const { id } = (await bedrijf.post('/inschrijvingen', { plekId: stand.id }, { expect: 201 })).body;
	for (const client of [bedrijf, medewerker])
		for (const [first, shown] of [[204, 0], [205, 1], [206, 1], [207, 1], [208, 0]]) {
			const rows = await client.all('/agenda', { query: { van: dayFromNow(first), tot: dayFromNow(first) } });
			assert.equal(rows.filter((i) => i.inschrijvingId === id).length, shown, `${first}`);
		}
});

check('a place at an event is in the calendar elsewhere: asked, agreed, called off', async () => {
	const { school, bedrijf, medewerker, vrijwilliger } = clients;
	const [visit, coach] = await eventPlaces(medewerker, 211,
		[{ soort: 'bezoek', bedrijfId: bedrijf.ik.bedrijfId, goedkeuring: true, plaats: 'Hal 3, Meerwaard' }, { soort: 'coach' }]);
	const { body: klas } = await school.post('/klassen', { naam: 'Groep 8 feed', niveau: 'po-groep-8', groepsgrootte: 20 }, { expect: 201 });
	const asked = await school.post('/inschrijvingen', { plekId: visit.id, klasId: klas.id, aantal: 1 }, { expect: 201 });
	const { id } = asked.body;
	const feeds = new Map(await Promise.all([school, bedrijf, vrijwilliger].map(async (c) => [c, (await linkOf(c)).file])));
	const seen = async (client, booking = id) => (await read(feeds.get(client))).of(booking);
	const before = await seen(school);
	assert.deepEqual([before.STATUS, before.SUMMARY, before.LOCATION, Date.parse(before.DTSTART), Date.parse(before.DTEND)],
		['TENTATIVE', visit.titel, visit.plaats, Date.parse(visit.vanOp), Date.parse(visit.totOp)]);
	assert.match(before.DESCRIPTION, /Groep 8 feed/);
	assert.equal(await seen(vrijwilliger), undefined);
	const agreed = await bedrijf.patch(`/inschrijvingen/${id}`, { status: 'bevestigd' }, { etag: asked.etag, expect: 200 });
	assert.deepEqual([(await seen(school)).STATUS, (await seen(bedrijf)).STATUS], ['CONFIRMED', 'CONFIRMED']);
	await school.patch(`/inschrijvingen/${id}`, { status: 'geannuleerd' }, { etag: agreed.etag, expect: 200 });
	const after = await seen(bedrijf);
	assert.deepEqual([after.STATUS, after.UID, after.SEQUENCE], ['CANCELLED', before.UID, before.SEQUENCE + 2]);
	assert.deepEqual(await bookingIn(school, visit, id), []);
	const role = (await vrijwilliger.post('/inschrijvingen', { plekId: coach.id }, { expect: 201 })).body;
	const own = await seen(vrijwilliger, role.id);
	assert.deepEqual([own.STATUS, own.SUMMARY, own.LOCATION], ['CONFIRMED', coach.titel, undefined]);
});
