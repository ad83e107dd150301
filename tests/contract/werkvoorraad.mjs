/*
 * The desk of staff: what waits stands in one list, is assigned, looked at through saved views, and decided.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dayFromNow, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, made;
const { clients, check } = suite({ roles: ['school', 'kringcoordinator', 'medewerker', 'beheerder', 'bedrijf'] }, async (world) => {
	({ service } = world);
	made = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.bedrijfId === clients.bedrijf.ik.bedrijfId, count: 2 });
});

const sql = (text) => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', service.databaseUri, '-c', text], { encoding: 'utf8' }).trim();
const waiting = (client, query) => client.all('/werkvoorraad', { query });

check('a proposal is in the list until it is decided, what ends first at the top', async () => {
	const all = await waiting(clients.medewerker);
	assert.deepEqual(all.map((w) => w.eindigtOp), all.map((w) => w.eindigtOp).sort());
	for (const k of made) {
		const item = all.find((w) => w.id === k.id);
		assert.deepEqual([item.wat, item.aanvraagId, item.koppelingId, item.eindigtOp], ['voorstel', k.aanvraagId, k.id, k.verlooptOp]);
		assert.ok(!all.some((w) => w.id === k.aanvraagId));
	}
	assert.ok(all.some((w) => w.wat === 'aanvraag' && w.koppelingId === null));
	await clients.medewerker.post(`/koppelingen/${made[1].id}/besluiten`, { besluit: 'afwijzen', reden: 'dubbele-aanvraag' }, { expect: 201 });
	const after = await waiting(clients.medewerker);
	assert.ok(!after.some((w) => w.id === made[1].id) && after.some((w) => w.id === made[1].aanvraagId));
});

check('the coordinator of a circle sees that of the own circle alone', async () => {
	const { kringId } = clients.kringcoordinator.ik;
	const mine = await waiting(clients.kringcoordinator);
	assert.deepEqual(mine, await waiting(clients.medewerker, { kringId }));
	await clients.kringcoordinator.get('/werkvoorraad', { query: { kringId }, expect: 200 });
	const { body } = await clients.kringcoordinator.get('/werkvoorraad', { query: { kringId: randomUUID() }, expect: 400 });
	assert.equal(body.errors[0].code, 'kring.niet_eigen');
});

check('what was approved comes into the list when nobody answered and it nearly ends', async () => {
	await clients.medewerker.post(`/koppelingen/${made[0].id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	service.run('work', '--once');
	assert.ok(!(await waiting(clients.medewerker)).some((w) => w.id === made[0].id));
	sql(`alter table koppeling disable trigger user; update koppeling set verloopt_op = now() + interval '47 hours' where id = '${made[0].id}'; alter table koppeling enable trigger user`);
	service.run('work', '--once');
	service.run('work', '--once');
	const item = (await waiting(clients.medewerker, { wat: 'antwoord' })).find((w) => w.id === made[0].id);
	assert.ok(item.eindigtOp > new Date().toISOString());
	await clients.school.post(`/koppelingen/${made[0].id}/reacties`, { reactie: 'afslaan', reden: 'geen-tijd' }, { expect: 201 });
	assert.ok(!(await waiting(clients.medewerker)).some((w) => w.id === made[0].id));
});

check('a request is assigned to staff, and given back', async () => {
	const { medewerker, beheerder, school } = clients;
	const path = `/aanvragen/${made[1].aanvraagId}/toewijzingen`;
	const { body } = await medewerker.post(path, { accountId: beheerder.ik.id }, { expect: 201 });
	assert.deepEqual(body, { aanvraagId: made[1].aanvraagId, accountId: beheerder.ik.id });
	assert.ok((await waiting(beheerder, { toegewezen: 'mij' })).some((w) => w.aanvraagId === made[1].aanvraagId && w.toegewezenAan === beheerder.ik.id));
	assert.deepEqual(await waiting(medewerker, { toegewezen: 'mij' }), []);
	await medewerker.post(path, { accountId: school.ik.id }, { expect: 400 });
	await school.post(path, { accountId: null }, { expect: 403 });
	await medewerker.post(`/aanvragen/${randomUUID()}/toewijzingen`, { accountId: null }, { expect: 404 });
	await medewerker.post(path, { accountId: null }, { expect: 201 });
	assert.deepEqual(await waiting(beheerder, { toegewezen: 'mij' }), []);
});

check('a view is kept, shared, changed in its version and taken away', async () => {
	const { medewerker, beheerder } = clients;
	const first = await medewerker.post('/weergaven', { naam: 'Lang open', wat: 'aanvraag', wachtDagen: 5 }, { expect: 201 });
	assert.equal(first.headers.get('location'), `/v1/weergaven/${first.body.id}`);
	await beheerder.get(`/weergaven/${first.body.id}`, { expect: 404 });
	const shared = await medewerker.patch(`/weergaven/${first.body.id}`, { gedeeld: true }, { etag: first.etag, expect: 200 });
	await medewerker.patch(`/weergaven/${first.body.id}`, { gedeeld: false }, { etag: first.etag, expect: 412 });
	assert.deepEqual((await beheerder.get(`/weergaven/${first.body.id}`, { expect: 200 })).body, { ...shared.body, eigen: false });
	await medewerker.post('/weergaven', { naam: 'Lang open' }, { expect: 409 });
	await medewerker.post('/weergaven', { naam: 'Een kring', kringId: randomUUID() }, { expect: 400 });
	assert.equal((await medewerker.post('/weergaven', { naam: 'Een campagne', campagneId: randomUUID() }, { expect: 400 })).body.errors[0].code, 'campagne.onbekend');
	const { body: week } = await medewerker.post('/campagnes', { soort: 'beurs', titel: 'Een beurs', vanDatum: dayFromNow(1), totDatum: dayFromNow(90), doel: 1 }, { expect: 201 });
	const ofWeek = await medewerker.post('/weergaven', { naam: 'Een campagne', campagneId: week.id }, { expect: 201 });
	assert.equal(ofWeek.body.campagneId, week.id);
	assert.equal((await medewerker.patch(`/weergaven/${ofWeek.body.id}`, { campagneId: null }, { expect: 200 })).body.campagneId, null);
	await medewerker.request('DELETE', `/weergaven?id=${ofWeek.body.id}`, { expect: 200 });
	assert.deepEqual((await beheerder.all('/weergaven')).map((w) => w.naam), ['Lang open']);
	await beheerder.request('DELETE', `/weergaven?id=${first.body.id}`, { expect: 200 });
	await medewerker.request('DELETE', `/weergaven?id=${first.body.id}`, { expect: 404 });
});

check('two different persons approve what asks for care, and neither of them proposed it', async () => {
	const { medewerker, beheerder, school, kringcoordinator } = clients;
	const regels = (await school.get('/risicoregels', { expect: 200 })).body.items;
	assert.deepEqual(regels.map((r) => r.code), ['begeleiding', 'een-leerling', 'eerste-keer']);
	const path = `/risicoregels/${regels[2].id}`;
	const seen = await beheerder.get(path, { expect: 200 });
	await medewerker.patch(path, { vierOgen: true }, { etag: seen.etag, expect: 403 });
	const on = await beheerder.patch(path, { vierOgen: true }, { etag: seen.etag, expect: 200 });
	await beheerder.patch(path, { vierOgen: false }, { etag: seen.etag, expect: 412 });
	const [k] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId !== null });
	assert.deepEqual([k.risico, k.risicoRedenen], [null, []]);
	const besluiten = `/koppelingen/${k.id}/besluiten`;
	const approve = (who, expect) => who.post(besluiten, { besluit: 'goedkeuren' }, { expect });
	const first = (await approve(medewerker, 201)).body;
	assert.deepEqual([first.status, first.risico, first.eersteGoedkeuringDoor, first.contact], ['voorgesteld', 'hoog', medewerker.ik.id, null]);
	assert.ok(first.risicoRedenen.some((r) => r.code === 'eerste-keer' && r.reden.endsWith('.')));
	const [waits] = (await waiting(beheerder, { risico: 'hoog' })).filter((w) => w.id === k.id);
	assert.deepEqual([waits.risico, waits.eersteGoedkeuringDoor, waits.risicoRedenen], ['hoog', medewerker.ik.id, first.risicoRedenen]);
	const english = await beheerder.get(`/koppelingen/${k.id}`, { headers: { 'Accept-Language': 'en' }, expect: 200 });
	assert.notDeepEqual(english.body.risicoRedenen, first.risicoRedenen);
	assert.equal((await approve(medewerker, 409)).body.code, 'vier_ogen.al_goedgekeurd');
	const coordinator = await kringcoordinator.post(besluiten, { besluit: 'goedkeuren' }, { expect: [403, 404] });
	assert.notEqual(coordinator.status, 201);
	assert.equal((await approve(beheerder, 201)).body.status, 'goedgekeurd');
	const history = await medewerker.all(`/koppelingen/${k.id}/geschiedenis`);
	assert.deepEqual(history.map((s) => [s.stap, s.naar]), [['voorstellen', 'voorgesteld'], ['goedkeuren', 'voorgesteld'], ['goedkeuren', 'goedgekeurd']]);
	await beheerder.patch(path, { vierOgen: false }, { etag: on.etag, expect: 200 });
});

check('who proposed is none of the two', async () => {
	const { medewerker, beheerder, school } = clients;
	const [regel] = (await school.get('/risicoregels', { expect: 200 })).body.items.filter((r) => r.code === 'eerste-keer');
	sql(`update risicoregel set vier_ogen = true, versie = versie + 1 where code = 'eerste-keer'`);
	const [k] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId !== null });
	await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'afwijzen', reden: 'anders' }, { expect: 201 });
	await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'heropenen', reden: 'kan-toch' }, { expect: 201 });
	const { body } = await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 403 });
	assert.equal(body.code, 'vier_ogen.zelf_voorgesteld');
	assert.equal((await beheerder.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 })).body.status, 'voorgesteld');
	sql(`update risicoregel set vier_ogen = false, versie = versie + 1 where id = '${regel.id}'`);
});

check('staff writes notes and tasks for each other, and sees in the list what is open', async () => {
	const { medewerker, beheerder, school } = clients;
	const { aanvraagId } = made[1], at = `/aanvragen/${aanvraagId}`;
	const note = (await medewerker.post(`${at}/notities`, { tekst: 'Bel na vier uur.', koppelingId: made[1].id }, { expect: 201 })).body;
	assert.deepEqual(await beheerder.all(`${at}/notities`), [note]);
	assert.deepEqual([note.koppelingId, note.accountId, note.tekst], [made[1].id, medewerker.ik.id, 'Bel na vier uur.']);
	await school.get(`${at}/notities`, { expect: 403 });
	const { body: wrong } = await medewerker.post(`${at}/notities`, { tekst: 'Over een ander.', koppelingId: made[0].id }, { expect: 400 });
	assert.equal(wrong.errors[0].code, 'koppeling.andere_aanvraag');
	assert.equal((await medewerker.post(`${at}/notities`, { tekst: 'BSN 111222333' }, { expect: 400 })).body.errors[0].pointer, '/tekst');
	const first = await medewerker.post(`${at}/taken`, { tekst: 'Zoek een andere dag.', eigenaarId: beheerder.ik.id, voorDatum: '2030-01-01' }, { expect: 201 });
	assert.equal(first.headers.get('location'), `/v1/taken/${first.body.id}`);
	await medewerker.post(`${at}/taken`, { tekst: 'Voor wie niets doet.', eigenaarId: school.ik.id }, { expect: 400 });
	const mine = async (who, toegewezen) => (await who.all('/taken', { query: { toegewezen } })).map((t) => t.id);
	const open = async () => (await waiting(medewerker)).find((w) => w.aanvraagId === aanvraagId).openTaken;
	assert.deepEqual([await mine(beheerder, 'mij'), await mine(medewerker, 'mij'), await open()], [[first.body.id], [], 1]);
	const given = await beheerder.patch(`/taken/${first.body.id}`, { eigenaarId: null }, { etag: first.etag, expect: 200 });
	assert.deepEqual(await mine(medewerker, 'niemand'), [first.body.id]);
	await medewerker.patch(`/taken/${first.body.id}`, { klaar: true }, { etag: first.etag, expect: 412 });
	const done = await medewerker.patch(`/taken/${first.body.id}`, { klaar: true }, { etag: given.etag, expect: 200 });
	assert.notEqual(done.body.klaarOp, null);
	assert.deepEqual([await mine(medewerker, 'niemand'), await open()], [[], 0]);
	assert.deepEqual(await medewerker.all('/taken', { query: { aanvraagId } }), [done.body]);
	assert.equal((await medewerker.patch(`/taken/${first.body.id}`, { klaar: false }, { etag: done.etag, expect: 200 })).body.klaarOp, null);
});

check('staff puts another offer in the place of a proposal, both steps or none, and it is counted', async () => {
	const { medewerker, school } = clients;
	const [k] = await proposeSome(school, medewerker);
	const others = (await school.all(`/aanvragen/${k.aanvraagId}/kandidaten`)).filter((c) => c.aanbodId !== k.aanbodId);
	const replace = (aanbodId, tijdvak, expect) => medewerker.post(`/koppelingen/${k.id}/vervangingen`, { aanbodId, tijdvak, reden: 'te-ver' }, { expect });
	await replace(randomUUID(), { datum: k.tijdvak.datum, dagdeel: k.tijdvak.dagdeel }, 400);
	assert.equal((await medewerker.get(`/koppelingen/${k.id}`, { expect: 200 })).body.status, 'voorgesteld');
	await school.post(`/koppelingen/${k.id}/vervangingen`, { aanbodId: randomUUID(), tijdvak: { datum: '2030-01-07', dagdeel: 'ochtend' }, reden: 'te-ver' }, { expect: 403 });
	const other = others[0] ?? { aanbodId: k.aanbodId, tijdvakken: [k.tijdvak] };
	const { datum, dagdeel } = other.tijdvakken[0];
	const { body: made } = await replace(other.aanbodId, { datum, dagdeel }, 201);
	assert.deepEqual([made.aanvraagId, made.aanbodId, made.status], [k.aanvraagId, other.aanbodId, 'voorgesteld']);
	const { body: old } = await medewerker.get(`/koppelingen/${k.id}`, { expect: 200 });
	assert.deepEqual([old.status, old.reden], ['afgewezen', 'te-ver']);
	await replace(other.aanbodId, { datum, dagdeel }, 409);
	assert.deepEqual((await medewerker.get('/_ingrepen', { expect: 200 })).body.items, [{ ingreep: 'vervanging', soort: k.soort, reden: 'te-ver', aantal: 1 }]);
	assert.deepEqual((await medewerker.get('/_ingrepen', { query: { tot: '2020-01-01' }, expect: 200 })).body.items, []);
	await medewerker.get('/_ingrepen', { query: { van: '2030-01-02', tot: '2030-01-01' }, expect: 400 });
});

/* An open request of ours that has some candidates. */
async function askedOften(least) {
	for (const aanvraag of await clients.school.all('/aanvragen', { query: { status: 'open' } })) {
		const found = await clients.medewerker.all(`/aanvragen/${aanvraag.id}/kandidaten`);
		if (found.length >= least)
			return { aanvraag, found };
	}
	return assert.fail('no request with so many candidates');
}

check('staff puts an offer first: it stands above the best, is marked, and the pages go on behind it', async () => {
	const { medewerker, school, beheerder } = clients;
	const { aanvraag, found } = await askedOften(4);
	const at = `/aanvragen/${aanvraag.id}`;
	const last = found.at(-1);
	assert.ok(found.every((c) => !c.voorrang));
	const pin = await medewerker.post(`${at}/ingrepen`, { soort: 'voorrang', aanbodId: last.aanbodId, reden: 'anders', toelichting: 'De school kent ze al.' }, { expect: 201 });
	assert.equal(pin.headers.get('location'), `/v1/ingrepen/${pin.body.id}`);
	const expected = [last, ...found.slice(0, -1)].map((c) => c.aanbodId);
	for (const limit of [1, 2, 100]) {
		const now = await school.all(`${at}/kandidaten`, { query: { limit } });
		assert.deepEqual(now.map((c) => c.aanbodId), expected, `pages of ${limit}`);
		assert.deepEqual(now.map((c) => c.rang), expected.map((_, i) => i + 1));
		assert.deepEqual(now.map((c) => c.voorrang), expected.map((_, i) => i === 0));
		assert.equal(now[0].score, last.score);
	}
	assert.deepEqual((await beheerder.all(`${at}/ingrepen`)), [pin.body]);
	const shown = async (c) => {
		const { datum, dagdeel } = c.tijdvakken[0];
		const { body: k } = await school.post(`${at}/koppelingen`, { aanbodId: c.aanbodId, tijdvak: { datum, dagdeel } }, { expect: 201 });
		await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'afwijzen', reden: 'dubbele-aanvraag' }, { expect: 201 });
		return sql(`select count(*) from vertoning where koppeling_id = '${k.id}'`);
	};
	assert.deepEqual([await shown(last), await shown(found[0])], ['0', '1'], 'what stood first for another reason teaches nothing');
	await school.get(`${at}/ingrepen`, { expect: 403 });
	assert.equal((await medewerker.post(`${at}/ingrepen`, { soort: 'voorrang', aanbodId: found[0].aanbodId, reden: 'anders' }, { expect: 409 })).body.code, 'ingreep.voorrang_bestaat');
	assert.equal((await medewerker.post(`${at}/ingrepen`, { soort: 'verbod', aanbodId: last.aanbodId, reden: 'anders' }, { expect: 409 })).body.code, 'ingreep.bestaat');
	const gone = await medewerker.patch(`/ingrepen/${pin.body.id}`, { ingetrokken: true }, { etag: pin.etag, expect: 200 });
	assert.notEqual(gone.body.ingetrokkenOp, null);
	await medewerker.patch(`/ingrepen/${pin.body.id}`, { ingetrokken: false }, { etag: pin.etag, expect: 412 });
	assert.equal((await medewerker.patch(`/ingrepen/${pin.body.id}`, { ingetrokken: false }, { etag: gone.etag, expect: 409 })).body.code, 'ingreep.ingetrokken');
	assert.deepEqual((await school.all(`${at}/kandidaten`)).map((c) => c.aanbodId), found.map((c) => c.aanbodId));
	assert.equal(sql(`select string_agg(handeling, ' ' order by id) from audit where rij = '${pin.body.id}' and tabel = 'ingreep'`), 'gemaakt gewijzigd');
	assert.equal(sql(`select string_agg(soort, ' ' order by id) from gebeurtenis where onderwerp = '${pin.body.id}'`), 'ingreep.gemaakt ingreep.gewijzigd');
});

check('staff rules an offer, a person or a company out: no candidate, no proposal, and nobody is told why', async () => {
	const { medewerker, school } = clients;
	const { aanvraag, found } = await askedOften(3);
	const at = `/aanvragen/${aanvraag.id}`;
	const [first, second] = found;
	const forbid = (wie, expect = 201) => medewerker.post(`${at}/ingrepen`, { soort: 'verbod', reden: 'veiligheid', toelichting: 'Ruzie in de hal.', ...wie }, { expect });
	const ban = await forbid({ aanbodId: first.aanbodId });
	assert.ok(!(await school.all(`${at}/kandidaten`)).some((c) => c.aanbodId === first.aanbodId));
	const why = (await school.get(`${at}/kandidaten/${first.aanbodId}`, { expect: 200 }));
	assert.deepEqual(why.body.regel, { code: 'veto', reden: 'Het Technocentrum heeft dit aanbod voor deze aanvraag uitgesloten.' });
	assert.ok(!why.text.includes('Ruzie') && !why.text.includes('veiligheid'));
	const { datum, dagdeel } = first.tijdvakken[0];
	assert.equal((await school.post(`${at}/koppelingen`, { aanbodId: first.aanbodId, tijdvak: { datum, dagdeel } }, { expect: 409 })).body.code, 'regel.veto');
	const chances = async () => (await medewerker.all(`/aanbod/${first.aanbodId}/kansen`)).map((c) => c.aanvraagId);
	assert.ok(!(await chances()).includes(aanvraag.id));
	await medewerker.patch(`/ingrepen/${ban.body.id}`, { ingetrokken: true }, { etag: ban.etag, expect: 200 });
	assert.ok((await chances()).includes(aanvraag.id));
	const { aanbieder } = second;
	await forbid(aanbieder.bedrijfId === null ? { vrijwilligerId: aanbieder.vrijwilligerId } : { bedrijfId: aanbieder.bedrijfId });
	assert.ok((await school.all(`${at}/kandidaten`)).every((c) => c.aanbieder.bedrijfId !== aanbieder.bedrijfId || aanbieder.bedrijfId === null));
	assert.ok(!(await school.all(`${at}/kandidaten`)).some((c) => c.aanbodId === second.aanbodId));
	for (const wie of [{}, { aanbodId: first.aanbodId, bedrijfId: randomUUID() }, { aanbodId: randomUUID() }, { bedrijfId: randomUUID() }, { vrijwilligerId: randomUUID() }])
		await forbid(wie, 400);
	await medewerker.post(`${at}/ingrepen`, { soort: 'voorrang', bedrijfId: clients.bedrijf.ik.bedrijfId, reden: 'anders' }, { expect: 400 });
	await medewerker.post(`/aanvragen/${randomUUID()}/ingrepen`, { soort: 'verbod', aanbodId: first.aanbodId, reden: 'anders' }, { expect: 404 });
	await medewerker.get(`/ingrepen/${randomUUID()}`, { expect: 404 });
	const counted = (await medewerker.get('/_ingrepen', { expect: 200 })).body.items.filter((i) => i.ingreep === 'verbod');
	assert.deepEqual([counted.map((i) => i.reden), counted.reduce((sum, i) => sum + i.aantal, 0)], [['veiligheid'], 2]);
	const volunteer = sql(`select v.id from vrijwilliger v where not exists (select from ingreep i where i.wie = v.id) limit 1`);
	const person = await forbid({ vrijwilligerId: volunteer });
	assert.deepEqual((await medewerker.get(`/ingrepen/${person.body.id}`, { expect: 200 })).body, person.body);
	assert.ok((await medewerker.all(`${at}/ingrepen`)).some((i) => i.vrijwilligerId === volunteer));
	await medewerker.patch(`/ingrepen/${person.body.id}`, { ingetrokken: true }, { etag: person.etag, expect: 200 });
});

/* Proposals of which nobody needs to take more care. */
const several = async (count) => {
	sql(`update risicoregel set vier_ogen = false where vier_ogen`);
	return proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.vrijwilligerId !== null, count });
};
const bundle = (body, expect = 201) => clients.medewerker.post('/bundels', body, { expect });
const carryOut = (who, id, what, expect = 201) => who.post(`/bundels/${id}/${what}`, undefined, { expect, headers: { 'Idempotency-Key': randomUUID() } });
const states = (b) => b.regels.map((r) => [r.status, r.code]);
const letters = () => Number(sql(`select count(*) from post where soort = 'antwoord' and verzonden_op is null`));
const state = async (k) => (await clients.medewerker.get(`/koppelingen/${k.id}`, { expect: 200 })).body.status;

check('staff wants one offer alone: it is the only candidate, the others say why not, and nothing else is proposed', async () => {
	const { medewerker, school } = clients;
	const { aanvraag, found } = await askedOften(4);
	const at = `/aanvragen/${aanvraag.id}`;
	const [best, ...others] = found;
	const only = others.at(-1);
	const pin = await medewerker.post(`${at}/ingrepen`, { soort: 'alleen', aanbodId: only.aanbodId, reden: 'anders' }, { expect: 201 });
	assert.deepEqual((await school.all(`${at}/kandidaten`)).map((c) => [c.aanbodId, c.voorrang]), [[only.aanbodId, true]]);
	const { body: why } = await school.get(`${at}/kandidaten/${best.aanbodId}`, { expect: 200 });
	assert.deepEqual([why.mogelijk, why.regel.code, why.regel.reden], [false, 'veto', 'Het Technocentrum koos voor deze aanvraag een ander aanbod.']);
	const propose = ({ aanbodId, tijdvakken: [{ datum, dagdeel }] }, expect) => school.post(`${at}/koppelingen`, { aanbodId, tijdvak: { datum, dagdeel } }, { expect });
	assert.equal((await propose(best, 409)).body.code, 'regel.veto');
	assert.equal((await medewerker.post(`${at}/ingrepen`, { soort: 'voorrang', aanbodId: best.aanbodId, reden: 'anders' }, { expect: 409 })).body.code, 'ingreep.voorrang_bestaat');
	await medewerker.post(`${at}/ingrepen`, { soort: 'alleen', bedrijfId: clients.bedrijf.ik.bedrijfId, reden: 'anders' }, { expect: 400 });
	/* When it declines, refilling has nobody else. */
	const { body: k } = await propose(only, 201);
	await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'afwijzen', reden: 'te-ver' }, { expect: 201 });
	service.run('work', '--once');
	assert.equal(sql(`select status from bijvulling where koppeling_id = '${k.id}'`), 'gestopt');
	await medewerker.patch(`/ingrepen/${pin.body.id}`, { ingetrokken: true }, { etag: pin.etag, expect: 200 });
	assert.equal((await school.get(`${at}/kandidaten/${best.aanbodId}`, { expect: 200 })).body.mogelijk, true);
});

check('many are approved at once: a preview that writes nothing, then just that, then taken back with its letters', async () => {
	const { medewerker, beheerder, school } = clients;
	const [a, b] = await several(2);
	await medewerker.post(`/koppelingen/${b.id}/besluiten`, { besluit: 'afwijzen', reden: 'dubbele-aanvraag' }, { expect: 201 });
	const before = sql(`select count(*) from geschiedenis`);
	const waits = letters();
	const { body: preview, headers } = await bundle({ stap: 'goedkeuren', ids: [a.id, b.id] });
	assert.equal(headers.get('location'), `/v1/bundels/${preview.id}`);
	assert.deepEqual([preview.status, preview.terugTotOp, states(preview)], ['voorbeeld', null, [['kan', null], ['kan_niet', 'stap.niet_toegestaan']]]);
	assert.ok(preview.regels[1].uitleg.endsWith('.'));
	assert.deepEqual([await state(a), sql(`select count(*) from geschiedenis`), letters()], ['voorgesteld', before, waits]);
	await school.get(`/bundels/${preview.id}`, { expect: 403 });
	assert.equal((await carryOut(beheerder, preview.id, 'uitvoeringen', 409)).body.code, 'bundel.van_ander');
	assert.equal((await carryOut(medewerker, preview.id, 'terugdraaiingen', 409)).body.code, 'bundel.niet_uitgevoerd');
	const done = (await carryOut(medewerker, preview.id, 'uitvoeringen')).body;
	assert.deepEqual([done.status, states(done)], ['uitgevoerd', [['gedaan', null], ['kan_niet', 'stap.niet_toegestaan']]]);
	assert.deepEqual([await state(a), letters()], ['goedgekeurd', waits + 1]);
	assert.equal(sql(`select count(*) from post where soort = 'antwoord' and volgende_op = '${done.terugTotOp}'`), '1');
	assert.equal((await carryOut(medewerker, preview.id, 'uitvoeringen', 409)).body.code, 'bundel.al_uitgevoerd');
	const back = (await carryOut(beheerder, preview.id, 'terugdraaiingen')).body;
	assert.deepEqual([back.status, states(back)[0], await state(a), letters()], ['teruggedraaid', ['teruggedraaid', null], 'voorgesteld', waits]);
	assert.deepEqual((await medewerker.all(`/koppelingen/${a.id}/geschiedenis`)).map((g) => [g.stap, g.reden]),
		[['voorstellen', null], ['goedkeuren', null], ['terugdraaien', 'vergissing']]);
	assert.deepEqual((await medewerker.get(`/bundels/${preview.id}`, { expect: 200 })).body, back);
});

check('many are rejected at once: what changed meanwhile is named and left, and refilling waits until it cannot be taken back', async () => {
	const { medewerker } = clients;
	const [a, b] = await several(2);
	const { body: preview } = await bundle({ stap: 'afwijzen', ids: [a.id, b.id], reden: 'te-ver', toelichting: 'Te ver voor een ochtend.' });
	await medewerker.post(`/koppelingen/${b.id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	const done = (await carryOut(medewerker, preview.id, 'uitvoeringen')).body;
	assert.deepEqual(states(done), [['gedaan', null], ['niet_gedaan', 'bundel.veranderd']]);
	assert.deepEqual([await state(a), await state(b)], ['afgewezen', 'goedgekeurd']);
	assert.equal(sql(`select volgende_op = '${done.terugTotOp}' from bijvulling where koppeling_id = '${a.id}' and status = 'wacht'`), 't');
	service.run('work', '--once');
	assert.equal(sql(`select status from bijvulling where koppeling_id = '${a.id}'`), 'wacht');
	const back = (await carryOut(medewerker, preview.id, 'terugdraaiingen')).body;
	assert.deepEqual(states(back), [['teruggedraaid', null], ['niet_gedaan', 'bundel.veranderd']]);
	assert.deepEqual([await state(a), sql(`select reden from bijvulling where koppeling_id = '${a.id}'`)], ['voorgesteld', 'zelf_gekozen']);
});

check('the letter of a bundle goes only while there is something to ask, and to whom may be written to', async () => {
	const { medewerker } = clients;
	const [a, b] = await several(2);
	const approve = async (k) => {
		const { body } = await bundle({ stap: 'goedkeuren', ids: [k.id] });
		await carryOut(medewerker, body.id, 'uitvoeringen');
	};
	const waiting = (k) => Number(sql(`select count(*) from post where koppeling_id = '${k.id}' and verzonden_op is null`));
	for (const k of [a, b]) {
		await approve(k);
		assert.equal(waiting(k), 1);
	}
	/* Taken back one by one, and approved again: one letter, with the link that works. */
	await medewerker.post(`/koppelingen/${a.id}/besluiten`, { besluit: 'terugdraaien', reden: 'vergissing' }, { expect: 201 });
	assert.equal(waiting(a), 0);
	await medewerker.post(`/koppelingen/${a.id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	assert.equal(waiting(a), 1);
	const who = sql(`select vrijwilliger_id from koppeling where id = '${b.id}'`);
	sql(`update vrijwilliger set beperkt_op = now() where id = '${who}'`);
	assert.equal(waiting(b), 0);
	sql(`update vrijwilliger set beperkt_op = null where id = '${who}'`);
});

check('a rejection that is taken back counts once, and the proposal stays of who made it', async () => {
	const { medewerker } = clients;
	const [k] = await proposeSome(clients.school, medewerker, { wanted: (a) => a.bedrijfId !== null });
	const bedrijf = sql(`select bedrijf_id from koppeling where id = '${k.id}'`);
	const counted = () => sql(`select sum(gebruikt) from quotum where houder = '${bedrijf}'`);
	const by = () => sql(`select voorgesteld_door from koppeling where id = '${k.id}'`);
	const before = [counted(), by()];
	assert.equal(before[1], clients.school.ik.id);
	const { body } = await bundle({ stap: 'afwijzen', ids: [k.id], reden: 'te-ver' });
	await carryOut(medewerker, body.id, 'uitvoeringen');
	assert.deepEqual(states((await carryOut(medewerker, body.id, 'terugdraaiingen')).body), [['teruggedraaid', null]]);
	assert.deepEqual([counted(), by()], before);
	await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'afwijzen', reden: 'te-ver' }, { expect: 201 });
	await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'heropenen', reden: 'kan-toch' }, { expect: 201 });
	assert.deepEqual([counted(), by()], [String(Number(before[0]) + 1), medewerker.ik.id]);
});

check('what was taken back too late, or changed since, stays; an old preview is not carried out', async () => {
	const { medewerker, school } = clients;
	const [a, b] = await several(2);
	const approved = (await bundle({ stap: 'goedkeuren', ids: [a.id, b.id] })).body;
	await carryOut(medewerker, approved.id, 'uitvoeringen');
	await school.post(`/koppelingen/${a.id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	const back = (await carryOut(medewerker, approved.id, 'terugdraaiingen')).body;
	assert.deepEqual(states(back), [['niet_teruggedraaid', 'bundel.veranderd'], ['teruggedraaid', null]]);
	const late = (await bundle({ stap: 'goedkeuren', ids: [b.id] })).body;
	sql(`update bundel set geldig_tot_op = now() - interval '1 second' where id = '${late.id}'`);
	assert.equal((await carryOut(medewerker, late.id, 'uitvoeringen', 409)).body.code, 'bundel.verlopen');
	sql(`update bundel set geldig_tot_op = now() + interval '1 minute' where id = '${late.id}'`);
	await carryOut(medewerker, late.id, 'uitvoeringen');
	sql(`update bundel set terug_tot_op = now() - interval '1 second' where id = '${late.id}'`);
	assert.equal((await carryOut(medewerker, late.id, 'terugdraaiingen', 409)).body.code, 'bundel.te_laat');
	assert.equal(await state(b), 'goedgekeurd');
});

check('requests and matches are assigned together, and given back to who had them', async () => {
	const { medewerker, beheerder, school } = clients;
	const [a, b] = await several(2);
	await medewerker.post(`/aanvragen/${b.aanvraagId}/toewijzingen`, { accountId: medewerker.ik.id }, { expect: 201 });
	const { body: preview } = await bundle({ stap: 'toewijzen', ids: [a.id, b.aanvraagId], accountId: beheerder.ik.id });
	assert.deepEqual(states(preview), [['kan', null], ['kan', null]]);
	const whose = (k) => sql(`select account_id from toewijzing where id = '${k.aanvraagId}'`);
	assert.deepEqual([whose(a), whose(b)], ['', medewerker.ik.id]);
	await carryOut(medewerker, preview.id, 'uitvoeringen');
	assert.deepEqual([whose(a), whose(b)], [beheerder.ik.id, beheerder.ik.id]);
	await carryOut(medewerker, preview.id, 'terugdraaiingen');
	assert.deepEqual([whose(a), whose(b)], ['', medewerker.ik.id]);
	/* A match and its own request are one thing to look after. */
	const { body: one } = await bundle({ stap: 'toewijzen', ids: [a.id, a.aanvraagId], accountId: beheerder.ik.id });
	assert.deepEqual(states((await carryOut(medewerker, one.id, 'uitvoeringen')).body), [['gedaan', null]]);
	await carryOut(medewerker, one.id, 'terugdraaiingen');
	const stranger = (await bundle({ stap: 'toewijzen', ids: [a.id], accountId: school.ik.id })).body;
	assert.deepEqual(states(stranger), [['kan_niet', 'medewerker.onbekend']]);
	for (const wrong of [{ stap: 'toewijzen', ids: [a.id] }, { stap: 'goedkeuren', ids: [a.aanvraagId] }, { stap: 'afwijzen', ids: [a.id] },
		{ stap: 'goedkeuren', ids: [a.id], reden: 'anders' }, { stap: 'goedkeuren', ids: [a.id], toelichting: 'Zo maar.' }, { stap: 'goedkeuren', ids: [randomUUID()] },
		{ stap: 'goedkeuren', ids: [] }, { stap: 'goedkeuren', ids: Array.from({ length: 101 }, () => randomUUID()) }])
		await bundle(wrong, 400);
	await medewerker.get(`/bundels/${randomUUID()}`, { expect: 404 });
	await carryOut(medewerker, randomUUID(), 'uitvoeringen', 404);
	await carryOut(medewerker, randomUUID(), 'terugdraaiingen', 404);
});

check('what asks for four eyes is not approved with many by the first who looks, and is by the second', async () => {
	const { school, medewerker, beheerder } = clients;
	sql(`update risicoregel set vier_ogen = true, versie = versie + 1 where code = 'eerste-keer'`);
	const [k] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId !== null });
	assert.deepEqual(states((await bundle({ stap: 'goedkeuren', ids: [k.id] })).body), [['kan_niet', 'bundel.vier_ogen']]);
	await beheerder.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	const own = (await beheerder.post('/bundels', { stap: 'goedkeuren', ids: [k.id] }, { expect: 201 })).body;
	assert.deepEqual(states(own), [['kan_niet', 'vier_ogen.al_goedgekeurd']]);
	const { body: second } = await bundle({ stap: 'goedkeuren', ids: [k.id] });
	assert.deepEqual(states((await carryOut(medewerker, second.id, 'uitvoeringen')).body), [['gedaan', null]]);
	assert.equal(await state(k), 'goedgekeurd');
	/* Taken back, it waits for two again. */
	assert.deepEqual(states((await carryOut(medewerker, second.id, 'terugdraaiingen')).body), [['teruggedraaid', null]]);
	assert.deepEqual(states((await bundle({ stap: 'goedkeuren', ids: [k.id] })).body), [['kan_niet', 'bundel.vier_ogen']]);
	sql(`update risicoregel set vier_ogen = false, versie = versie + 1 where code = 'eerste-keer'`);
});

const follow = async (id) => (await clients.medewerker.get(`/overdrachten/${id}`, { expect: 200 })).body;
const handOver = (id, expect = 202) => clients.medewerker.post(`/overdrachten/${id}/uitvoeringen`, undefined, { expect, headers: { 'Idempotency-Key': randomUUID() } });

check('the work of who leaves staff goes to a colleague, in batches, and says how far it is', async () => {
	const { medewerker, beheerder, school } = clients;
	const [a, b] = await several(2);
	for (const k of [a, b])
		await medewerker.post(`/aanvragen/${k.aanvraagId}/toewijzingen`, { accountId: beheerder.ik.id }, { expect: 201 });
	const { body: task } = await medewerker.post(`/aanvragen/${a.aanvraagId}/taken`, { tekst: 'Bel de school.', eigenaarId: beheerder.ik.id }, { expect: 201 });
	const before = Number(sql(`select count(*) from toewijzing where account_id = '${beheerder.ik.id}'`));
	const { body: plan, headers } = await medewerker.post('/overdrachten', { vanAccountId: beheerder.ik.id, naarAccountId: medewerker.ik.id }, { expect: 201 });
	assert.equal(headers.get('location'), `/v1/overdrachten/${plan.id}`);
	assert.deepEqual([plan.status, plan.toewijzingen, plan.taken, plan.aanbod, plan.koppelingen, plan.gedaan], ['voorbeeld', before, 1, 0, 0, 0]);
	service.run('work', '--once');
	assert.deepEqual(await follow(plan.id), plan);
	assert.equal((await handOver(plan.id)).headers.get('location'), `/v1/overdrachten/${plan.id}`);
	service.run('work', '--once');
	const done = await follow(plan.id);
	assert.deepEqual([done.status, done.gedaan, done.mislukt], ['klaar', before + 1, 0]);
	assert.equal(sql(`select count(*) from toewijzing where account_id = '${beheerder.ik.id}'`), '0');
	assert.ok((await medewerker.all('/taken', { query: { toegewezen: 'mij' } })).some((t) => t.id === task.id));
	assert.ok((await waiting(medewerker, { toegewezen: 'mij' })).some((w) => w.id === a.id));
	assert.equal((await handOver(plan.id, 409)).body.code, 'overdracht.al_uitgevoerd');
	await school.get(`/overdrachten/${plan.id}`, { expect: 403 });
});

check('what asks for a word of nobody but staff waits in the list until it has one', async () => {
	const { medewerker, school } = clients;
	const day = { datum: dayFromNow(50), dagdeel: 'avond' };
	const { body: lab } = await medewerker.post('/faciliteiten', { soort: 'technieklab', titel: 'Lab van ons', plaats: 'Almere', eenheid: 'groep', capaciteit: 1, goedkeuring: true,
		dagdelen: ['ma-ochtend'], extraTijdvakken: [day], openVoor: ['scholen'] }, { expect: 201 });
	const { body: campagne } = await medewerker.post('/campagnes', { soort: 'ontmoeting', titel: 'Wacht', vanDatum: dayFromNow(100), totDatum: dayFromNow(101), doel: 1 }, { expect: 201 });
	const { body: plek } = await medewerker.post('/plekken', { campagneId: campagne.id, soort: 'tijdslot', titel: 'Slot van ons', capaciteit: 40, goedkeuring: true,
		vanOp: `${dayFromNow(100)}T09:00:00Z`, totOp: `${dayFromNow(100)}T11:00:00Z` }, { expect: 201 });
	const { body: klas } = await school.post('/klassen', { naam: 'Groep 8 wacht', niveau: 'po-groep-8', groepsgrootte: 21 }, { expect: 201 });
	const room = await school.post('/reserveringen', { faciliteitId: lab.id, ...day }, { expect: 201 });
	const place = await school.post('/inschrijvingen', { plekId: plek.id, klasId: klas.id }, { expect: 201 });
	assert.equal(place.body.aantal, 21, 'the class as a whole');
	const lines = async (wat) => (await waiting(medewerker, { wat })).filter((w) => [room.body.id, place.body.id].includes(w.id));
	const [line] = await lines('reservering');
	assert.deepEqual([line.reserveringId, line.inschrijvingId, line.aanvraagId, line.koppelingId, line.soort, line.onderwerp, line.schoolId, line.eindigtOp],
		[room.body.id, null, null, null, null, 'Lab van ons', school.ik.schoolId, room.body.verlooptOp]);
	assert.deepEqual((await lines('inschrijving')).map((w) => [w.inschrijvingId, w.onderwerp]), [[place.body.id, 'Slot van ons']]);
	await medewerker.patch(`/reserveringen/${room.body.id}`, { status: 'bevestigd' }, { etag: room.etag, expect: 200 });
	await school.patch(`/inschrijvingen/${place.body.id}`, { status: 'geannuleerd' }, { etag: place.etag, expect: 200 });
	assert.deepEqual([...await lines('reservering'), ...await lines('inschrijving')], []);
});

check('a company that leaves receives nobody any more, and closes its facilities', async () => {
	const { medewerker, school } = clients;
	const { body: bedrijf } = await medewerker.post('/bedrijven', { naam: 'Dat Weggaat B.V.' }, { expect: 201 });
	const { body: campagne } = await medewerker.post('/campagnes', { soort: 'ontmoeting', titel: 'On Stage', vanDatum: dayFromNow(100), totDatum: dayFromNow(101), doel: 1 }, { expect: 201 });
	const { body: plek } = await medewerker.post('/plekken', { campagneId: campagne.id, soort: 'bezoek', titel: 'Kijken', bedrijfId: bedrijf.id, capaciteit: 2,
		vanOp: `${dayFromNow(100)}T09:00:00Z`, totOp: `${dayFromNow(100)}T11:00:00Z` }, { expect: 201 });
	const { body: klas } = await school.post('/klassen', { naam: 'Groep 8 weg', niveau: 'po-groep-8', groepsgrootte: 20 }, { expect: 201 });
	const { body: visit } = await school.post('/inschrijvingen', { plekId: plek.id, klasId: klas.id, aantal: 1 }, { expect: 201 });
	const every = ['ma', 'di', 'wo', 'do', 'vr'].map((dag) => `${dag}-ochtend`);
	const extra = { datum: dayFromNow(60), dagdeel: 'avond' };
	const { body: lab } = await medewerker.post('/faciliteiten', { soort: 'fablab', titel: 'Lab', plaats: 'Urk', eenheid: 'groep', capaciteit: 1, dagdelen: every, extraTijdvakken: [extra],
		openVoor: ['scholen'] }, { expect: 201 });
	sql(`update faciliteit set bedrijf_id = '${bedrijf.id}', versie = versie + 1 where id = '${lab.id}'`);
	const { body: room } = await school.post('/reserveringen', { faciliteitId: lab.id, ...extra }, { expect: 201 });
	const { body: plan } = await medewerker.post('/overdrachten', { bedrijfId: bedrijf.id, reden: 'anders' }, { expect: 201 });
	assert.equal(plan.boekingen, 3, 'the place, the facility and what is booked there');
	await handOver(plan.id);
	service.run('work', '--once');
	const done = await follow(plan.id);
	assert.deepEqual([done.status, done.gedaan, done.mislukt], ['klaar', 3, 0]);
	assert.equal((await school.get(`/plekken/${plek.id}`, { expect: 200 })).body.status, 'vervallen');
	assert.equal((await school.get(`/inschrijvingen/${visit.id}`, { expect: 200 })).body.status, 'geannuleerd');
	assert.equal((await school.get(`/reserveringen/${room.id}`, { expect: 200 })).body.status, 'geannuleerd');
	assert.equal((await medewerker.get(`/faciliteiten/${lab.id}`, { expect: 200 })).body.status, 'gesloten');
	assert.equal((await medewerker.get(`/bedrijven/${bedrijf.id}`, { expect: 200 })).body.geslotenDatum, null);
});

check('a company that leaves for good is closed, and its memberships end', async () => {
	const { medewerker, beheerder } = clients;
	const { body: company } = await medewerker.post('/bedrijven', { naam: 'Dat Stopt B.V.' }, { expect: 201 });
	const { body: { id: person } } = await medewerker.post('/vrijwilligers', { naam: 'Wie Stopt', email: 'stopt@voorbeeld.example', bedrijfId: company.id }, { expect: 201 });
	const [lid, zelf] = [randomUUID(), randomUUID()];
	sql(`insert into lid (id, account_id, rol, bedrijf_id, vrijwilliger_id, status, versie, gemaakt_op, gewijzigd_op)
		values ('${lid}', '${clients.bedrijf.ik.id}', 'bedrijf', '${company.id}', null, 'actief', 1, now(), now()),
			('${zelf}', '${clients.bedrijf.ik.id}', 'vrijwilliger', null, '${person}', 'uitgenodigd', 1, now(), now())`);
	const { body: plan } = await medewerker.post('/overdrachten', { bedrijfId: company.id, reden: 'anders', sluiten: true }, { expect: 201 });
	assert.equal(plan.sluiten, true);
	await handOver(plan.id);
	service.run('work', '--once');
	const done = await follow(plan.id);
	assert.deepEqual([done.status, done.gedaan], ['klaar', 3]);
	assert.match((await medewerker.get(`/bedrijven/${company.id}`, { expect: 200 })).body.geslotenDatum, /^\d{4}-\d\d-\d\d$/);
	assert.equal(sql(`select string_agg(status || versie, ' ') from lid where id in ('${lid}', '${zelf}')`), 'beeindigd2 beeindigd2');
	assert.equal(sql(`select count(*) from audit where tabel in ('lid', 'bedrijf') and rij in ('${lid}', '${zelf}', '${company.id}') and versie = 2`), '3');
	const staff = { vanAccountId: beheerder.ik.id, naarAccountId: medewerker.ik.id, sluiten: true };
	await medewerker.post('/overdrachten', staff, { expect: 400 });
});

check('a company that was closed by mistake opens again, with the memberships that ended by it and no others', async () => {
	const { medewerker, beheerder, school, bedrijf } = clients;
	const { body: company } = await medewerker.post('/bedrijven', { naam: 'Toch Niet Weg B.V.' }, { expect: 201 });
	const people = await Promise.all(['een', 'twee'].map(async (naam) =>
		(await medewerker.post('/vrijwilligers', { naam, email: `${naam}@toch.example`, bedrijfId: company.id }, { expect: 201 })).body.id));
	const [back, person, invited, before, again] = Array.from({ length: 5 }, () => randomUUID());
	sql(`insert into lid (id, account_id, rol, bedrijf_id, vrijwilliger_id, status, versie, gemaakt_op, gewijzigd_op)
		values ('${back}', '${bedrijf.ik.id}', 'bedrijf', '${company.id}', null, 'actief', 1, now(), now()),
			('${person}', '${bedrijf.ik.id}', 'vrijwilliger', null, '${people[0]}', 'actief', 1, now(), now()),
			('${invited}', '${school.ik.id}', 'vrijwilliger', null, '${people[1]}', 'uitgenodigd', 1, now(), now()),
			('${before}', '${school.ik.id}', 'bedrijf', '${company.id}', null, 'beeindigd', 1, now(), now()),
			('${again}', '${beheerder.ik.id}', 'bedrijf', '${company.id}', null, 'actief', 1, now(), now())`);
	const { body: offer } = await medewerker.post('/aanbod', { soort: 'gastles', titel: 'Dicht', bedrijfId: company.id, themas: [], niveaus: ['po-groep-8'],
		dagdelen: ['ma-ochtend'] }, { expect: 201 });
	const { body: plan } = await medewerker.post('/overdrachten', { bedrijfId: company.id, reden: 'anders', sluiten: true }, { expect: 201 });
	const takeBack = (id, expect) => medewerker.post(`/overdrachten/${id}/terugdraaiingen`, undefined, { expect, headers: { 'Idempotency-Key': randomUUID() } });
	assert.equal((await takeBack(plan.id, 409)).body.code, 'overdracht.niet_gesloten');
	await handOver(plan.id);
	assert.equal((await takeBack(plan.id, 409)).body.code, 'overdracht.loopt');
	service.run('work', '--once');
	const versions = () => sql(`select string_agg(l.status || l.versie, ' ' order by array_position('{${[back, person, invited, before, again]}}'::uuid[], l.id))
		from lid l where l.id in ('${[back, person, invited, before, again].join("', '")}')`);
	assert.equal(versions(), 'beeindigd2 beeindigd2 beeindigd2 beeindigd1 beeindigd2');
	/* One that closed nobody, or of before it was known whom, opens nobody. */
	sql(`update overdracht set sloot_bedrijf = false where id = '${plan.id}'; update lid set beeindigd_met = null where beeindigd_met = '${plan.id}'`);
	assert.equal((await takeBack(plan.id, 409)).body.code, 'overdracht.niet_gesloten');
	sql(`update overdracht set sloot_bedrijf = true where id = '${plan.id}';
		update lid set beeindigd_met = '${plan.id}' where id in ('${back}', '${person}', '${again}')`);
	/* One was made a member anew meanwhile. */
	sql(`insert into lid (id, account_id, rol, bedrijf_id, status, versie, gemaakt_op, gewijzigd_op)
		values ('${randomUUID()}', '${beheerder.ik.id}', 'bedrijf', '${company.id}', 'actief', 1, now(), now())`);
	const { body: done, headers } = await takeBack(plan.id, 201);
	assert.deepEqual([done.status, done.ledenTerug, headers.get('location')], ['teruggedraaid', 2, `/v1/overdrachten/${plan.id}`]);
	assert.equal(versions(), 'actief3 actief3 beeindigd2 beeindigd1 beeindigd2');
	assert.equal((await medewerker.get(`/bedrijven/${company.id}`, { expect: 200 })).body.geslotenDatum, null);
	/* What was closed with it is opened by hand. */
	const closed = await medewerker.get(`/aanbod/${offer.id}`, { expect: 200 });
	assert.equal(closed.body.status, 'gesloten');
	await medewerker.patch(`/aanbod/${offer.id}`, { status: 'actief' }, { etag: closed.etag, expect: 200 });
	assert.equal(sql(`select count(*) from audit where tabel in ('lid', 'bedrijf') and rij in ('${back}', '${person}', '${company.id}') and versie = 3`), '3');
	assert.equal(sql(`select count(*) from gebeurtenis where onderwerp in ('${back}', '${person}', '${company.id}') and versie = 3`), '3');
	assert.equal((await takeBack(plan.id, 409)).body.code, 'overdracht.niet_gesloten');
	await takeBack(randomUUID(), 404);
	await school.post(`/overdrachten/${plan.id}/terugdraaiingen`, undefined, { expect: 403, headers: { 'Idempotency-Key': randomUUID() } });
	/* The same of one person. */
	const { body: one } = await medewerker.post('/overdrachten', { vrijwilligerId: people[0], reden: 'anders', sluiten: true }, { expect: 201 });
	await handOver(one.id);
	service.run('work', '--once');
	assert.equal(versions(), 'actief3 beeindigd4 beeindigd2 beeindigd1 beeindigd2');
	const { body: opened } = await takeBack(one.id, 201);
	assert.deepEqual([opened.status, opened.ledenTerug, opened.vrijwilligerId], ['teruggedraaid', 1, people[0]]);
	assert.equal(versions(), 'actief3 actief5 beeindigd2 beeindigd1 beeindigd2');
});

check('of a volunteer who stops the offers close and all that comes ends with a reason, and is refilled', async () => {
	const { medewerker, school } = clients;
	const [k] = await several(1);
	const { vrijwilligerId } = k.aanbieder ?? {};
	const volunteer = vrijwilligerId ?? sql(`select vrijwilliger_id from koppeling where id = '${k.id}'`);
	await medewerker.post(`/koppelingen/${k.id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	const { body: campagne } = await medewerker.post('/campagnes', { soort: 'beurs', titel: 'Wedstrijd', vanDatum: dayFromNow(100), totDatum: dayFromNow(101), doel: 1 }, { expect: 201 });
	const { body: plek } = await medewerker.post('/plekken', { campagneId: campagne.id, soort: 'jury', titel: 'Jury', capaciteit: 2, vanOp: `${dayFromNow(100)}T09:00:00Z`,
		totOp: `${dayFromNow(100)}T11:00:00Z` }, { expect: 201 });
	const { body: taken } = await medewerker.post('/inschrijvingen', { plekId: plek.id, vrijwilligerId: volunteer }, { expect: 201 });
	const { body: plan } = await medewerker.post('/overdrachten', { vrijwilligerId: volunteer, reden: 'geen-tijd' }, { expect: 201 });
	assert.ok(plan.aanbod >= 1 && plan.koppelingen >= 1);
	assert.equal(plan.boekingen, 1);
	sql(`update overdracht set geldig_tot_op = now() - interval '1 second' where id = '${plan.id}'`);
	assert.equal((await handOver(plan.id, 409)).body.code, 'overdracht.verlopen');
	sql(`update overdracht set geldig_tot_op = now() + interval '1 minute' where id = '${plan.id}'`);
	await handOver(plan.id);
	service.run('work', '--once');
	const done = await follow(plan.id);
	assert.deepEqual([done.status, done.gedaan, done.mislukt], ['klaar', plan.aanbod + plan.koppelingen + plan.boekingen, 0]);
	const { body: ended } = await medewerker.get(`/koppelingen/${k.id}`, { expect: 200 });
	assert.deepEqual([ended.status, ended.reden], ['geannuleerd', 'geen-tijd']);
	assert.equal((await medewerker.get(`/inschrijvingen/${taken.id}`, { expect: 200 })).body.status, 'geannuleerd');
	assert.equal(sql(`select count(*) from aanbod where vrijwilliger_id = '${volunteer}' and status <> 'gesloten'`), '0');
	assert.equal(sql(`select count(*) from bijvulling where koppeling_id = '${k.id}'`), '1');
	assert.equal(sql(`select rol || ' ' || stap from geschiedenis where koppeling_id = '${k.id}' order by volgnummer desc limit 1`), 'medewerker annuleren');
	for (const wrong of [{ vrijwilligerId: volunteer, bedrijfId: clients.bedrijf.ik.bedrijfId, reden: 'anders' }, { vrijwilligerId: volunteer, naarAccountId: medewerker.ik.id },
		{ bedrijfId: clients.bedrijf.ik.bedrijfId, reden: 'betwist' }, { vanAccountId: medewerker.ik.id, naarAccountId: medewerker.ik.id },
		{ vanAccountId: medewerker.ik.id, naarAccountId: school.ik.id }, { bedrijfId: randomUUID(), reden: 'anders' }, { vanAccountId: medewerker.ik.id, reden: 'anders' }])
		await medewerker.post('/overdrachten', wrong, { expect: 400 });
	await medewerker.get(`/overdrachten/${randomUUID()}`, { expect: 404 });
	await handOver(randomUUID(), 404);
});
