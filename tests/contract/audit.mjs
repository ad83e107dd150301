/*
 * Who saw somebody's data between two moments: asked by an administrator, answered in one list, and itself in that list
 * from then on.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asksFor, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service;
const { clients, check } = suite({ roles: ['school', 'bedrijf', 'vrijwilliger', 'medewerker', 'beheerder'] }, async (world) => {
	({ service } = world);
});

const DAY_MS = 86400000;
const moment = (ms) => new Date(Date.now() + ms).toISOString();
const period = () => ({ vanOp: moment(-DAY_MS), totOp: moment(DAY_MS) });
const seen = (persoonId, query = period()) => clients.beheerder.all('/audit', { query: { persoonId, ...query } });
const told = (rows) => rows.map((r) => [r.handeling, r.accountId, r.rol, r.status]);

async function someone() {
	const { body } = await clients.medewerker.post('/vrijwilligers', { naam: 'Iemand', email: `${randomUUID()}@voorbeeld.example` }, { expect: 201 });
	return body;
}

check('who made, saw and changed somebody stands there, in that order, and who asked for that too', async () => {
	const { medewerker, beheerder } = clients;
	const v = await someone();
	const { etag, headers } = await medewerker.get(`/vrijwilligers/${v.id}`, { expect: 200 });
	await medewerker.patch(`/vrijwilligers/${v.id}`, { naam: 'Iemand Anders' }, { etag, expect: 200 });
	const staff = [medewerker.ik.id, 'medewerker'];
	const expected = [['gemaakt', medewerker.ik.id, null, null], ['vrijwilligerPost', ...staff, 201], ['vrijwilligerGet', ...staff, 200],
		['gewijzigd', medewerker.ik.id, null, null], ['vrijwilligerPatch', ...staff, 200]];
	const rows = await seen(v.id);
	assert.deepEqual(told(rows), expected);
	const got = rows[2];
	assert.deepEqual([got.verzoekId, got.onderwerpId, got.lidId, got.van], [headers.get('x-request-id'), v.id, medewerker.ik.lidId, '127.0.0.0/24']);
	assert.deepEqual(told(await seen(v.id)).at(-1), ['auditList', beheerder.ik.id, 'beheerder', 200]);
});

check('a list is the same in pages of any size', async () => {
	const v = await someone();
	for (let i = 0; i < 4; i++)
		await clients.medewerker.get(`/vrijwilligers/${v.id}`, { expect: 200 });
	await seen(v.id);
	/* Until the first time that somebody asked: each page is a reading of its own. */
	const asked = (await seen(v.id)).at(-1);
	assert.equal(asked.handeling, 'auditList');
	const query = { persoonId: v.id, vanOp: moment(-DAY_MS), totOp: asked.op };
	const whole = await clients.beheerder.all('/audit', { query, limit: 100 });
	assert.equal(whole.length, 6);
	for (const limit of [1, 2, 5, 6])
		assert.deepEqual(await clients.beheerder.all('/audit', { query, limit }), whole, `pages of ${limit}`);
});

check('what lies outside of the period is not there, and a period has an order', async () => {
	const v = await someone();
	assert.deepEqual(await seen(v.id, { vanOp: moment(-2 * DAY_MS), totOp: moment(-DAY_MS) }), []);
	const query = { persoonId: v.id, vanOp: moment(0), totOp: moment(-DAY_MS) };
	const { body } = await clients.beheerder.get('/audit', { query, expect: 400 });
	assert.deepEqual(body.errors.map((e) => [e.pointer, e.code]), [['?totOp', 'periode.omgekeerd']]);
});

check('how to reach the other side of a match is a reading once staff approved, and not before', async () => {
	const { school, bedrijf, medewerker } = clients;
	const [koppeling] = await proposeSome(school, medewerker, { wanted: (a) => a.bedrijfId === bedrijf.ik.bedrijfId && !a.vrijwilligerId });
	const other = koppeling.vrijwilligerId ?? koppeling.bedrijfId;
	const by = async (client) => (await seen(other)).filter((r) => r.accountId === client.ik.id && r.onderwerpId === koppeling.id).length;
	await school.get(`/koppelingen/${koppeling.id}`, { expect: 200 });
	assert.equal(await by(school), 0);
	await medewerker.post(`/koppelingen/${koppeling.id}/besluiten`, { besluit: 'goedkeuren' }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
	assert.equal((await school.get(`/koppelingen/${koppeling.id}`, { expect: 200 })).body.contact !== null, true);
	assert.equal(await by(school), 1);
	await bedrijf.get(`/koppelingen/${koppeling.id}`, { expect: 200 });
	const ofSchool = (await seen(school.ik.schoolId)).filter((r) => r.accountId === bedrijf.ik.id && r.onderwerpId === koppeling.id);
	assert.deepEqual(told(ofSchool), [['koppelingGet', bedrijf.ik.id, 'bedrijf', 200]]);
	await school.all('/koppelingen');
	assert.ok((await seen(other)).some((r) => r.handeling === 'koppelingList' && r.accountId === school.ik.id));
});

check('who saw somebody is one question, by the account as by the volunteer', async () => {
	const { vrijwilliger, medewerker } = clients;
	const v = vrijwilliger.ik.vrijwilligerId, account = vrijwilliger.ik.id;
	await medewerker.get(`/vrijwilligers/${v}`, { expect: 200 });
	await medewerker.all('/leden');
	const calls = async (id) => (await seen(id)).filter((r) => r.handeling !== 'auditList').map((r) => `${r.op} ${r.handeling} ${r.verzoekId}`);
	const asAccount = await calls(account);
	assert.deepEqual(asAccount, await calls(v));
	for (const operation of ['vrijwilligerGet', 'lidList'])
		assert.ok(asAccount.some((row) => row.includes(` ${operation} `)), operation);
	assert.equal(new Set(asAccount).size, asAccount.length, 'each once');
});

check('accounts of members are people too', async () => {
	const { school, medewerker } = clients;
	await medewerker.all('/leden');
	assert.ok((await seen(school.ik.id)).some((r) => r.handeling === 'lidList' && r.accountId === medewerker.ik.id));
});

check('the log says who called, by number, and has no name or address of mail', async () => {
	const { email } = service.account('vrijwilliger');
	await clients.vrijwilliger.get('/gewichten', { expect: 403 });
	const lines = () => readFileSync(service.log, 'utf8').split('\n').filter((l) => l.includes('"gewichtList"') && l.endsWith('}'));
	while (lines().length === 0)
		await new Promise(setImmediate); /* the line is written after the answer */
	const { status, account, rol } = JSON.parse(lines()[0]);
	assert.deepEqual([status, account, rol], [403, clients.vrijwilliger.ik.id, 'vrijwilliger']);
	assert.equal(readFileSync(service.log, 'utf8').includes(email), false);
});

check('what the API wrote is sealed by a worker, holds, and can be exported with its seals', async () => {
	const v = await someone();
	const { headers } = await clients.medewerker.get(`/vrijwilligers/${v.id}`, { expect: 200 });
	const id = headers.get('x-request-id');
	let text = '';
	/* Other databases of the server hold the seal back, too. */
	while (!text.includes(id)) {
		service.run('work', '--once');
		text = service.run('audit', 'export', '--van', moment(-DAY_MS));
	}
	const lines = text.trim().split('\n').map((l) => JSON.parse(l));
	const row = lines.find((l) => l.rij === id);
	assert.deepEqual([row.handeling, row.account, row.betreft, row.status], ['vrijwilligerGet', clients.medewerker.ik.id, [v.id], 200]);
	const seals = lines.filter((l) => l.zegel);
	assert.equal(seals.reduce((sum, z) => sum + z.regels, 0), lines.length - seals.length);
	for (const [i, z] of seals.entries())
		assert.equal(z.vorige, i === 0 ? '' : seals[i - 1].hash);
	const last = seals.at(-1);
	assert.match(service.run('audit', 'verify', '--anker', `${last.zegel}:${last.hash}`), /^goed {3}\d+ zegels met \d+ regels kloppen\n$/);
	const checked = (copy, ...more) => service.tell(copy, 'audit', 'check', ...more);
	assert.match(checked(text), new RegExp(`^goed {3}${seals.length} zegels met \\d+ regels kloppen; het laatste is ${last.zegel}:${last.hash}\n$`));
	checked(text, '--anker', `${last.zegel}:${last.hash}`);
	const without = text.trim().split('\n').filter((l) => !l.includes(id)).join('\n');
	for (const [wrong, word] of [[without, /past niet bij de regels/], [text.replace('vrijwilligerGet', 'vrijwilligerLst'), /past niet bij de regels/],
		[text.trim().split('\n').slice(0, -1).join('\n'), /het einde is afgesneden/], [`${text}{`, /is geen regel van een export/], ['', /geen zegel in/]])
		assert.throws(() => checked(wrong), (e) => word.test(e.stdout), String(word));
	assert.throws(() => service.run('audit', 'verify', '--anker', `${last.zegel + 1000}:${last.hash}`), (e) => e.stdout.includes('het einde is afgesneden'));
});

check('whatever is written about somebody is found by them, also when the answer says nothing of them', async () => {
	const { school, vrijwilliger, medewerker, beheerder } = clients;
	const v = vrijwilliger.ik.vrijwilligerId;
	const writes = async (id) => new Set((await seen(id)).map((r) => r.handeling));
	const [koppeling] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === v });
	await medewerker.post(`/koppelingen/${koppeling.id}/besluiten`, { besluit: 'goedkeuren' }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
	await school.post(`/koppelingen/${koppeling.id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	const stranger = await someone();
	const veto = await school.post('/vetos', { vrijwilligerId: stranger.id, reden: 'anders' }, { expect: 201 });
	await school.patch(`/vetos/${veto.body.id}`, { eindDatum: moment(30 * DAY_MS).slice(0, 10) }, { etag: veto.etag, expect: 200 });
	const { body: invited } = await beheerder.post('/uitnodigingen', { naam: 'Iemand', rol: 'lezer', email: `${randomUUID()}@voorbeeld.example` }, { expect: 201 });
	const account = execFileSync('psql', ['-XqAt', service.databaseUri, '-c', `select account_id from lid where id = '${invited.id}'`], { encoding: 'utf8' }).trim();
	await beheerder.request('DELETE', `/accounts/${account}/sessies`, { expect: 200 });
	const { etag } = await beheerder.get(`/leden/${invited.id}`, { expect: 200 });
	await beheerder.patch(`/leden/${invited.id}`, { status: 'beeindigd' }, { etag, expect: 200 });
	const missed = async (id, ...wanted) => {
		const all = await writes(id);
		return wanted.filter((w) => !all.has(w));
	};
	assert.deepEqual(await missed(v, 'koppelingPost', 'besluitPost', 'reactiePost'), []);
	assert.deepEqual(await missed(stranger.id, 'vrijwilligerPost', 'vetoPost', 'vetoPatch'), []);
	assert.deepEqual(await missed(account, 'uitnodigingPost', 'accountSessiesDelete', 'lidPatch'), []);
	const rows = (await seen(stranger.id)).map((r) => `${r.handeling} ${r.verzoekId}`);
	assert.equal(new Set(rows).size, rows.length, 'each once');
});

check('who reads or changes an offer, and knows whose it is, is found by that person', async () => {
	const { school, bedrijf, vrijwilliger, medewerker } = clients;
	const v = await someone();
	const { bedrijfId } = bedrijf.ik;
	const offer = { bedrijfId, vrijwilligerId: v.id, soort: 'gastles', titel: 'Van iemand', niveaus: ['po-groep-7'], dagdelen: ['ma-ochtend'] };
	const made = await medewerker.post('/aanbod', offer, { expect: 201 });
	const path = `/aanbod/${made.body.id}`;
	const { body: asked } = await school.post('/aanvragen', asksFor(made.body, 'po-groep-7', 'Klas audit'), { expect: 201 });
	const judged = `/aanvragen/${asked.id}/kandidaten`;
	for (const client of [school, bedrijf, medewerker]) {
		const whose = client === school ? null : v.id;
		assert.equal((await client.get(path, { expect: 200 })).body.vrijwilligerId, whose);
		assert.equal((await client.all('/aanbod')).find((a) => a.id === made.body.id).vrijwilligerId, whose);
		if (client === bedrijf)
			continue;
		assert.equal((await client.get(`${judged}/${made.body.id}`, { expect: 200 })).body.aanbieder.vrijwilligerId, whose);
		await client.get(judged, { expect: 200 });
		assert.ok((await client.all(judged)).every((k) => client === medewerker || k.aanbieder.vrijwilligerId === null));
	}
	await bedrijf.patch(path, { groepMax: 20 }, { etag: made.etag, expect: 200 });
	const rows = await seen(v.id);
	const by = (client) => new Set(rows.filter((r) => r.accountId === client.ik.id && r.verzoekId).map((r) => r.handeling));
	assert.deepEqual([...by(school), ...by(vrijwilliger)], []);
	assert.deepEqual([...by(bedrijf)].sort(), ['aanbodGet', 'aanbodList', 'aanbodPatch']);
	for (const operation of ['aanbodPost', 'aanbodGet', 'aanbodList', 'kandidaatGet'])
		assert.ok(by(medewerker).has(operation), operation);
});

check('who reads the calendar reads whose names stand in it', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const v = vrijwilliger.ik.vrijwilligerId;
	const [koppeling] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === v });
	await medewerker.post(`/koppelingen/${koppeling.id}/besluiten`, { besluit: 'goedkeuren' }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
	for (const side of [school, vrijwilliger])
		await side.post(`/koppelingen/${koppeling.id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	const day = koppeling.tijdvak.datum;
	const { body } = await school.get('/agenda', { query: { van: day, tot: day }, expect: 200 });
	assert.ok(body.items.some((i) => i.koppelingId === koppeling.id));
	const rows = (await seen(v)).filter((r) => r.handeling === 'agendaList');
	assert.deepEqual(told(rows), [['agendaList', school.ik.id, 'school', 200]]);
});

/* The school marks the lesson kit that the offer of a match names. */
async function rateKit(id) {
	const { school, medewerker } = clients;
	const { aanbodId } = (await school.get(`/koppelingen/${id}`, { expect: 200 })).body;
	const { etag } = await medewerker.get(`/aanbod/${aanbodId}`, { expect: 200 });
	const [kit] = await medewerker.all('/lespakketten');
	await medewerker.patch(`/aanbod/${aanbodId}`, { lespakketId: kit.id }, { etag, expect: 200 });
	await school.post(`/koppelingen/${id}/waarderingen`, { cijfer: 4 }, { expect: 201 });
}

check('who calls a lesson off, or tells how it went, changes what concerns who gives it', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const v = vrijwilliger.ik.vrijwilligerId;
	const schedule = async () => {
		const [{ id }] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === v });
		await medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
		for (const side of [school, vrijwilliger])
			await side.post(`/koppelingen/${id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
		return id;
	};
	await school.post(`/koppelingen/${await schedule()}/annuleringen`, { reden: 'ziekte' }, { expect: 201 });
	const held = await schedule();
	/* It began, as far as the database can say: nobody waits for that here. */
	execFileSync('psql', ['-XqAt', service.databaseUri, '-c', `begin; alter table koppeling disable trigger user;
		update koppeling set datum = current_date - 1 where id = '${held}'; alter table koppeling enable trigger user; commit`]);
	await school.post(`/koppelingen/${held}/uitkomsten`, { uitkomst: 'afgerond' }, { expect: 201 });
	await school.post(`/koppelingen/${held}/beoordelingen`, { cijfer: 4 }, { expect: 201 });
	await school.get(`/koppelingen/${held}/_afloop`, { expect: 200 });
	await rateKit(held);
	const names = ['annuleringPost', 'uitkomstPost', 'beoordelingPost', 'afloopGet'];
	const rows = (await seen(v)).filter((r) => names.includes(r.handeling));
	assert.deepEqual(told(rows), names.map((name) => [name, school.ik.id, 'school', name === 'afloopGet' ? 200 : 201]));
});

/* The last here: time stands elsewhere in this database from now on. */
check('who shows that they were there and who opens it both say so, and the certificate is for who came', async () => {
	const { school, vrijwilliger, medewerker } = clients;
	const v = vrijwilliger.ik.vrijwilligerId;
	const [{ id }] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === v });
	await medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
	for (const side of [school, vrijwilliger])
		await side.post(`/koppelingen/${id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	await vrijwilliger.get(`/koppelingen/${id}/_certificaat`, { expect: 409 });
	execFileSync('psql', ['-XqAt', service.databaseUri, '-c', `begin; alter table koppeling disable trigger user;
		alter table koppeling alter column tijdvak drop expression;
		update koppeling set datum = (now() at time zone 'Europe/Amsterdam')::date, tijdvak = tstzrange(now() - interval '1 hour', now() + interval '1 hour')
		where id = '${id}'; alter table koppeling enable trigger user; commit`]);
	const { body: shown } = await school.post(`/koppelingen/${id}/aanwezigheidscodes`, undefined, { expect: 201 });
	assert.ok(shown.link.endsWith(`/aanwezig#${shown.code}`));
	await vrijwilliger.post('/aanwezigheden', { code: shown.code }, { expect: 201 });
	const page = await vrijwilliger.get(`/koppelingen/${id}/_certificaat`, { headers: { 'Accept-Language': 'en' }, expect: 200 });
	assert.match(page.text, /<html lang="en">.*Thank you, .*2 hours/s);
	assert.doesNotMatch(page.text, /<script|<img|<link|url\(|@import/);
	const [, nonce] = /<style nonce="([0-9a-f-]{36})">[^<]*<\/style>/.exec(page.text);
	assert.ok(page.headers.get('content-security-policy').startsWith(`default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'`));
	await medewerker.get(`/koppelingen/${id}/_certificaat`, { expect: 200 });
	assert.ok((await seen(v)).some((row) => row.handeling === 'certificaatGet'));
});
