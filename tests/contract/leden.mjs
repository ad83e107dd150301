/*
 * Joining and leaving: who asks, who says yes, what it opens at once, what it closes at once, and who takes over what is open.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { asksFor, proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, anonymous, school;
const { clients, check } = suite({}, async (world) => {
	({ service, anonymous } = world);
	school = (await clients.school.get(`/scholen/${clients.school.ik.schoolId}`, { expect: 200 })).body;
});

/* Somebody new, a member of something in a role. */
async function newcomer(...role) {
	const email = `${randomUUID()}@voorbeeld.example`, wachtwoord = 'zeven blauwe emmers zand';
	service.tell(`${wachtwoord}\n`, 'account', 'add', '--email', email, '--naam', 'Nieuwe Collega', ...role);
	return anonymous.login({ email, wachtwoord });
}
const teacher = () => newcomer('--rol', 'docent', '--school', school.id);

const asking = { rol: 'docent' };
const ask = (client, body, expect = 201) => client.post('/leden', { ...asking, ...body }, { expect });
const patch = (client, lid, change, expect = 200) => client.patch(`/leden/${lid.body.id}`, change, { etag: lid.etag, expect });
const codes = (answer) => answer.body.errors.map((e) => e.code);

check('who asks is let in by its school, and can do at once what its role allows', async () => {
	const someone = await newcomer('--rol', 'lezer');
	const asked = await ask(someone, { vestigingscode: school.vestigingscode.toLowerCase() });
	assert.deepEqual([asked.body.status, asked.body.schoolId, asked.body.organisatie], ['gevraagd', school.id, school.naam]);
	const headers = { 'Schakel-Lid': asked.body.id };
	await someone.get('/aanvragen', { headers, expect: 403 });
	assert.ok((await clients.school.all('/leden', { query: { status: 'gevraagd' } })).some((l) => l.id === asked.body.id));
	const accepted = await patch(clients.school, asked, { status: 'actief' });
	assert.equal(accepted.body.status, 'actief');
	await someone.get('/aanvragen', { headers, expect: 200 });
	const left = await patch(someone, accepted, { status: 'beeindigd' });
	await someone.get('/aanvragen', { headers, expect: 403 });
	assert.equal((await patch(someone, left, { status: 'beeindigd' }, 409)).body.code, 'lid.al_beeindigd');
	assert.equal((await patch(clients.school, left, { status: 'actief' }, 409)).body.code, 'lid.niet_gevraagd');
});

check('nobody says yes to themself, to another organisation, or above their own role', async () => {
	const someone = await teacher();
	const asked = await ask(someone, { rol: 'school', vestigingscode: school.vestigingscode });
	assert.equal((await patch(someone, asked, { status: 'actief' }, 403)).body.code, 'lid.niet_jouw_besluit');
	const elsewhere = await anonymous.login(service.account('school', 1));
	await patch(elsewhere, asked, { status: 'actief' }, 404);
	await patch(clients.docent, asked, { status: 'actief' }, 404);
	await patch(clients.bedrijf, asked, { status: 'actief' }, 404);
	const [boss] = (await clients.medewerker.all('/leden')).filter((l) => l.rol === 'beheerder');
	const held = await clients.medewerker.get(`/leden/${boss.id}`, { expect: 200 });
	assert.equal((await patch(clients.medewerker, held, { status: 'beeindigd' }, 403)).body.code, 'lid.niet_jouw_besluit');
	assert.equal((await patch(clients.beheerder, held, { status: 'beeindigd' }, 409)).body.code, 'lid.laatste');
	await patch(clients.medewerker, asked, { status: 'actief' });
});

check('what is asked must exist, and is asked once', async () => {
	const someone = await newcomer('--rol', 'lezer');
	assert.deepEqual(codes(await ask(someone, {}, 400)), ['veld.verplicht']);
	assert.deepEqual(codes(await ask(someone, { vestigingscode: '99ZZ99' }, 400)), ['school.onbekend']);
	assert.deepEqual(codes(await ask(someone, { rol: 'bedrijf' }, 400)), ['veld.verplicht', 'veld.verplicht']);
	assert.deepEqual(codes(await ask(someone, { rol: 'bedrijf', kvkNummer: '00000001', postcode: '1315 AB' }, 400)), ['bedrijf.onbekend']);
	assert.deepEqual(codes(await ask(someone, { rol: 'kringcoordinator' }, 400)), ['veld.verplicht']);
	assert.deepEqual(codes(await ask(someone, { rol: 'vrijwilliger' }, 400)), ['vrijwilliger.onbekend']);
	for (const rol of ['medewerker', 'beheerder', 'lezer'])
		assert.deepEqual(codes(await ask(someone, { rol }, 400)), ['lid.alleen_uitgenodigd']);
	await ask(someone, { vestigingscode: school.vestigingscode });
	assert.equal((await ask(someone, { vestigingscode: school.vestigingscode }, 409)).body.code, 'lid.bestaat_al');
});

check('a company is found by its number and the postcode of its location', async () => {
	const kvkNummer = '12345678';
	const make = (postcode) => clients.medewerker.post('/bedrijven', { naam: `Vestiging ${postcode}`, kvkNummer, adres: { postcode } }, { expect: 201 });
	const [here] = [await make('1315AB'), await make('1316AB'), await make('1317AB'), await make('1317AB')];
	const someone = await newcomer('--rol', 'lezer');
	const asked = await ask(someone, { rol: 'bedrijf', kvkNummer, postcode: '1315 ab' });
	assert.equal(asked.body.bedrijfId, here.body.id);
	assert.deepEqual(codes(await ask(someone, { rol: 'bedrijf', kvkNummer, postcode: '1317 AB' }, 400)), ['bedrijf.onbekend']);
});

check('each company of the demo is joined by its number and postcode, which are nobody else\'s', async () => {
	const companies = (await clients.medewerker.all('/bedrijven')).filter((b) => b.gemeente?.code.startsWith('99') && b.kvkNummer?.startsWith('00'));
	assert.ok(companies.length > 1);
	for (const { id, kvkNummer, adres } of companies.slice(0, 2)) {
		assert.match(adres.postcode, /^899/);
		const asked = await ask(await newcomer('--rol', 'lezer'), { rol: 'bedrijf', kvkNummer, postcode: adres.postcode });
		assert.equal(asked.body.bedrijfId, id);
	}
});

check('a volunteer is known by the address of the account, and has one account', async () => {
	const someone = await newcomer('--rol', 'lezer');
	const volunteer = (await clients.medewerker.post('/vrijwilligers', { naam: 'Iemand', email: someone.ik.email.toUpperCase() }, { expect: 201 })).body;
	const asked = await ask(someone, { rol: 'vrijwilliger' });
	assert.equal(asked.body.vrijwilligerId, volunteer.id);
	await patch(clients.medewerker, asked, { status: 'actief' });
	const { body } = await someone.get(`/vrijwilligers/${volunteer.id}`, { headers: { 'Schakel-Lid': asked.body.id }, expect: 200 });
	assert.equal(body.id, volunteer.id);
});

check('who leaves hands over what is open', async () => {
	const [leaver, stays] = [await teacher(), await teacher()];
	const [offer] = (await clients.school.all('/aanbod')).filter((a) => a.niveaus.some((n) => school.niveaus.includes(n)));
	const niveau = offer.niveaus.find((n) => school.niveaus.includes(n));
	const { body: aanvraag } = await leaver.post('/aanvragen', asksFor(offer, niveau, `Klas ${randomUUID().slice(0, 8)}`), { expect: 201 });
	const lidOf = async (c) => c.get(`/leden/${(await c.get('/ik')).body.lidId}`, { expect: 200 });
	const lid = await lidOf(leaver);
	const elsewhere = (await clients.medewerker.all('/leden')).find((l) => l.schoolId && l.schoolId !== school.id);
	for (const opvolgerId of [elsewhere.id, lid.body.id, randomUUID()])
		assert.deepEqual(codes(await patch(leaver, lid, { status: 'beeindigd', opvolgerId }, 400)), ['opvolger.past_niet']);
	await stays.get(`/aanvragen/${aanvraag.id}`, { expect: 404 });
	await patch(leaver, lid, { status: 'beeindigd', opvolgerId: (await lidOf(stays)).body.id });
	await stays.get(`/aanvragen/${aanvraag.id}`, { expect: 200 });
	await leaver.get(`/aanvragen/${aanvraag.id}`, { expect: 403 });
	/* Who names nobody leaves it to a coordinator. */
	await patch(stays, await lidOf(stays), { status: 'beeindigd' });
	await stays.get(`/aanvragen/${aanvraag.id}`, { expect: 403 });
	await clients.school.get(`/aanvragen/${aanvraag.id}`, { expect: 200 });
});

check('the last of an organisation does not leave while something is running', async () => {
	const [mine] = (await clients.bedrijf.all('/leden')).filter((l) => l.accountId === clients.bedrijf.ik.id);
	await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.bedrijfId === clients.bedrijf.ik.bedrijfId });
	const held = await clients.bedrijf.get(`/leden/${mine.id}`, { expect: 200 });
	assert.equal((await patch(clients.bedrijf, held, { status: 'beeindigd' }, 409)).body.code, 'lid.laatste');
});

check('staff gives a mandate, and only to a coordinator of a circle', async () => {
	const [mine] = await clients.kringcoordinator.all('/leden');
	const held = await clients.kringcoordinator.get(`/leden/${mine.id}`, { expect: 200 });
	assert.equal((await patch(clients.kringcoordinator, held, { soorten: ['workshop'] }, 403)).body.code, 'lid.niet_jouw_besluit');
	const changed = await patch(clients.medewerker, held, { soorten: ['workshop'], gemeenten: [] });
	assert.deepEqual([changed.body.soorten, changed.body.gemeenten, changed.body.status], [['workshop'], [], 'actief']);
	const [teacherLid] = (await clients.school.all('/leden')).filter((l) => l.rol === 'docent');
	const other = await clients.medewerker.get(`/leden/${teacherLid.id}`, { expect: 200 });
	assert.deepEqual((await patch(clients.medewerker, other, { soorten: ['workshop'] }, 400)).body.code, 'mandaat.niet_bij_rol');
	assert.deepEqual(codes(await patch(clients.medewerker, other, { opvolgerId: mine.id }, 400)), ['opvolger.zonder_einde']);
});

/* The token that stands in the newest letter to an address. */
const linkTo = (email) => /#([\w-]{43})\r$/m.exec(service.letters().find((l) => l.includes(`<${email}>`) || l.includes(email)))[1];
const comeBy = (email) => anonymous.login({ link: linkTo(email) });
const invite = (client, body, expect = 201) => client.post('/uitnodigingen', { naam: 'Amira Bakker', ...body }, { expect });

check('who is invited signs in by the letter, says yes, and is in', async () => {
	const email = `${randomUUID()}@voorbeeld.example`;
	const invited = await invite(clients.school, { email, rol: 'docent' });
	assert.deepEqual([invited.body.status, invited.body.naam, invited.body.schoolId], ['uitgenodigd', 'Amira Bakker', school.id]);
	assert.equal(invited.body.accountId, null);
	assert.equal(invited.headers.get('location'), `/v1/leden/${invited.body.id}`);
	assert.equal((await patch(clients.school, invited, { status: 'actief' }, 403)).body.code, 'lid.niet_jouw_besluit');
	assert.ok(service.letters().some((l) => l.includes(email) && l.includes('werkt één keer')));
	const someone = await comeBy(email);
	assert.deepEqual(someone.ik.leden.map((l) => [l.id, l.status]), [[invited.body.id, 'uitgenodigd']]);
	assert.equal((await someone.get('/aanvragen', { expect: 403 })).body.code, 'rol.geen');
	const accepted = await patch(someone, invited, { status: 'actief' });
	assert.deepEqual([accepted.body.status, accepted.body.accountId], ['actief', someone.ik.id]);
	assert.deepEqual((await someone.get('/aanvragen', { expect: 200 })).body.items, []);
	assert.equal((await invite(clients.school, { email, rol: 'docent' }, 409)).body.code, 'lid.bestaat_al');
});

check('no letter repeats what an inviter called somebody who never said yes', async () => {
	const email = `${randomUUID()}@voorbeeld.example`;
	await invite(clients.school, { email, rol: 'docent' });
	const someone = await comeBy(email);
	await someone.post('/ik/emailwissels', { email: `${randomUUID()}@voorbeeld.example`, taal: 'en' }, { expect: 202 });
	const theirs = service.letters().filter((l) => l.includes(`To: ${email}`) || l.includes(`<${email}>`));
	const [warning] = theirs.filter((l) => l.includes('/emailadres-terug#'));
	assert.ok(warning.includes('Was jij dit niet?'), 'the warning is in the language of the account');
	assert.ok(theirs.length >= 2 && theirs.every((l) => !l.includes('Amira Bakker')));
});

check('who has no password is told how to prove otherwise who they are, and that works', async () => {
	const email = `${randomUUID()}@voorbeeld.example`;
	await invite(clients.school, { email, rol: 'docent' });
	const someone = await comeBy(email);
	execFileSync('psql', ['-XqAt', service.databaseUri, '-c', `update sessie set bevestigd_op = now() - interval '11 minutes' where account_id = '${someone.ik.id}'`]);
	const refused = await someone.get('/ik/gegevens', { expect: 403 });
	assert.equal(refused.body.code, 'bevestiging.nodig');
	assert.match(refused.body.detail, /meld je opnieuw aan/);
	for (const [path, body] of [['/ik/bevestigingen', { wachtwoord: 'een lang wachtwoord' }], ['/ik/wachtwoord', { wachtwoord: 'een lang wachtwoord', nieuwWachtwoord: 'een ander lang ding' }]]) {
		const [fault] = (await someone.post(path, body, { expect: 400 })).body.errors;
		assert.equal(fault.code, 'wachtwoord.geen', path);
		assert.match(fault.detail, /\/v1\/aanmeldlinks/);
	}
	await anonymous.post('/aanmeldlinks', { email }, { expect: 202 });
	const again = await comeBy(email);
	await again.get('/ik/gegevens', { expect: 200 });
});

/* All that is shown of an invitation, but for what is of each. */
const shown = ({ body }) => ({ ...body, id: null, email: null, gemaaktOp: null, gewijzigdOp: null });

check('an invitation tells nothing of who has an account, and can be taken back', async () => {
	const known = await newcomer('--rol', 'lezer'), email = `${randomUUID()}@voorbeeld.example`;
	const restricted = await newcomer('--rol', 'lezer');
	const { etag } = await restricted.get('/ik', { expect: 200 });
	await restricted.patch('/ik', { beperkt: true }, { etag, expect: 200 });
	/* As it is typed, however the owner writes it. */
	const typed = [email, known.ik.email.toUpperCase(), restricted.ik.email];
	const invited = [];
	for (const address of typed)
		invited.push(await invite(clients.school, { email: address, rol: 'school' }));
	assert.deepEqual(invited.map((i) => i.body.email), typed);
	for (const i of invited)
		assert.deepEqual([i.body.accountId, i.body.naam], [null, 'Amira Bakker']);
	const headers = (a) => [...a.headers.keys()].sort();
	for (const i of invited.slice(1)) {
		assert.deepEqual(shown(i), shown(invited[0]));
		assert.deepEqual(headers(i), headers(invited[0]));
	}
	const letter = service.letters().find((l) => l.toLowerCase().includes(known.ik.email));
	assert.match(letter, /\/aanmelden\r$/m, 'a link that signs nobody in');
	for (const [i, each] of invited.entries()) {
		const taken = await patch(clients.school, each, { status: 'beeindigd' });
		assert.deepEqual([taken.body.accountId, taken.body.naam, taken.body.email], [null, 'Amira Bakker', typed[i]]);
		const again = await clients.medewerker.get(`/leden/${each.body.id}`, { expect: 200 });
		assert.deepEqual([again.body.accountId, again.body.naam, again.body.email], [null, 'Amira Bakker', typed[i]]);
		if (i === 1)
			await patch(known, taken, { status: 'actief' }, 403);
	}
});

check('an address that its owner changed from invites them, and by the same answer as any other', async () => {
	const known = await newcomer('--rol', 'lezer'), email = `${randomUUID()}@voorbeeld.example`;
	const old = known.ik.email;
	await known.post('/ik/emailwissels', { email }, { expect: 202 });
	await anonymous.post('/emailbevestigingen', { link: linkTo(email) }, { expect: 200 });
	const invited = await invite(clients.school, { email: old, rol: 'school' });
	assert.deepEqual([invited.body.accountId, invited.body.naam, invited.body.email], [null, 'Amira Bakker', old]);
	assert.ok(service.letters().some((l) => l.includes(`To: <${email}>`) && l.includes('Een uitnodiging')));
	const someone = await anonymous.login({ email, wachtwoord: 'zeven blauwe emmers zand' });
	assert.ok(someone.ik.leden.some((l) => l.id === invited.body.id));
});

check('a letter says as what and for whom, in the language of who reads it, and repeats nothing that a stranger typed', async () => {
	const typed = 'Je prijs wacht: www.prijs.example', email = `${randomUUID()}@voorbeeld.example`;
	const letter = (to, subject) => service.letters().find((l) => l.includes(`To: <${to}>`) && l.includes(`Subject: ${subject}`));
	await invite(clients.school, { email, rol: 'docent', naam: typed, taal: 'en' });
	const first = letter(email, 'An invitation to Schakel');
	assert.ok(first.includes(`a teacher at ${school.naam}.`) && first.includes('Hello,\r\n'), first);
	/* Nor does a later one, before they said yes to anything. */
	await anonymous.post('/aanmeldlinks', { email }, { expect: 202 });
	assert.ok(letter(email, 'Aanmelden bij Schakel').includes('Dag,\r\n'));
	const own = (await clients.bedrijf.post('/vrijwilligers', { naam: 'Amira Bakker', email }, { expect: 201 })).body;
	const company = (await clients.bedrijf.get(`/bedrijven/${clients.bedrijf.ik.bedrijfId}`, { expect: 200 })).body;
	await invite(clients.bedrijf, { email, rol: 'vrijwilliger', vrijwilligerId: own.id, naam: typed });
	const second = letter(email, 'An invitation to Schakel');
	assert.ok(second.includes(`a volunteer of ${company.naam}`) && second.includes('Hello,\r\n'), second);
	assert.ok(service.letters().every((l) => !l.includes('prijs')));
	/* Who has an account is greeted by its name, in the language that it chose. */
	const known = await newcomer('--rol', 'lezer');
	const { etag } = await known.get('/ik', { expect: 200 });
	assert.equal((await known.patch('/ik', { taal: 'en' }, { etag, expect: 200 })).body.taal, 'en');
	await invite(clients.medewerker, { email: known.ik.email, rol: 'school', schoolId: school.id, naam: typed });
	const third = letter(known.ik.email, 'An invitation to Schakel');
	assert.ok(third.includes(`a coordinator at ${school.naam}.`) && third.includes('Hello Nieuwe Collega,\r\n'), third);
});

check('who is invited is answered at the end of the same step of time, known or not', async () => {
	const known = [], unknown = [];
	for (let i = 0; i < 4; i++) {
		const account = await newcomer('--rol', 'lezer');
		for (const [times, email] of [[known, account.ik.email], [unknown, `${randomUUID()}@voorbeeld.example`]]) {
			const begun = performance.now();
			await invite(clients.medewerker, { email, rol: 'docent', schoolId: school.id });
			times.push(performance.now() - begun);
		}
	}
	/* No answer is there before the first step ends. */
	assert.ok(Math.min(...known, ...unknown) >= 49, `${known} ${unknown}`);
});

check('taking back and inviting anew is no way to fill a mailbox', async () => {
	const email = `${randomUUID()}@voorbeeld.example`, statuses = [];
	for (let i = 0; i < 12 && !statuses.includes(429); i++) {
		const invited = await invite(clients.school, { email, rol: 'docent' }, [201, 429]);
		statuses.push(invited.status);
		if (invited.status === 201)
			await patch(clients.school, invited, { status: 'beeindigd' });
	}
	assert.deepEqual([statuses.filter((s) => s === 201).length, statuses.at(-1)], [10, 429]);
});

check('one invites for roles that one decides about, and for the own organisation', async () => {
	const email = `${randomUUID()}@voorbeeld.example`;
	for (const [client, rol] of [[clients.school, 'bedrijf'], [clients.school, 'medewerker'], [clients.bedrijf, 'docent'], [clients.medewerker, 'medewerker'], [clients.medewerker, 'beheerder']])
		assert.equal((await invite(client, { email, rol }, 403)).body.code, 'lid.niet_jouw_besluit', rol);
	await invite(clients.docent, { email, rol: 'docent' }, 403);
	const [elsewhere] = (await clients.medewerker.all('/scholen')).filter((s) => s.id !== school.id);
	assert.deepEqual(codes(await invite(clients.school, { email, rol: 'docent', schoolId: elsewhere.id }, 400)), ['uitnodiging.niet_eigen']);
	assert.deepEqual(codes(await invite(clients.medewerker, { email, rol: 'docent' }, 400)), ['veld.verplicht']);
	await invite(clients.beheerder, { email, rol: 'medewerker' });
	const own = (await clients.bedrijf.post('/vrijwilligers', { naam: 'Iemand', email: `${randomUUID()}@voorbeeld.example` }, { expect: 201 })).body;
	const others = (await clients.medewerker.all('/vrijwilligers')).find((v) => v.bedrijfId !== clients.bedrijf.ik.bedrijfId);
	assert.deepEqual(codes(await invite(clients.bedrijf, { email, rol: 'vrijwilliger', vrijwilligerId: others.id }, 400)), ['vrijwilliger.onbekend']);
	assert.deepEqual(codes(await invite(clients.bedrijf, { email, rol: 'vrijwilliger', vrijwilligerId: own.id }, 400)), ['uitnodiging.ander_adres']);
	assert.equal((await invite(clients.bedrijf, { email: own.email, rol: 'vrijwilliger', vrijwilligerId: own.id })).body.vrijwilligerId, own.id);
});

check('who asks for an account gets one, and who has one is told so, by the same answer', async () => {
	const email = `${randomUUID()}@voorbeeld.example`;
	const ask = (naam) => anonymous.post('/aanmeldingen', { email, naam }, { expect: 202 });
	const first = await ask('Amira Bakker');
	const someone = await comeBy(email);
	assert.deepEqual([someone.ik.naam, someone.ik.rol, someone.ik.leden], ['Amira Bakker', null, []]);
	assert.equal((await someone.get('/aanvragen', { expect: 403 })).body.code, 'rol.geen');
	await someone.post('/leden', { rol: 'docent', vestigingscode: school.vestigingscode }, { expect: 201 });
	const again = await ask('Iemand Anders');
	assert.deepEqual(again.body, first.body);
	const other = await comeBy(email);
	assert.deepEqual([other.ik.id, other.ik.naam], [someone.ik.id, 'Amira Bakker']);
	assert.ok(service.letters().some((l) => l.includes('Je hebt al een account')));
	assert.ok(service.letters().every((l) => !l.includes('Iemand Anders')));
});

check('a second change on an old version is refused', async () => {
	const someone = await teacher();
	const asked = await ask(someone, { rol: 'school', vestigingscode: school.vestigingscode });
	await patch(clients.school, asked, { status: 'actief' });
	await patch(clients.school, asked, { status: 'beeindigd' }, 412);
});

check('who gives a role beyond one organisation proves first who they are', async () => {
	const email = `${randomUUID()}@voorbeeld.example`, someone = await newcomer('--rol', 'lezer');
	const asked = await someone.post('/leden', { rol: 'kringcoordinator', kringId: clients.kringcoordinator.ik.kringId }, { expect: 201 });
	const staff = await anonymous.login(service.account('medewerker'));
	execFileSync('psql', ['-XqAt', service.databaseUri, '-c', `update sessie set bevestigd_op = now() - interval '11 minutes' where account_id = '${staff.ik.id}'`]);
	const refused = [await invite(staff, { email, rol: 'lezer' }, 403), await patch(staff, asked, { status: 'actief' }, 403)];
	assert.deepEqual(refused.map((r) => r.body.code), ['bevestiging.nodig', 'bevestiging.nodig']);
	await invite(staff, { email, rol: 'docent', schoolId: school.id });
	await staff.post('/ik/bevestigingen', { wachtwoord: service.account('medewerker').wachtwoord }, { expect: 201 });
	await invite(staff, { email, rol: 'lezer' });
	await patch(staff, asked, { status: 'actief' });
});

check('of the last two administrators one stays, also when both leave at once', async () => {
	const own = async (client) => {
		const lid = (await client.all('/leden')).find((l) => l.accountId === client.ik.id && l.rol === 'beheerder' && l.status === 'actief');
		return client.get(`/leden/${lid.id}`, { expect: 200 });
	};
	let stays = clients.beheerder;
	for (let round = 0; round < 5; round++) {
		const both = [stays, await newcomer('--rol', 'beheerder')];
		const held = [await own(both[0]), await own(both[1])];
		const answers = await Promise.all(both.map((client, i) => patch(client, held[i], { status: 'beeindigd' }, [200, 409])));
		assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409]);
		stays = both[answers.findIndex((a) => a.status === 409)];
	}
});
