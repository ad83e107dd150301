/*
 * Who sees what: role × operation × whose it is, every cell of it.
 *
 * What a role may not call answers 403, whatever it names. What it may: its own is found, what is absent is 404, and
 * another's answers exactly like what is absent. An operation that names something needs a line in WHOSE, and
 * something to try it with for each role; without, the first tests here fail.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { dayFromNow, proposeSome } from '../support/scenario.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const ABSENT = '0190c0de-0000-7000-8000-000000000000';
/* Most that one cell tries. */
const SOME = 12;
/* Whose the things are that a path names: of a side, of one account, or seen by everybody who may call, and then changed by its own side. */
const WHOSE = { aanvragen: 'side', aanbod: 'side', koppelingen: 'side', vrijwilligers: 'side', vetos: 'side', sluitingen: 'side', leden: 'side',
	klassen: 'side', scholen: 'all', normen: 'all', garanties: 'all', keuzerondes: 'side', keuzelijsten: 'side', lespakketten: 'all', faciliteiten: 'all', campagnes: 'all', plekken: 'all', inschrijvingen: 'side', reserveringen: 'side', bedrijven: 'all', kringen: 'all', termijnen: 'all', risicoregels: 'all', weergaven: 'all', taken: 'all', ingrepen: 'all', bundels: 'all', overdrachten: 'all', planningen: 'all', invalvragen: 'all', themas: 'all', gewichten: 'all', proeven: 'all', erkenningen: 'all', accounts: 'all', apps: 'all', bezwaren: 'all',
	sleutels: 'account', agendalinks: 'account', meldingen: 'trusted' };
/* Who is trusted with all of them here; among the others that may call, nobody sees one. */
const TRUSTED = 'medewerker';
let service, failed = false;
const clients = {}, own = {}, others = {}, shared = {};

const nounOf = (op) => op.path.split('/')[1];
/* An open one is no role's: what it names is its secret. */
const named = contract.operations.filter((o) => !o.open && o.path.includes('{'));
const roles = contract.roles();
/* How far a role reaches with an operation; undefined when it may not call it. */
const reach = (op, rol) => (op.rollen.includes(rol) || op.toegang(rol) ? op.toegang(rol) ?? 'alle' : undefined);
/* Whether a role may have some of its own there. */
const has = (op, rol) => WHOSE[nounOf(op)] !== 'trusted' || rol === TRUSTED;
/* Whether a role has objects of its own there, and there are others beside. */
const divides = (op, rol) => reach(op, rol) !== undefined && (reach(op, rol) !== 'alle' || WHOSE[nounOf(op)] === 'account' || !has(op, rol));

const idsOf = async (client, noun) => {
	if (noun === 'keuzelijsten') /* they stand in a round */
		return (await Promise.all((await idsOf(client, 'keuzerondes')).map((id) => idsOf(client, `keuzerondes/${id}/keuzelijsten`)))).flat();
	if (noun.startsWith('keuzerondes/'))
		return reach(contract.byId.get('keuzelijstList'), client.ik.rol) ? (await client.all(`/${noun}`)).map((item) => item.id) : [];
	const list = contract.operations.find((o) => o.path === `/${noun}` && o.method === 'GET');
	if (reach(list, client.ik.rol))
		return (await client.all(`/${noun}`)).map((item) => item.id);
	return noun === 'vrijwilligers' && client.ik.vrijwilligerId ? [client.ik.vrijwilligerId] : [];
};

/* Each side gets something of its own, and there is something of others. */
async function makeSides(anonymous) {
	const { docent, school, bedrijf, vrijwilliger, kringcoordinator, medewerker } = clients;
	const other = await anonymous.login(service.account('school', 1));
	const ofOurs = (a) => a.bedrijfId === bedrijf.ik.bedrijfId || a.vrijwilligerId === vrijwilliger.ik.vrijwilligerId;
	await proposeSome(school, medewerker, { wanted: (a) => a.bedrijfId === bedrijf.ik.bedrijfId });
	await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === vrijwilliger.ik.vrijwilligerId });
	await proposeSome(other, medewerker, { wanted: (a) => !ofOurs(a), count: 2 });
	await proposeSome(docent, medewerker);
	await makeLabs(other);
	await makeRounds(other);
	await makeEvent(other);
	const elsewhere = (await medewerker.all('/bedrijven')).find((b) => b.id !== bedrijf.ik.bedrijfId && b.kringId !== kringcoordinator.ik.kringId);
	await school.post('/vetos', { bedrijfId: elsewhere.id, reden: 'anders' }, { expect: 201 });
	await bedrijf.post('/vetos', { schoolId: other.ik.schoolId, reden: 'anders' }, { expect: 201 });
	await vrijwilliger.post('/vetos', { schoolId: other.ik.schoolId, reden: 'anders' }, { expect: 201 });
	for (const side of [school, bedrijf, vrijwilliger, other])
		await side.post('/sluitingen', { vanDatum: dayFromNow(300), reden: 'anders' }, { expect: 201 });
	/* An offer that is not open to all sides. */
	const { body: offer, etag } = await medewerker.post('/aanbod', { bedrijfId: elsewhere.id, soort: 'gastles', titel: 'Niet open',
		niveaus: ['po-groep-7'], dagdelen: ['ma-ochtend'] }, { expect: 201 });
	await medewerker.patch(`/aanbod/${offer.id}`, { status: 'gepauzeerd' }, { etag, expect: 200 });
}

/* A round in which each side takes part, and one of others. */
async function makeRounds(other) {
	const { docent, school, bedrijf, vrijwilliger, medewerker } = clients;
	const whole = ['ma', 'di', 'wo', 'do', 'vr'].map((d) => `${d}-ochtend`);
	const asks = (soort) => ({ soort, klas: `Klas ${randomUUID().slice(0, 8)}`, onderwerp: 'Meelopen', niveau: 'po-groep-8', leeftijdMin: 14, groepsgrootte: 1,
		vanDatum: dayFromNow(20), totDatum: dayFromNow(90), dagdelen: whole });
	const offers = (soort) => ({ soort, titel: 'Meelopen', niveaus: ['po-groep-8'], leeftijdMin: 14, dagdelen: whole });
	const elsewhere = (await medewerker.all('/bedrijven')).find((b) => b.id !== bedrijf.ik.bedrijfId).id;
	for (const client of [docent, school, other])
		await client.post('/aanvragen', asks('mentoring'), { expect: 201 });
	for (const client of [bedrijf, vrijwilliger])
		await client.post('/aanbod', offers('mentoring'), { expect: 201 });
	await other.post('/aanvragen', asks('stage'), { expect: 201 });
	await medewerker.post('/aanbod', { ...offers('stage'), bedrijfId: elsewhere }, { expect: 201 });
	for (const soort of ['mentoring', 'stage'])
		await medewerker.post('/keuzerondes', { naam: soort, soort, totOp: `${dayFromNow(9)}T12:00:00Z` }, { expect: 201 });
}

/* Of each owner a lab; in that of the Technocentrum each side books, and so does another school. */
const labs = {};
async function makeLabs(other) {
	const lab = { soort: 'fablab', titel: 'Een lab', plaats: 'Meerwaard', eenheid: 'groep', capaciteit: 9,
		dagdelen: ['ma-ochtend', 'di-ochtend', 'wo-ochtend', 'do-ochtend', 'vr-ochtend'], openVoor: ['scholen', 'bedrijven'] };
	for (const rol of ['school', 'bedrijf', 'medewerker'])
		labs[rol] = (await clients[rol].post('/faciliteiten', lab, { expect: 201 })).body.id;
	shared.faciliteiten = Object.values(labs);
	const { datum, dagdeel } = (await clients.school.get(`/faciliteiten/${labs.medewerker}/_dagdelen`, { query: { van: dayFromNow(1) }, expect: 200 })).body.items[0];
	const { docent, school, bedrijf } = clients;
	for (const client of [docent, school, bedrijf, other])
		await client.post('/reserveringen', { faciliteitId: labs.medewerker, datum, dagdeel }, { expect: 201 });
}

/* Each side has a place at an event, and so has another of its kind. */
async function makeEvent(other) {
	const { docent, school, bedrijf, vrijwilliger, medewerker } = clients;
	const { body: campagne } = await medewerker.post('/campagnes', { soort: 'beurs', titel: 'Beurs', vanDatum: dayFromNow(1), totDatum: dayFromNow(90), doel: 1 }, { expect: 201 });
	const place = async (soort) => (await medewerker.post('/plekken', { campagneId: campagne.id, soort, titel: soort, capaciteit: 99,
		vanOp: `${dayFromNow(30)}T09:00:00Z`, totOp: `${dayFromNow(30)}T10:00:00Z` }, { expect: 201 })).body.id;
	const [stand, slot, jury] = [await place('stand'), await place('tijdslot'), await place('jury')];
	shared.plekken = [stand, slot, jury];
	const klassen = await medewerker.all('/klassen');
	const klas = (client, n) => klassen.filter((k) => k.schoolId === client.ik.schoolId).at(n).id;
	await school.post('/inschrijvingen', { plekId: slot, klasId: klas(school, 0), aantal: 1 }, { expect: 201 });
	await docent.post('/inschrijvingen', { plekId: slot, klasId: klas(docent, -1), aantal: 1 }, { expect: [201, 409] });
	await other.post('/inschrijvingen', { plekId: slot, klasId: klas(other, 0), aantal: 1 }, { expect: 201 });
	await school.post('/plekwensen', { plekId: slot, klasId: klas(school, 0), eerste: 9, tweede: 0, derde: 1 }, { expect: 201 });
	await bedrijf.post('/inschrijvingen', { plekId: stand }, { expect: 201 });
	await vrijwilliger.post('/inschrijvingen', { plekId: jury }, { expect: 201 });
}

async function makeShared() {
	const { beheerder, medewerker } = clients;
	const example = (name) => structuredClone(contract.spec.components.schemas[name].examples[0]);
	for (const noun of ['scholen', 'bedrijven', 'kringen', 'gewichten'])
		shared[noun] = (await medewerker.all(`/${noun}`)).map((item) => item.id);
	shared.campagnes = [(await medewerker.post('/campagnes', example('CampagneNieuw'), { expect: 201 })).body.id];
	shared.garanties = [(await medewerker.post('/garanties', { thema: 'robotica', schooljaar: 2150, aantal: 9 }, { expect: 201 })).body.id];
	shared.normen = (await medewerker.all('/normen')).map((n) => n.id);
	shared.termijnen = (await medewerker.get('/termijnen', { expect: 200 })).body.items.map((t) => t.id);
	shared.risicoregels = (await medewerker.get('/risicoregels', { expect: 200 })).body.items.map((r) => r.id);
	shared.taken = [(await medewerker.post(`/aanvragen/${(await medewerker.all('/aanvragen'))[0].id}/taken`, example('TaakNieuw'), { expect: 201 })).body.id];
	shared.ingrepen = [(await medewerker.post(`/aanvragen/${(await medewerker.all('/aanvragen'))[0].id}/ingrepen`,
		{ soort: 'verbod', bedrijfId: shared.bedrijven[0], reden: 'anders' }, { expect: 201 })).body.id];
	shared.bundels = [(await medewerker.post('/bundels', { stap: 'toewijzen', ids: [(await medewerker.all('/aanvragen'))[0].id], accountId: null }, { expect: 201 })).body.id];
	shared.overdrachten = [(await medewerker.post('/overdrachten', { bedrijfId: shared.bedrijven[0], reden: 'anders' }, { expect: 201 })).body.id];
	shared.planningen = [(await medewerker.post('/planningen', { titel: 'Een plan', soort: 'workshop' }, { expect: 202 })).body.id];
	shared.invalvragen = [execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', service.databaseUri, '-c', `insert into invalvraag (id, aanvraag_id, school_id,
		koppeling_id, datum, dagdeel, status, versie, gemaakt_op, gewijzigd_op) select gen_random_uuid(), k.aanvraag_id, k.school_id, k.id, k.datum, k.dagdeel,
		'open', 1, now(), now() from koppeling k limit 1 returning id`], { encoding: 'utf8' }).trim()];
	shared.weergaven = [(await medewerker.post('/weergaven', { naam: 'Van ons', gedeeld: true }, { expect: 201 })).body.id];
	shared.themas = (await medewerker.all('/themas')).map((t) => t.code);
	const { body: draft } = await medewerker.post('/gewichten', { soort: 'workshop' }, { expect: 201 });
	const [active] = await medewerker.all('/gewichten', { query: { soort: 'workshop', status: 'actief' } });
	shared.proeven = [(await medewerker.post(`/gewichten/${draft.id}/proeven`, { tegen: active.versie }, { expect: 202 })).body.id];
	shared.erkenningen = [(await medewerker.post(`/bedrijven/${shared.bedrijven[0]}/erkenningen`, example('ErkenningNieuw'), { expect: 201 })).body.id];
	shared.apps = [service.run('app', 'add', '--naam', 'Onderweg', '--adres', 'https://app.example/terug').trim()];
	await beheerder.patch(`/leden/${medewerker.ik.lidId}`, { vertrouwenspersoon: true }, { expect: 200 });
	shared.meldingen = [(await clients.school.post('/meldingen', example('MeldingNieuw'), { expect: 202 })).body.id];
	const volunteer = (await medewerker.post('/vrijwilligers', { naam: 'Een bezwaar', email: `${randomUUID()}@voorbeeld.example` }, { expect: 201 })).body.id;
	shared.bezwaren = [(await medewerker.post('/bezwaren', { ...example('BezwaarVanNieuw'), vrijwilligerId: volunteer, doel: 'veiligheid' }, { expect: 201 })).body.id];
	/* Of somebody whose sessions nobody here needs. */
	const email = `${randomUUID()}@voorbeeld.example`;
	service.tell('zeven blauwe emmers zand\n', 'account', 'add', '--email', email, '--naam', 'Een lezer', '--rol', 'lezer');
	shared.accounts = [(await medewerker.all('/leden')).find((l) => l.email === email).accountId];
}

before(async () => {
	failed = true;
	service = await startService();
	const anonymous = new Client({ base: service.base, contract });
	for (const rol of roles)
		clients[rol] = await anonymous.login(service.account(rol));
	await makeSides(anonymous);
	await makeShared();
	const scholen = await clients.medewerker.all('/scholen');
	const inKring = (await clients.medewerker.get(`/kringen/${clients.kringcoordinator.ik.kringId}`, { expect: 200 })).body.gemeenten;
	const ofKring = scholen.filter((s) => inKring.includes(s.gemeente?.code)).map((s) => s.id);
	const kit = async (client) => (await client.post('/lespakketten', { titel: 'Een pakket', omschrijving: 'Iets.', niveaus: ['po-groep-8'], duurMinuten: 60 }, { expect: 201 })).body.id;
	const kits = { school: await kit(clients.school), bedrijf: await kit(clients.bedrijf) };
	shared.lespakketten = Object.values(kits);
	const keys = {}, links = {};
	for (const rol of roles)
		keys[rol] = (await clients[rol].post('/sleutels', { naam: rol, rechten: ['kringen-lezen'] }, { expect: 201 })).body.sleutel.id;
	const linked = contract.byId.get('agendalinkPost').rollen;
	for (const rol of linked)
		links[rol] = (await clients[rol].post('/agendalinks', { naam: rol }, { expect: 201 })).body.agendalink.id;
	shared.agendalinks = Object.values(links);
	for (const rol of roles) {
		own[rol] = { bedrijven: [clients[rol].ik.bedrijfId].filter(Boolean), sleutels: [keys[rol]] };
		others[rol] = { bedrijven: shared.bedrijven.filter((id) => id !== clients[rol].ik.bedrijfId), sleutels: Object.values(keys).filter((id) => id !== keys[rol]) };
		own[rol].agendalinks = [links[rol]].filter(Boolean);
		others[rol].agendalinks = shared.agendalinks.filter((id) => id !== links[rol]);
		own[rol].faciliteiten = rol === 'medewerker' ? shared.faciliteiten : [labs[rol]].filter(Boolean);
		others[rol].faciliteiten = shared.faciliteiten.filter((id) => id !== labs[rol]);
		own[rol].lespakketten = [kits[rol]].filter(Boolean);
		others[rol].lespakketten = shared.lespakketten.filter((id) => id !== kits[rol]);
		own[rol].scholen = rol === 'kringcoordinator' ? ofKring : [clients[rol].ik.schoolId].filter(Boolean);
		others[rol].scholen = shared.scholen.filter((id) => !own[rol].scholen.includes(id));
		own[rol].meldingen = rol === TRUSTED ? shared.meldingen : [];
		others[rol].meldingen = shared.meldingen;
		for (const noun of Object.keys(WHOSE).filter((n) => WHOSE[n] === 'side')) {
			own[rol][noun] = await idsOf(clients[rol], noun);
			const all = await idsOf(clients.medewerker, noun);
			others[rol][noun] = all.filter((id) => !own[rol][noun].includes(id));
		}
	}
	failed = false;
});
after(() => service.stop({ failed }));

const check = (name, body) => test(name, async () => {
	failed = true;
	await body();
	failed = false;
});

const without = ({ instance, ...rest }) => rest;

/* Names `id`; a second name of the path is that of an offer. A change is of a version that never was. */
function call(client, op, id, second = own.medewerker.aanbod[0]) {
	const path = op.path.replace(/\{\w+\}/, id).replace(/\{\w+\}/, second);
	const json = op.body && (contract.deref(op.body).examples?.[0] ?? {});
	/* What it is held against is always there. */
	const query = op.params.some((p) => p.name === 'met') ? { met: shared[nounOf(op)][0] } : undefined;
	return client.request(op.method, path, { json, query, headers: op.method === 'PATCH' ? { 'If-Match': '"0"' } : {} });
}

/* What the cell of a role may try as its own. */
const mine = (op, rol) => (WHOSE[nounOf(op)] === 'side' || divides(op, rol) ? own[rol][nounOf(op)] : shared[nounOf(op)]);

function assertAlike(answer, absent, what) {
	assert.equal(answer.status, absent.status, what);
	assert.deepEqual(without(answer.body), without(absent.body), what);
	for (const name of ['etag', 'location', 'content-length'])
		assert.equal(answer.headers.get(name), absent.headers.get(name), `${what}: ${name}`);
}

check('every operation that names something says here whose that is', () => {
	assert.deepEqual([...new Set(named.map(nounOf))].filter((noun) => !WHOSE[noun]), []);
	assert.deepEqual(Object.keys(WHOSE).filter((noun) => !named.some((op) => nounOf(op) === noun)), []);
});

check('every cell has something to try', () => {
	for (const op of named) {
		for (const rol of roles.filter((r) => reach(op, r))) {
			assert.ok(!has(op, rol) || mine(op, rol).length > 0, `${op.id}: a ${rol} has none of its own`);
			assert.ok(!divides(op, rol) || others[rol][nounOf(op)].length > 0, `${op.id}: there are none of others than a ${rol}`);
		}
	}
});

for (const op of named) {
	for (const rol of roles) {
		const toegang = reach(op, rol);
		check(`${op.id}: ${toegang ? `a ${rol} finds its own and nothing else` : `not for a ${rol}`}`, async () => {
			const absent = await call(clients[rol], op, ABSENT);
			if (!toegang) {
				assert.equal(absent.status, 403);
				const all = WHOSE[nounOf(op)] === 'side' ? own.medewerker[nounOf(op)] : shared[nounOf(op)];
				for (const id of ['x', own[rol][nounOf(op)]?.[0], all[0], all.at(-1)].filter(Boolean))
					assertAlike(await call(clients[rol], op, id), absent, id);
				return;
			}
			assert.equal(absent.status, 404);
			assertAlike(await call(clients[rol], op, 'geen-kenmerk'), absent, 'geen-kenmerk');
			if (divides(op, rol)) {
				for (const id of others[rol][nounOf(op)].slice(-SOME)) {
					const answer = await call(clients[rol], op, id);
					/* What everybody sees is no secret; that it is another's is. */
					if (WHOSE[nounOf(op)] === 'all')
						assert.match(`${answer.status} ${answer.body.code}`, /^403 \w+\.niet_eigen$/);
					else
						assertAlike(answer, absent, id);
				}
			}
			for (const id of mine(op, rol).slice(0, SOME)) {
				const { status, body } = await call(clients[rol], op, id);
				if (op.method === 'GET') /* what is there only later says so */
					assert.ok(status === 200 || (status === 409 && op.statuses.includes(409)), `${id}: ${status}`);
				else if (op.method === 'PATCH')
					assert.equal(status, 412, id);
				else if (toegang === 'mandaat' && status === 403)
					assert.equal(body.code, 'mandaat.ontbreekt');
				else
					assert.ok([200, 201, 202, 400, 409].includes(status), `${id}: ${status}`);
			}
		});
	}
}

/* The second name of a path: an offer, which is judged for a request of one's own for who sees the offer itself. */
for (const op of named.filter((o) => o.path.split('{').length > 2)) {
	for (const rol of roles.filter((r) => reach(op, r))) {
		check(`${op.id}: below its own a ${rol} finds every offer that it sees and no other`, async () => {
			assert.match(op.path, /\/\{aanbodId\}$/);
			const [id] = mine(op, rol);
			const absent = await call(clients[rol], op, id, ABSENT);
			assert.equal(absent.status, 404);
			for (const second of [own[rol].aanbod[0], own[rol].aanbod.at(-1)])
				assert.equal((await call(clients[rol], op, id, second)).status, 200);
			assert.ok(others[rol].aanbod.length > 0 || reach(op, rol) === 'alle');
			for (const second of others[rol].aanbod.slice(-SOME))
				assertAlike(await call(clients[rol], op, id, second), absent, second);
			assert.equal((await call(clients[rol], op, ABSENT, own.medewerker.aanbod[0])).status, 404);
		});
	}
}

/* What names nothing has only one cell a role. */
for (const op of contract.operations.filter((o) => !o.open && !o.path.includes('{'))) {
	for (const rol of roles.filter((r) => !reach(op, r)))
		check(`${op.id}: not for a ${rol}`, async () => assert.equal((await call(clients[rol], op, ABSENT)).status, 403));
}
