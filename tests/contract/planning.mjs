/*
 * Plannings: staff asks for one, a worker makes it, staff looks at it, compares it, and publishes it. Only that makes proposals.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { asksFor, dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, campagne, aanbod, aanvragen;
const { clients, check } = suite({ roles: ['school', 'medewerker', 'beheerder', 'lezer'] }, async (world) => {
	({ service } = world);
	const { medewerker, school } = clients;
	campagne = (await medewerker.post('/campagnes', { soort: 'themaweek', titel: 'Plannen', vanDatum: dayFromNow(7), totDatum: dayFromNow(90), doel: 3 }, { expect: 201 })).body;
	const { niveaus } = (await school.get(`/scholen/${school.ik.schoolId}`, { expect: 200 })).body;
	const all = await medewerker.all('/aanbod', { query: { status: 'actief', soort: 'gastles' } });
	aanbod = all.find((a) => a.niveaus.some((n) => niveaus.includes(n)));
	const niveau = aanbod.niveaus.find((n) => niveaus.includes(n));
	aanvragen = [];
	for (const klas of ['Plan 1', 'Plan 2', 'Plan 3'])
		aanvragen.push((await school.post('/aanvragen', { ...asksFor(aanbod, niveau, klas), campagneId: campagne.id }, { expect: 201 })).body);
});

const sql = (text) => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', service.databaseUri, '-c', text], { encoding: 'utf8' }).trim();
const key = () => ({ 'Idempotency-Key': randomUUID() });
const ask = async (more = {}) => (await clients.medewerker.post('/planningen',
	{ titel: 'De themaweek', soort: 'gastles', campagneId: campagne.id, ...more }, { expect: 202 })).body;
const look = async (id) => (await clients.medewerker.get(`/planningen/${id}`, { expect: 200 })).body;
const inzetten = (id, query) => clients.medewerker.all(`/planningen/${id}/inzetten`, { query });
const make = async (more) => {
	const { id } = await ask(more);
	service.run('work', '--once');
	return look(id);
};

let first;

check('a plan serves as many as can be, says why, and binds nobody', async () => {
	const asked = await ask();
	assert.deepEqual([asked.status, asked.gedaan, asked.uitkomst, asked.programma], ['bezig', 0, null, null]);
	service.run('work', '--once');
	first = await look(asked.id);
	assert.deepEqual([first.status, first.aanvragen, first.gedaan, first.fout], ['klaar', 3, 3, null]);
	const { planning, gulzig, opVolgorde, bewezen, waarde, grens } = first.uitkomst;
	assert.ok(bewezen && waarde === grens);
	assert.ok(planning.bediend >= gulzig.bediend && planning.bediend >= opVolgorde.bediend && planning.bediend > 0);
	assert.equal(planning.bediend + planning.onvervuld, 3);
	const { nuttig } = first.uitkomst;
	assert.ok(nuttig.length > 0 && nuttig.every((n) => n.winst > 0 && n.datum > dayFromNow(0) && n.aanvragen <= planning.onvervuld));
	assert.deepEqual(nuttig.map((n) => n.winst), nuttig.map((n) => n.winst).sort((a, b) => b - a));
	const rows = await inzetten(first.id);
	assert.deepEqual(rows.map((r) => r.aanvraagId), aanvragen.map((a) => a.id));
	assert.deepEqual(rows.map((r) => r.nr), [1, 2, 3]);
	const served = rows.filter((r) => r.status === 'gepland');
	assert.equal(served.length, planning.bediend);
	for (const r of served) {
		assert.equal(r.factoren.reduce((sum, f) => sum + f.bijdrage, 0), r.score);
		assert.ok(r.plaats >= 1 && r.datum > dayFromNow(0) && !r.alternatieven.includes(r.aanbodId));
	}
	assert.equal(served.reduce((sum, r) => sum + r.score, 0), planning.score);
	/* Nobody stands at two classes at once. */
	const persons = sql(`select count(*) from (select 1 from inzet i join aanbod o on o.id = i.aanbod_id where i.planning_id = '${first.id}'
		group by coalesce(o.vrijwilliger_id, o.id), i.datum, i.dagdeel having count(*) > greatest(1, max(o.plaatsen))) d`);
	assert.equal(persons, '0');
	assert.equal(sql(`select count(*) from koppeling where aanvraag_id = any ('{${aanvragen.map((a) => a.id)}}')`), '0');
	assert.equal((await inzetten(first.id, { status: 'onvervuld' })).length, planning.onvervuld);
	const { body: divided } = await clients.lezer.get(`/planningen/${first.id}/_spreiding`, { expect: 200 });
	assert.equal(divided.gemeenten.reduce((sum, g) => sum + g.bediend, 0), planning.bediend);
	assert.equal(divided.groottes.reduce((sum, g) => sum + g.gevraagd, 0), 3);
	const english = await clients.medewerker.get(`/planningen/${first.id}/inzetten`, { expect: 200, headers: { 'Accept-Language': 'en' } });
	assert.notEqual(english.body.items[0].factoren[0].reden, rows[0].factoren[0].reden);
});

check('the same again is the same, and what may not be is left out', async () => {
	const same = await make();
	assert.equal(same.afdruk, first.afdruk);
	const { body: none } = await clients.medewerker.get(`/planningen/${same.id}/_verschil`, { query: { met: first.id }, expect: 200 });
	assert.deepEqual(none, { anders: 0, scholen: [], inzetten: [] });
	const [taken] = (await inzetten(first.id)).filter((r) => r.status === 'gepland');
	const pair = { aanvraagId: taken.aanvraagId, aanbodId: taken.aanbodId };
	const other = await make({ verboden: [pair] });
	assert.deepEqual(other.verboden, [pair]);
	assert.ok(!(await inzetten(other.id)).some((r) => r.aanvraagId === pair.aanvraagId && r.aanbodId === pair.aanbodId));
	const { body: differs } = await clients.lezer.get(`/planningen/${other.id}/_verschil`, { query: { met: first.id }, expect: 200 });
	assert.ok(differs.anders >= 1 && differs.inzetten.some((v) => v.aanvraagId === pair.aanvraagId && v.daarAanbodId === pair.aanbodId));
	const pinned = await make({ vast: [pair] });
	assert.ok((await inzetten(pinned.id)).some((r) => r.aanvraagId === pair.aanvraagId && r.aanbodId === pair.aanbodId));
	/* A pair that is no chance: said, and nothing is planned. */
	const impossible = sql(`select id from aanbod where soort <> 'gastles' limit 1`);
	const failed = await make({ vast: [{ aanvraagId: pair.aanvraagId, aanbodId: impossible }] });
	assert.deepEqual([failed.status, failed.fout, failed.uitkomst], ['mislukt', 'vast_kan_niet', null]);
	assert.deepEqual(failed.botst, [{ aanvraagId: pair.aanvraagId, aanbodId: impossible }]);
	assert.equal((await inzetten(failed.id)).length, 0);
});

/* A campaign of one half-day, on which somebody can. */
const oneHalfDay = async (klassen) => {
	const { medewerker, school } = clients;
	const { id: campagneId } = (await medewerker.post('/campagnes', { soort: 'themaweek', titel: `Vast ${randomUUID()}`, vanDatum: dayFromNow(7), totDatum: dayFromNow(90), doel: 3 },
		{ expect: 201 })).body;
	const list = (await school.get(`/aanvragen/${aanvragen[0].id}/kandidaten`, { query: { limit: 40 }, expect: 200 })).body.items;
	const [{ datum, dagdeel }] = list[0].tijdvakken;
	const asked = [];
	for (const klas of klassen)
		asked.push((await school.post('/aanvragen', { ...asksFor(aanbod, aanvragen[0].niveau, klas), campagneId, vanDatum: datum, totDatum: datum,
			dagdelen: [`${['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'][new Date(datum).getUTCDay()]}-${dagdeel}`] }, { expect: 201 })).body);
	return { campagneId, asked };
};

check('of pins that cannot be together as few are named as can be', async () => {
	const { campagneId, asked } = await oneHalfDay(['Vast 1', 'Vast 2', 'Vast 3']);
	const free = await make({ campagneId });
	const [taken] = (await inzetten(free.id)).filter((r) => r.status === 'gepland');
	const offer = taken.aanbodId;
	const { plaatsen } = (await clients.medewerker.get(`/aanbod/${offer}`, { expect: 200 })).body;
	assert.equal(plaatsen ?? 1, 1);
	const failed = await make({ campagneId, vast: asked.map((a) => ({ aanvraagId: a.id, aanbodId: offer })) });
	assert.deepEqual([failed.status, failed.fout, failed.uitkomst, failed.nodigBytes], ['mislukt', 'vast_botst', null, null]);
	assert.equal(failed.botst.length, 2);
	const [one] = failed.botst;
	const without = failed.vast.filter((v) => v.aanvraagId !== one.aanvraagId);
	const again = await make({ campagneId, vast: without.slice(0, 1) });
	assert.deepEqual([again.status, again.botst], ['klaar', []]);
});

check('as many pins as an offer has places can be together on one half-day', async () => {
	const { medewerker, school } = clients;
	const { id: campagneId } = (await medewerker.post('/campagnes', { soort: 'themaweek', titel: 'Op bezoek', vanDatum: dayFromNow(7), totDatum: dayFromNow(90), doel: 3 },
		{ expect: 201 })).body;
	const { niveau } = aanvragen[0];
	for (const { id } of (await medewerker.get('/bedrijven', { query: { limit: 12 }, expect: 200 })).body.items)
		await medewerker.post('/aanbod', { soort: 'bedrijfsbezoek', titel: 'Drie tegelijk', bedrijfId: id, themas: [], niveaus: [niveau],
			dagdelen: ['di-ochtend'], groepMin: 1, groepMax: 60, plaatsen: 3, vanDatum: dayFromNow(-1) }, { expect: 201 });
	const visit = async (klas, vanDatum, totDatum) => (await school.post('/aanvragen', { klas, soort: 'bedrijfsbezoek', onderwerp: 'Kijken', niveau, groepsgrootte: 20,
		campagneId, vanDatum, totDatum, dagdelen: ['di-ochtend'], vogVereist: false }, { expect: 201 })).body;
	const wide = await visit('Samen 0', dayFromNow(20), dayFromNow(90));
	await make({ soort: 'bedrijfsbezoek', campagneId }); /* by then the supply has them */
	const place = (await school.get(`/aanvragen/${wide.id}/kandidaten`, { query: { limit: 40 }, expect: 200 })).body.items.find((k) => k.titel === 'Drie tegelijk');
	const asked = [];
	for (const klas of ['Samen 1', 'Samen 2', 'Samen 3', 'Samen 4'])
		asked.push(await visit(klas, place.tijdvakken[0].datum, place.tijdvakken[0].datum));
	const vast = asked.map((a) => ({ aanvraagId: a.id, aanbodId: place.aanbodId }));
	const three = await make({ soort: 'bedrijfsbezoek', campagneId, vast: vast.slice(0, 3) });
	assert.deepEqual([three.status, three.fout], ['klaar', null]);
	const rows = await inzetten(three.id);
	assert.ok(vast.slice(0, 3).every((v) => rows.some((r) => r.aanvraagId === v.aanvraagId && r.aanbodId === v.aanbodId)));
	const four = await make({ soort: 'bedrijfsbezoek', campagneId, vast });
	assert.deepEqual([four.status, four.fout, four.botst.length], ['mislukt', 'vast_botst', 4]);
});

/* Visits to one company, which has room for so many at a time, each in a campaign of their own. */
const visits = async (plaatsen) => {
	const { medewerker, school } = clients;
	const { niveau } = aanvragen[0];
	const { id: campagneId } = (await medewerker.post('/campagnes', { soort: 'themaweek', titel: `Bezoek ${randomUUID()}`, vanDatum: dayFromNow(7), totDatum: dayFromNow(90), doel: 3 },
		{ expect: 201 })).body;
	const titel = `Bezoek ${randomUUID()}`;
	const visit = async (klas, more = {}) => (await school.post('/aanvragen', { klas, soort: 'bedrijfsbezoek', onderwerp: 'Kijken', niveau, groepsgrootte: 20,
		campagneId, vanDatum: dayFromNow(20), totDatum: dayFromNow(90), dagdelen: ['wo-ochtend'], vogVereist: false, ...more }, { expect: 201 })).body;
	for (const { id } of (await medewerker.get('/bedrijven', { query: { limit: 12 }, expect: 200 })).body.items)
		await medewerker.post('/aanbod', { soort: 'bedrijfsbezoek', titel, bedrijfId: id, themas: [], niveaus: [niveau],
			dagdelen: ['wo-ochtend'], groepMin: 1, groepMax: 60, plaatsen, vanDatum: dayFromNow(-1) }, { expect: 201 });
	const look = await visit(`Kijk ${titel}`);
	await make({ soort: 'bedrijfsbezoek', campagneId }); /* by then the supply has them */
	const places = (await school.get(`/aanvragen/${look.id}/kandidaten`, { query: { limit: 40 }, expect: 200 })).body.items.filter((k) => k.titel === titel);
	await school.patch(`/aanvragen/${look.id}`, { status: 'ingetrokken' }, { expect: 200 });
	const plan = async (asked, offers) => make({ soort: 'bedrijfsbezoek', campagneId, vast: asked.map((a, i) => ({ aanvraagId: a.id, aanbodId: offers[i].aanbodId })) });
	return { places, visit, plan };
};
const bedrijfVan = (aanbodId) => sql(`select bedrijf_id from aanbod where id = '${aanbodId}'`);

check('a company gets no more than a week and a school year take', async () => {
	const { places: [place], visit, plan } = await visits(1);
	const asked = [await visit('Jaar 1'), await visit('Jaar 2')];
	const bedrijf = bedrijfVan(place.aanbodId);
	sql(`update bedrijf set max_per_schooljaar = coalesce((select max(bezet) from bezetting where houder = '${bedrijf}' and soort = 'schooljaar'), 0) + 1 where id = '${bedrijf}'`);
	const year = await plan(asked, [place, place]);
	assert.deepEqual([year.status, year.fout, year.botst.length], ['mislukt', 'vast_botst', 2]);
	sql(`update bedrijf set max_per_schooljaar = null, max_per_week = coalesce((select max(bezet) from bezetting where houder = '${bedrijf}' and soort = 'week'), 0) + 1 where id = '${bedrijf}'`);
	const week = await plan(asked, [place, place]);
	assert.deepEqual([week.status, week.fout], ['klaar', null]);
	assert.equal(new Set((await inzetten(week.id)).filter((r) => asked.some((a) => a.id === r.aanvraagId)).map((r) => r.datum)).size, 2);
	/* The same of a circle. */
	sql(`update bedrijf set max_per_week = null where id = '${bedrijf}'`);
	sql(`update kring r set max_per_week = coalesce((select max(bezet) from bezetting where houder = r.id and soort = 'week'), 0) + 1
		where id = (select kring_id from bedrijf where id = '${bedrijf}')`);
	const both = await plan(asked, [place, place]);
	assert.deepEqual([both.status, both.fout], ['klaar', null]);
	assert.equal(new Set((await inzetten(both.id)).filter((r) => asked.some((a) => a.id === r.aanvraagId)).map((r) => r.datum)).size, 2);
	sql(`update kring set max_per_week = null where id = (select kring_id from bedrijf where id = '${bedrijf}')`);
});

/* The bound is that of the whole season: what a full week took out of it later is no proof. */
check('a plan that a full week holds back does not say that nothing is better', async () => {
	const { school } = clients;
	const { places: [place], visit } = await visits(2);
	const { datum } = place.tijdvakken[0];
	const asked = [await visit('Week 1', { vanDatum: datum, totDatum: datum }), await visit('Week 2', { vanDatum: datum, totDatum: datum })];
	const bedrijf = bedrijfVan(place.aanbodId);
	const others = await Promise.all(asked.map(async ({ id }) => (await school.get(`/aanvragen/${id}/kandidaten`, { query: { limit: 40 }, expect: 200 })).body.items
		.filter((k) => k.aanbodId !== place.aanbodId).map(({ aanbodId }) => ({ aanvraagId: id, aanbodId }))));
	const plan = () => make({ soort: 'bedrijfsbezoek', campagneId: asked[0].campagneId, verboden: others.flat() });
	const free = (await plan()).uitkomst;
	sql(`update bedrijf set max_per_week = coalesce((select max(bezet) from bezetting where houder = '${bedrijf}' and soort = 'week'), 0) + 1 where id = '${bedrijf}'`);
	const held = (await plan()).uitkomst;
	assert.deepEqual([free.planning.bediend, free.bewezen, held.planning.bediend, held.bewezen], [2, true, 1, false]);
	assert.ok(held.grens > held.waarde, `${held.grens} is no more than ${held.waarde}`);
	sql(`update bedrijf set max_per_week = null where id = '${bedrijf}'`);
});

check('a half-day with places taken has the rest, and a class is in one place', async () => {
	const { places: [place, other], visit, plan } = await visits(2);
	const { datum, dagdeel } = place.tijdvakken[0];
	const day = { vanDatum: datum, totDatum: datum };
	const taken = await visit('Plaats 0', day);
	await clients.medewerker.post(`/aanvragen/${taken.id}/koppelingen`, { aanbodId: place.aanbodId, tijdvak: { datum, dagdeel } }, { expect: 201 });
	const asked = [await visit('Plaats 1', day), await visit('Plaats 2', day)];
	const full = await plan(asked, [place, place]);
	assert.deepEqual([full.status, full.fout, full.botst.length], ['mislukt', 'vast_botst', 2]);
	const twice = [asked[0], await visit('Plaats 1', { ...day, onderwerp: 'Nog eens kijken' })];
	const one = await plan(twice.slice(0, 1), [place]);
	const rows = (await inzetten(one.id)).filter((r) => twice.some((a) => a.id === r.aanvraagId));
	assert.deepEqual(rows.map((r) => r.status), ['gepland', 'onvervuld']);
	const both = await plan(twice, [place, other]);
	assert.deepEqual([both.status, both.fout, both.botst.map((b) => b.aanvraagId)], ['mislukt', 'vast_kan_niet', [twice[1].id]]);
});

check('a plan that meets a fault of our own says so at once', async () => {
	sql(`create function kapot() returns trigger language plpgsql as 'begin raise exception using errcode = ''XX000''; end';
		create trigger kapot before insert on inzet for each row execute function kapot()`);
	const failed = await make();
	sql('drop trigger kapot on inzet; drop function kapot()');
	assert.deepEqual([failed.status, failed.fout, failed.uitkomst], ['mislukt', 'intern', null]);
});

check('a plan keeps to another one as much as it is told to', async () => {
	const pairs = async ({ id }) => (await inzetten(id, { status: 'gepland' })).map((r) => `${r.aanvraagId} ${r.aanbodId}`);
	const [taken] = await inzetten(first.id, { status: 'gepland' });
	const other = await make({ verboden: [{ aanvraagId: taken.aanvraagId, aanbodId: taken.aanbodId }] });
	const served = (await pairs(other)).length;
	assert.equal(other.uitkomst.behouden, 0);
	const kept = await make({ vorigeId: other.id, trouw: 100 });
	assert.deepEqual([kept.vorigeId, kept.trouw, kept.uitkomst.behouden, kept.uitkomst.bewezen], [other.id, 100, served, true]);
	assert.deepEqual(await pairs(kept), await pairs(other));
	assert.equal(kept.uitkomst.waarde, other.uitkomst.waarde + served * 100000);
	const free = await make({ vorigeId: other.id, trouw: 0 });
	const alone = await make();
	assert.deepEqual([free.afdruk, free.uitkomst.behouden, await pairs(free)], [alone.afdruk, 0, await pairs(alone)]);
});

check('solving takes no longer than it may, and says how much better it could be', async () => {
	const { medewerker } = clients;
	const best = (await make()).uitkomst;
	const quick = await make({ maxSeconden: 0 });
	assert.deepEqual([quick.status, quick.maxSeconden, quick.fase, quick.geplaatst], ['klaar', 0, null, null]);
	assert.ok(quick.uitkomst.waarde <= best.waarde && quick.uitkomst.grens >= best.waarde);
	assert.equal(quick.uitkomst.bewezen, quick.uitkomst.waarde === quick.uitkomst.grens);
	const [taken] = await inzetten(first.id, { status: 'gepland' });
	const pair = { aanvraagId: taken.aanvraagId, aanbodId: taken.aanbodId };
	const pinned = await make({ maxSeconden: 0, vast: [pair] });
	assert.deepEqual([pinned.status, pinned.fout], ['klaar', null]);
	assert.ok((await inzetten(pinned.id)).some((r) => r.aanvraagId === pair.aanvraagId && r.aanbodId === pair.aanbodId));
	const { id } = await ask();
	const { body } = await medewerker.post(`/planningen/${id}/onderbrekingen`, undefined, { query: { metUitkomst: true }, expect: 202, headers: key() });
	assert.deepEqual([body.status, body.maxSeconden], ['bezig', 0]);
	service.run('work', '--once');
	const cut = await look(id);
	assert.deepEqual([cut.status, cut.uitkomst], ['klaar', quick.uitkomst]);
	await medewerker.post(`/planningen/${id}/onderbrekingen`, undefined, { query: { metUitkomst: true }, expect: 409, headers: key() });
	await medewerker.post(`/planningen/${randomUUID()}/onderbrekingen`, undefined, { query: { metUitkomst: true }, expect: 404, headers: key() });
	/* Made, and each phase that it went through. */
	assert.deepEqual(sql(`select soort, count(*) from gebeurtenis where onderwerp = '${id}' group by soort order by soort`).split('\n'), ['planning.gemaakt|1', 'planning.gewijzigd|4']);
});

check('a plan can be made again from what was kept, to the byte', () => {
	const again = (id) => spawnSync(process.env.SCHAKEL_BINARY, ['plan', 'replay', id], { encoding: 'utf8', env: { ...process.env, SCHAKEL_DATABASE: service.databaseUri } });
	const same = again(first.id);
	assert.deepEqual([same.status, same.stderr], [0, '']);
	assert.match(same.stdout, new RegExp(`^invoer ${first.afdruk}, gewichten versie ${first.gewichtVersie}, loting 0, programma ${first.programma}\ngelijk: 3 aanvragen, waarde ${first.uitkomst.waarde}\n$`));
	const { id } = first;
	sql(`update planning set programma = '0.0.1', antwoord = set_byte(antwoord, 40, get_byte(antwoord, 40) # 1) where id = '${id}'`);
	const other = again(id);
	assert.equal(other.status, 4);
	assert.match(other.stderr, /gemaakt door 0\.0\.1, en dit is/);
	assert.match(other.stdout, new RegExp(`\nanders: 1 van de 3 aanvragen\n  aanvraag ${aanvragen[0].id}: `));
	sql(`update planning set programma = '${first.programma}', antwoord = set_byte(antwoord, 40, get_byte(antwoord, 40) # 1) where id = '${id}'`);
	/* Of the size of a whole country it is read too; this one has a tail that says nothing. */
	const bytes = sql(`select octet_length(invoer) from planning where id = '${id}'`);
	sql(`update planning set invoer = invoer || decode(repeat('00', 40 << 20), 'hex') where id = '${id}'`);
	assert.match(again(id).stderr, /^De invoer van deze planning is niet te lezen/);
	sql(`update planning set invoer = substring(invoer for ${bytes}) where id = '${id}'`);
	assert.match(again(randomUUID()).stderr, /^Deze planning is er niet/);
	assert.equal(again('geen').status, 2);
});

check('a plan is published once, each match judged anew, and withdrawn', async () => {
	const { medewerker } = clients;
	const gone = (await inzetten(first.id, { status: 'gepland' })).at(-1);
	await clients.school.patch(`/aanvragen/${gone.aanvraagId}`, { status: 'ingetrokken' }, { expect: 200 });
	const started = await medewerker.post(`/planningen/${first.id}/publicaties`, undefined, { expect: 202, headers: key() });
	assert.equal(started.headers.get('location'), `/v1/planningen/${first.id}`);
	await medewerker.post(`/planningen/${first.id}/publicaties`, undefined, { expect: 409, headers: key() });
	service.run('work', '--once');
	const done = await look(first.id);
	assert.equal(done.status, 'gepubliceerd');
	assert.equal(done.voorgesteld + done.geweigerd, done.uitkomst.planning.bediend);
	const proposed = (await inzetten(first.id, { status: 'voorgesteld' }));
	assert.equal(proposed.length, done.voorgesteld);
	for (const r of proposed) {
		const { body: k } = await medewerker.get(`/koppelingen/${r.koppelingId}`, { expect: 200 });
		assert.deepEqual([k.status, k.aanvraagId, k.aanbodId, k.tijdvak.datum, k.gewichtVersie], ['voorgesteld', r.aanvraagId, r.aanbodId, r.datum, done.gewichtVersie]);
	}
	const refused = await inzetten(first.id, { status: 'geweigerd' });
	assert.deepEqual(refused.map((r) => [r.aanvraagId, r.code, r.koppelingId]), [[gone.aanvraagId, 'aanvraag.niet_open', null]]);
	const { body: back } = await medewerker.post(`/planningen/${first.id}/intrekkingen`, undefined, { expect: 202, headers: key() });
	assert.equal(back.status, 'trekt_in');
	await medewerker.post(`/planningen/${first.id}/intrekkingen`, undefined, { expect: 409, headers: key() });
	service.run('work', '--once');
	assert.equal((await look(first.id)).status, 'ingetrokken');
	for (const r of await inzetten(first.id, { status: 'ingetrokken' }))
		assert.equal((await medewerker.get(`/koppelingen/${r.koppelingId}`, { expect: 200 })).body.status, 'afgewezen');
	assert.equal(sql(`select count(*) from bijvulling b join inzet i on i.koppeling_id = b.koppeling_id where b.status = 'wacht'`), '0');
	await medewerker.post(`/planningen/${first.id}/intrekkingen`, undefined, { expect: 409, headers: key() });
});

check('more proposals than one batch takes are withdrawn, but what staff decided meanwhile', async () => {
	const { medewerker } = clients;
	const { id: campagneId } = (await medewerker.post('/campagnes', { soort: 'themaweek', titel: 'Veel', vanDatum: dayFromNow(7), totDatum: dayFromNow(90), doel: 3 },
		{ expect: 201 })).body;
	const { niveau } = aanvragen[0];
	const asked = [];
	for (let i = 0; i < 24; i++)
		asked.push((await clients.school.post('/aanvragen', { ...asksFor(aanbod, niveau, `Veel ${i}`), campagneId }, { expect: 201 })).body.id);
	const plan = await make({ campagneId });
	await medewerker.post(`/planningen/${plan.id}/publicaties`, undefined, { expect: 202, headers: key() });
	service.run('work', '--once');
	const proposed = await inzetten(plan.id, { status: 'voorgesteld' });
	assert.ok(proposed.length > 20, `${proposed.length} of 24`);
	/* What drops out is refilled through the plan, which says so. */
	const out = proposed.slice(5).find((r) => r.alternatieven.length > 0);
	sql(`update koppeling set status = 'afgewezen', reden = 'te-ver', toelichting = null, andere_tijdvakken = '{}', versie = versie + 1, gewijzigd_rol = 'medewerker'
		where id = '${out.koppelingId}'`);
	service.run('work', '--once');
	const [refill] = await medewerker.all('/bijvullingen', { query: { aanvraagId: out.aanvraagId } });
	assert.deepEqual([refill.status, refill.planningId, refill.koppelingId], ['voorgesteld', plan.id, out.koppelingId]);
	const decided = proposed.slice(3, 5).map((r) => r.koppelingId);
	sql(`update koppeling set status = 'afgewezen', reden = 'andere-oplossing', toelichting = null, andere_tijdvakken = '{}', versie = versie + 1, gewijzigd_rol = 'medewerker'
		where id = any ('{${decided}}')`);
	const { body: back } = await medewerker.post(`/planningen/${plan.id}/intrekkingen`, undefined, { expect: 202, headers: key() });
	assert.equal(back.status, 'trekt_in');
	service.run('work', '--once');
	assert.equal((await look(plan.id)).status, 'ingetrokken');
	const rows = await inzetten(plan.id);
	assert.deepEqual(rows.filter((r) => r.status === 'voorgesteld').map((r) => r.koppelingId).sort(), decided.toSorted());
	assert.equal(rows.filter((r) => r.status === 'ingetrokken').length, proposed.length - 2);
	assert.equal(sql(`select count(*) from koppeling where aanvraag_id = any ('{${asked}}') and status <> 'afgewezen'`), '0');
});

check('a plan that cannot be withdrawn, or published, does not keep those behind it', async () => {
	const { medewerker } = clients;
	const plans = [];
	for (const titel of ['Eerst', 'Daarna']) {
		const { id: campagneId } = (await medewerker.post('/campagnes', { soort: 'themaweek', titel, vanDatum: dayFromNow(7), totDatum: dayFromNow(90), doel: 3 }, { expect: 201 })).body;
		await clients.school.post('/aanvragen', { ...asksFor(aanbod, aanvragen[0].niveau, titel), campagneId }, { expect: 201 });
		plans.push(await make({ campagneId }));
	}
	const statuses = async () => Promise.all(plans.map(async ({ id }) => (await look(id)).status));
	const step = async (what) => {
		for (const { id } of plans)
			await medewerker.post(`/planningen/${id}/${what}`, undefined, { expect: 202, headers: key() });
		sql(`create function kapot() returns trigger language plpgsql as 'begin raise exception using errcode = ''XX000''; end';
			create trigger kapot before update on planning for each row when (new.id = '${plans[0].id}') execute function kapot()`);
		try {
			service.run('work', '--once');
		} finally {
			sql('drop trigger kapot on planning; drop function kapot()');
		}
		const held = await statuses();
		service.run('work', '--once');
		return [...held, ...await statuses()];
	};
	assert.deepEqual(await step('publicaties'), ['publiceert', 'gepubliceerd', 'gepubliceerd', 'gepubliceerd']);
	assert.deepEqual(await step('intrekkingen'), ['trekt_in', 'ingetrokken', 'ingetrokken', 'ingetrokken']);
});

check('what is wrong is said, and a plan that is asked for can be stopped', async () => {
	const { medewerker, school, lezer } = clients;
	const pair = { aanvraagId: aanvragen[0].id, aanbodId: aanbod.id };
	for (const wrong of [{ titel: 'X' }, { titel: 'X', soort: 'gastles', spreiding: 101 }, { titel: 'X', soort: 'gastles', trouw: 101 },
		{ titel: 'X', soort: 'gastles', maxSeconden: 3601 }, { titel: 'X', soort: 'gastles', vorigeId: randomUUID() }, { titel: 'X', soort: 'gastles', gewichtId: randomUUID() },
		{ titel: 'X', soort: 'gastles', campagneId: randomUUID() }, { titel: 'X', soort: 'gastles', gemeenteCode: '9999' },
		{ titel: 'X', soort: 'gastles', vast: [pair], verboden: [pair] }, { titel: 'X', soort: 'gastles', vast: [{ ...pair, aanbodId: randomUUID() }] },
		{ titel: 'X', soort: 'gastles', verboden: [{ ...pair, aanvraagId: randomUUID() }] }])
		await medewerker.post('/planningen', wrong, { expect: 400 });
	const { id } = await ask();
	await medewerker.post(`/planningen/${id}/publicaties`, undefined, { expect: 409, headers: key() });
	const { body } = await medewerker.post(`/planningen/${id}/onderbrekingen`, undefined, { expect: 202, headers: key() });
	assert.equal(body.status, 'gestopt');
	service.run('work', '--once');
	assert.equal((await look(id)).status, 'gestopt');
	await medewerker.post(`/planningen/${id}/onderbrekingen`, undefined, { expect: 409, headers: key() });
	for (const step of ['onderbrekingen', 'publicaties', 'intrekkingen']) {
		await medewerker.post(`/planningen/${randomUUID()}/${step}`, undefined, { expect: 404, headers: key() });
		await lezer.post(`/planningen/${id}/${step}`, undefined, { expect: 403, headers: key() });
	}
	await school.get('/planningen', { expect: 403 });
	await medewerker.get(`/planningen/${id}/_verschil`, { query: { met: randomUUID() }, expect: 404 });
	assert.ok((await medewerker.all('/planningen', { query: { campagneId: campagne.id } })).some((p) => p.id === id));
	assert.deepEqual(await medewerker.all('/planningen', { query: { campagneId: randomUUID() } }), []);
});
