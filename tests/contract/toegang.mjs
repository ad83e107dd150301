/*
 * As which member one calls, and how far that reaches: the header Schakel-Lid, the mandate of a circle's
 * coordinator, what a teacher sees, and that a reader only reads.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { asksFor, dayFromNow, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, anonymous;
const { contract, clients, check } = suite({}, async (world) => {
	({ service, anonymous } = world);
});

/* A second membership of who is staff, through the command line: that ends its sessions. */
async function alsoSchool() {
	const { email, wachtwoord, naam } = service.account('medewerker');
	const [{ id }] = await clients.medewerker.all('/scholen');
	service.tell(`${wachtwoord}\n`, 'account', 'add', '--email', email, '--naam', naam, '--rol', 'school', '--school', id);
	clients.medewerker = await anonymous.login({ email, wachtwoord });
	return { client: clients.medewerker, schoolId: id };
}

check('one person acts as the member that the call names, else as the first', async () => {
	const { client, schoolId } = await alsoSchool();
	const { body: ik } = await client.get('/ik', { expect: 200 });
	assert.deepEqual([ik.rol, ik.leden.map((l) => l.rol)], ['medewerker', ['medewerker', 'school']]);
	const lid = ik.leden[1].id;
	const headers = { 'Schakel-Lid': lid };
	const { body: asSchool } = await client.get('/ik', { headers, expect: 200 });
	assert.deepEqual([asSchool.rol, asSchool.lidId, asSchool.schoolId], ['school', lid, schoolId]);
	await client.get('/gewichten', { expect: 200 });
	const refused = await client.get('/gewichten', { headers, expect: 403 });
	assert.equal(refused.body.code, 'rol.niet_toegestaan');
});

check('a membership of somebody else, or none at all, is refused', async () => {
	const { body: ik } = await clients.school.get('/ik', { expect: 200 });
	for (const id of [ik.lidId, randomUUID()]) {
		const answer = await clients.bedrijf.get('/ik', { headers: { 'Schakel-Lid': id }, expect: 403 });
		assert.equal(answer.body.code, 'lid.niet_actief');
	}
	const odd = await clients.bedrijf.get('/ik', { headers: { 'Schakel-Lid': 'school' }, expect: 400 });
	assert.deepEqual(odd.body.errors.map((e) => [e.pointer, e.code]), [['Schakel-Lid', 'lid.ongeldig']]);
	const both = await clients.bedrijf.get('/aanbod', { query: { kleur: 'rood' }, headers: { 'Schakel-Lid': 'school' }, expect: 400 });
	assert.deepEqual(both.body.errors.map((e) => e.pointer), ['Schakel-Lid', '?kleur']);
	await clients.bedrijf.get('/gewichten', { headers: { 'Schakel-Lid': 'school' }, expect: 400 });
});

check('a teacher sees and changes what it asked itself; its school sees both', async () => {
	const { docent, school } = clients;
	const [offer] = (await school.all('/aanbod')).filter((a) => a.soort === 'gastles');
	const { niveaus } = (await school.get(`/scholen/${school.ik.schoolId}`, { expect: 200 })).body;
	const niveau = offer.niveaus.find((n) => niveaus.includes(n)) ?? niveaus[0];
	const mine = await docent.post('/aanvragen', asksFor(offer, niveau, `Klas ${randomUUID().slice(0, 8)}`), { expect: 201 });
	const ours = await school.post('/aanvragen', asksFor(offer, niveau, `Klas ${randomUUID().slice(0, 8)}`), { expect: 201 });
	assert.equal(mine.body.schoolId, school.ik.schoolId);
	assert.deepEqual((await docent.all('/aanvragen')).map((a) => a.id), [mine.body.id]);
	await docent.get(`/aanvragen/${ours.body.id}`, { expect: 404 });
	await docent.get(`/aanvragen/${ours.body.id}/kandidaten`, { expect: 404 });
	await docent.patch(`/aanvragen/${ours.body.id}`, { toelichting: 'x' }, { etag: ours.etag, expect: 404 });
	await docent.get(`/aanvragen/${mine.body.id}/kandidaten`, { expect: 200 });
	await docent.patch(`/aanvragen/${mine.body.id}`, { toelichting: 'x' }, { etag: mine.etag, expect: 200 });
	const seen = (await school.all('/aanvragen')).map((a) => a.id);
	assert.ok(seen.includes(mine.body.id) && seen.includes(ours.body.id));
	await docent.get('/vetos', { expect: 403 });
});

check('the coordinator of a circle decides within its mandate, and sees no further than its circle', async () => {
	const { kringcoordinator: kring, school, medewerker } = clients;
	const people = (await kring.all('/vrijwilligers')).map((v) => v.id);
	const companies = (await medewerker.all('/bedrijven')).filter((b) => b.kringId === kring.ik.kringId).map((b) => b.id);
	assert.ok(people.length > 0 && companies.length > 0);
	const isOurs = (a) => companies.includes(a.bedrijfId) || people.includes(a.vrijwilligerId);
	const all = await medewerker.all('/aanbod');
	assert.deepEqual((await kring.all('/aanbod')).map((a) => a.id).sort(), all.filter(isOurs).map((a) => a.id).sort());
	const [inside] = await proposeSome(school, medewerker, { wanted: (a) => a.soort === 'gastles' && isOurs(a) });
	const [outside] = await proposeSome(school, medewerker, { wanted: (a) => a.soort === 'bedrijfsbezoek' && isOurs(a) });
	const [others] = await proposeSome(school, medewerker, { wanted: (a) => !isOurs(a) });
	const decide = (id, expect) => kring.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' },
		{ headers: { 'Idempotency-Key': randomUUID() }, expect });
	assert.equal((await decide(inside.id, 201)).body.status, 'goedgekeurd');
	assert.equal((await decide(outside.id, 403)).body.code, 'mandaat.ontbreekt');
	await decide(others.id, 404);
	const { body } = await kring.get(`/koppelingen/${inside.id}/geschiedenis`, { expect: 200 });
	assert.equal(body.items.at(-1).rol, 'kringcoordinator');
	const seen = (await kring.all('/koppelingen')).map((k) => k.id);
	assert.ok(seen.includes(inside.id) && seen.includes(outside.id) && !seen.includes(others.id));
});

check('a reader sees everything but how to reach people, and writes nothing', async () => {
	const { lezer, school, medewerker } = clients;
	const [koppeling] = await proposeSome(school, medewerker);
	await medewerker.post(`/koppelingen/${koppeling.id}/besluiten`, { besluit: 'goedkeuren' }, { headers: { 'Idempotency-Key': randomUUID() }, expect: 201 });
	assert.notEqual((await school.get(`/koppelingen/${koppeling.id}`, { expect: 200 })).body.contact, null);
	assert.equal((await lezer.get(`/koppelingen/${koppeling.id}`, { expect: 200 })).body.contact, null);
	const ownAccount = (o) => /^\/(ik|sessies)(\/|$)/.test(o.path);
	const writes = contract.operations.filter((o) => o.method !== 'GET' && !o.open && !ownAccount(o) && o.toegang('lezer'));
	assert.deepEqual(writes.map((o) => o.id), ['lidPatch'], 'but that it leaves');
	await lezer.get('/vrijwilligers', { expect: 403 });
});

check('a reader learns of no person: not who offers, comes or is away, nor what is written about them', async () => {
	const { lezer, school, medewerker, vrijwilliger } = clients;
	const { vrijwilligerId } = vrijwilliger.ik;
	const { body: aanbod } = await vrijwilliger.post('/aanbod', { soort: 'gastles', titel: 'Robots', omschrijving: 'Ik neem mijn robotarm mee.',
		niveaus: ['po-groep-7'], dagdelen: ['ma-ochtend'] }, { expect: 201 });
	const [koppeling] = await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === vrijwilligerId });
	const { body: sluiting, etag } = await vrijwilliger.post('/sluitingen', { vanDatum: dayFromNow(250), reden: 'vakantie' }, { expect: 201 });
	const who = async (client, path) => (await client.get(path, { expect: 200 })).body;
	for (const [client, own, words] of [[medewerker, vrijwilligerId, aanbod.omschrijving], [lezer, null, null]]) {
		const found = await who(client, `/aanbod/${aanbod.id}`);
		assert.deepEqual([found.titel, found.vrijwilligerId, found.omschrijving], [aanbod.titel, own, words]);
		assert.equal((await who(client, `/koppelingen/${koppeling.id}`)).vrijwilligerId, own);
		assert.equal((await client.all('/sluitingen')).some((s) => s.id === sluiting.id), own !== null);
	}
	const texts = JSON.stringify([await lezer.all('/aanbod'), await lezer.all('/koppelingen'), await lezer.all('/sluitingen')]);
	assert.ok(!texts.includes(vrijwilligerId));
	await lezer.get(`/sluitingen/${sluiting.id}`, { expect: 404 });
	await lezer.get(`/koppelingen/${koppeling.id}/_overeenkomst`, { headers: { Accept: 'text/html, application/problem+json' }, expect: 403 });
	await medewerker.patch(`/sluitingen/${sluiting.id}`, { ingetrokken: true }, { etag, expect: 200 });
});

check('whoever is staff can do what staff can, as an administrator too', () => {
	for (const op of contract.operations.filter((o) => o.toegang('medewerker')))
		assert.equal(op.toegang('beheerder'), op.toegang('medewerker'), op.id);
});

/* What an app gets from who allows it, by the whole way of OAuth. */
async function appOf(person) {
	const redirectUri = 'https://app.example/terug', verifier = randomBytes(32).toString('base64url');
	const clientId = service.run('app', 'add', '--naam', 'Onderweg', '--adres', redirectUri).trim();
	const { body } = await person.post('/toestemmingen', { responseType: 'code', clientId, redirectUri, state: 'x', toegestaan: true, codeChallengeMethod: 'S256',
		codeChallenge: createHash('sha256').update(verifier).digest('base64url') }, { expect: 201 });
	const form = { client_id: clientId, grant_type: 'authorization_code', code: new URL(body.redirectUri).searchParams.get('code'), redirect_uri: redirectUri, code_verifier: verifier };
	const answer = await fetch(`${service.base}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
	return anonymous.as((await answer.json()).access_token);
}

check('an app does nothing that guards the account of who allowed it, however lately that one signed in', async () => {
	const { email, wachtwoord } = service.account('beheerder');
	const app = await appOf(await anonymous.login({ email, wachtwoord }));
	await app.get('/ik', { expect: 200 });
	const guards = contract.operations.filter((o) => !o.open && (o.bevestiging || contract.spec.paths[o.path][o.method.toLowerCase()]['x-zelf']));
	for (const needed of ['ikWachtwoordPost', 'bevestigingPost', 'tweedeFactorPost', 'tweedeFactorDelete', 'herstelcodesPost', 'sessiesDelete', 'gegevensList', 'ikDelete', 'emailwisselPost',
		'sleutelPost', 'toestemmingPost', 'accountSessiesDelete', 'ikAkkoordPost', 'ikBezwaarPost', 'ikBezwaarDelete'])
		assert.ok(guards.some((o) => o.id === needed), needed);
	for (const op of guards) {
		const answer = await app.request(op.method, op.path.replace(/\{\w+\}/g, randomUUID()), { json: op.body ? {} : undefined });
		assert.deepEqual([answer.status, answer.body.code], [403, 'app.niet_hier'], op.id);
	}
	const invited = await app.post('/uitnodigingen', { naam: 'Iemand', email: 'app@voorbeeld.example', rol: 'medewerker' });
	assert.deepEqual([invited.status, invited.body.code], [403, 'app.niet_hier']);
	await app.get('/ik', { expect: 200 });
});
