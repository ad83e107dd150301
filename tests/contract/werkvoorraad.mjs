/*
 * The desk of staff: what waits stands in one list, is assigned, looked at through saved views, and decided.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { proposeSome } from '../support/scenario.mjs';
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
	assert.deepEqual((await medewerker.get('/_vervangingen', { expect: 200 })).body.items, [{ soort: k.soort, reden: 'te-ver', aantal: 1 }]);
	assert.deepEqual((await medewerker.get('/_vervangingen', { query: { tot: '2020-01-01' }, expect: 200 })).body.items, []);
	await medewerker.get('/_vervangingen', { query: { van: '2030-01-02', tot: '2030-01-01' }, expect: 400 });
});
