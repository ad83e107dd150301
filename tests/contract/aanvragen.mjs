/*
 * Requests that can be answered: own words and ranked times, what is missing, last year again, waiting, and the board.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, anonymous;
const { clients, check } = suite({ roles: ['school', 'docent', 'medewerker', 'bedrijf', 'vrijwilliger'] }, (world) => ({ service, anonymous } = world));
const sql = (text) => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', service.databaseUri, '-c', text], { encoding: 'utf8' }).trim();

const week = ['ma', 'di', 'wo', 'do', 'vr'].flatMap((d) => [`${d}-ochtend`, `${d}-middag`]);
const asks = (more) => ({ klas: `Klas ${randomUUID().slice(0, 8)}`, soort: 'gastles', onderwerp: 'Robots', niveau: 'po-groep-8', groepsgrootte: 24,
	vanDatum: dayFromNow(20), totDatum: dayFromNow(60), dagdelen: week, ...more });
const faults = (answer) => answer.body.errors.map((e) => `${e.pointer} ${e.code}`).sort();

check('a request tells in own words what helps to prepare, and which times are liked best', async () => {
	const woorden = { leerdoel: 'Een robot laten rijden.', voorkennis: 'Blokken programmeren.', vervolg: 'Een wedstrijd in de klas.' };
	const tijdopties = [{ vanDatum: dayFromNow(30), totDatum: dayFromNow(31), dagdelen: ['wo-middag', 'do-ochtend'] },
		{ vanDatum: dayFromNow(20), totDatum: dayFromNow(60), dagdelen: ['vr-middag'] }];
	const { body, etag } = await clients.school.post('/aanvragen', asks({ ...woorden, tijdopties }), { expect: 201 });
	assert.deepEqual([body.leerdoel, body.voorkennis, body.vervolg, body.tijdopties], [...Object.values(woorden), tijdopties]);
	const next = await clients.school.patch(`/aanvragen/${body.id}`, { vervolg: null, tijdopties: [tijdopties[1]] }, { etag, expect: 200 });
	assert.deepEqual([next.body.leerdoel, next.body.vervolg, next.body.tijdopties], [woorden.leerdoel, null, [tijdopties[1]]]);
	const narrow = await clients.school.patch(`/aanvragen/${body.id}`, { totDatum: dayFromNow(59), dagdelen: ['ma-ochtend'] }, { etag: next.etag, expect: 400 });
	assert.deepEqual(faults(narrow), ['/tijdopties/0/dagdelen tijdoptie.buiten_venster', '/tijdopties/0/totDatum tijdoptie.buiten_venster']);
});

check('a time outside of the request, or backwards, is a fault of its own', async () => {
	const answer = await clients.school.post('/aanvragen', asks({ tijdopties: [
		{ vanDatum: dayFromNow(19), totDatum: dayFromNow(20), dagdelen: ['ma-avond'] },
		{ vanDatum: dayFromNow(30), totDatum: dayFromNow(29), dagdelen: ['ma-ochtend'] }] }), { expect: 400 });
	assert.deepEqual(faults(answer), ['/tijdopties/0/dagdelen tijdoptie.buiten_venster', '/tijdopties/0/vanDatum tijdoptie.buiten_venster',
		'/tijdopties/1/totDatum tijdoptie.buiten_venster']);
});

check('a candidate that is free at the first choice stands before one that is not', async () => {
	const { school, bedrijf, medewerker } = clients;
	const offer = (dagdelen) => bedrijf.post('/aanbod', { soort: 'workshop', titel: `Aanbod ${randomUUID()}`, bedrijfId: bedrijf.ik.bedrijfId, themas: [], niveaus: ['po-groep-8'],
		dagdelen, groepMin: 1, groepMax: 40, plaatsen: 1, vanDatum: dayFromNow(-1) }, { expect: 201 });
	const [monday, friday] = [await offer(['ma-ochtend']), await offer(['vr-ochtend', 'vr-middag'])];
	const whole = { vanDatum: dayFromNow(20), totDatum: dayFromNow(60) };
	const made = await school.post('/aanvragen', asks({ soort: 'workshop', vogVereist: false, tijdopties: [{ ...whole, dagdelen: ['ma-ochtend'] }, { ...whole, dagdelen: ['di-middag'] }] }),
		{ expect: 201 });
	const list = await medewerker.all(`/aanvragen/${made.body.id}/kandidaten`);
	const datum = (aanbod) => list.find((k) => k.aanbodId === aanbod.body.id).factoren.find((f) => f.code === 'datum');
	assert.deepEqual([datum(monday).waarde, datum(friday).waarde], [1000, 0]);
	assert.match(datum(monday).reden, /^Past bij keuze 1 van de school/);
	assert.ok(list.findIndex((k) => k.aanbodId === monday.body.id) < list.findIndex((k) => k.aanbodId === friday.body.id));
});

check('what a request misses is told, the most useful first, in both languages, and nothing is held back by it', async () => {
	const { school, docent, bedrijf } = clients;
	const { body } = await school.post('/aanvragen', asks({ status: 'concept', soort: 'opdracht', themas: [], dagdelen: ['ma-avond'], vogVereist: false }), { expect: 201 });
	const before = await school.get(`/aanvragen/${body.id}/_volledigheid`, { expect: 200 });
	assert.deepEqual(before.body.hints.slice(-5).map((h) => [h.code, h.aantal]),
		['themas', 'leerdoel', 'voorkennis', 'tijdopties', 'vervolg'].map((code) => [code, null]));
	await bedrijf.post('/aanbod', { soort: 'opdracht', titel: 'Een brug', bedrijfId: bedrijf.ik.bedrijfId, themas: [], niveaus: ['po-groep-8'], dagdelen: ['vr-middag'],
		groepMin: 1, groepMax: 40, plaatsen: 1 }, { expect: 201 });
	const { body: told } = await school.get(`/aanvragen/${body.id}/_volledigheid`, { headers: { 'Accept-Language': 'en' }, expect: 200 });
	assert.deepEqual([told.mogelijk, told.bekeken, told.hints[0]], [0, before.body.bekeken + 1, { code: 'tijdvak', veld: '/dagdelen',
		zin: 'Choose a longer period or more half-days. Then more suppliers can come.', aantal: 1 }]);
	const same = await school.get(`/aanvragen/${body.id}`, { expect: 200 });
	assert.equal((await school.patch(`/aanvragen/${body.id}`, { status: 'open' }, { etag: same.etag, expect: 200 })).body.status, 'open');
	await docent.get(`/aanvragen/${body.id}/_volledigheid`, { expect: 404 });
	await bedrijf.get(`/aanvragen/${body.id}/_volledigheid`, { expect: 403 });
});

/* A request of the autumn of last school year, with its class: nobody asks in the past, so it is moved there beside the API. */
async function lastYear({ dag, ...more } = {}) {
	const { body } = await clients.docent.post('/aanvragen', asks({ leerdoel: 'Meten', ...more }), { expect: 201 });
	sql(`alter table aanvraag disable trigger user; update aanvraag set van_datum = d, tot_datum = d + 30, optie_van = array[d + 9], optie_tot = array[d + 10],
		optie_dagdelen = array[dagdelen] from ${dag ?? 'make_date(schooljaar(current_date) - 1, 11, 10)'} d where id = '${body.id}'; alter table aanvraag enable trigger user`);
	return (await clients.docent.get(`/aanvragen/${body.id}`, { expect: 200 })).body;
}
const days = (a) => [a.vanDatum, a.totDatum, a.tijdopties[0].vanDatum, a.tijdopties[0].totDatum];
const weekOf = (date) => sql(`select to_char(date '${date}', 'IW-ID')`);
const between = (a, b) => (Date.parse(b) - Date.parse(a)) / 86400000;
function checkSameWeek(then, now) {
	const moved = days(now).map((d, i) => between(days(then)[i], d));
	assert.ok(moved[0] === 364 || moved[0] === 371, `${moved}`);
	assert.deepEqual([new Set(moved).size, weekOf(now.vanDatum)], [1, weekOf(then.vanDatum)]);
}

check('a request is copied as a draft for this school year, in the same week', async () => {
	const old = await lastYear();
	const { body } = await clients.docent.post(`/aanvragen/${old.id}/kopieen`, undefined, { expect: 201 });
	assert.deepEqual([body.status, body.kopieVan, body.leerdoel, body.klas, body.campagneId], ['concept', old.id, 'Meten', old.klas, null]);
	checkSameWeek(old, body);
	const again = await clients.docent.post(`/aanvragen/${body.id}/kopieen`, undefined, { expect: 201 });
	assert.deepEqual([again.body.kopieVan, days(again.body)], [body.id, days(body)]);
	await clients.bedrijf.post(`/aanvragen/${old.id}/kopieen`, undefined, { expect: 403 });
	await clients.docent.post(`/aanvragen/${randomUUID()}/kopieen`, undefined, { expect: 404 });
});

check('a whole school takes over last year, with the class of now, and twice gives nothing twice', async () => {
	const { school, docent, medewerker, bedrijf } = clients;
	const { schoolId } = school.ik;
	const year = (await school.get(`/scholen/${schoolId}/_overname`, { expect: 200 })).body.schooljaar;
	const old = [await lastYear({ klas: 'Groep 8 oranje', groepsgrootte: 21 }), await lastYear({ klas: 'Groep 8 roze' }), await lastYear({ status: 'concept' })];
	// The first and the last day of that year, whose week is not wholly in it.
	const edges = [await lastYear({ dag: 'make_date(schooljaar(current_date) - 1, 8, 1)' }), await lastYear({ dag: 'make_date(schooljaar(current_date), 7, 31)' })];
	// Of a series the first time stands for all.
	const [eerste, later] = [await lastYear({ klas: 'Groep 8 roze' }), await lastYear({ klas: 'Groep 8 roze' })];
	sql(`with r as (insert into reeks values (gen_random_uuid(), '${schoolId}', 1, '{}', '{}', '{}', now()) returning id)
		update aanvraag set reeks_id = r.id, reeks_keer = case aanvraag.id when '${eerste.id}' then 1 else 2 end from r where aanvraag.id in ('${eerste.id}', '${later.id}')`);
	sql(`update klas set naam = naam || ' (${year - 1}-${year})', vertrokken_datum = current_date where naam in ('Groep 8 oranje', 'Groep 8 roze')`);
	const now = await school.post('/klassen', { naam: 'groep 8 Oranje', niveau: 'po-groep-8', groepsgrootte: 27 }, { expect: 201 });
	await school.post('/klassen', { naam: 'Groep 8 paars', niveau: 'po-groep-8', groepsgrootte: 27 }, { expect: 201 });
	const { body: seen } = await school.get(`/scholen/${schoolId}/_overname`, { expect: 200 });
	const line = (body, i) => body.items.find((k) => k.kopieVan === old[i].id);
	assert.deepEqual([line(seen, 0).klas, line(seen, 0).klasGevonden, line(seen, 0).klasToen, line(seen, 0).aanvraagId, line(seen, 0).toenVanDatum],
		[now.body.naam, true, `Groep 8 oranje (${year - 1}-${year})`, null, old[0].vanDatum]);
	assert.deepEqual([eerste, later].map(({ id }) => seen.items.some((k) => k.kopieVan === id)), [true, false]);
	assert.deepEqual([line(seen, 1).klas, line(seen, 1).klasGevonden, line(seen, 2)], ['Groep 8 roze', false, undefined]);
	const { body: made } = await school.post(`/scholen/${schoolId}/overnames`, undefined, { expect: 200 });
	assert.deepEqual(made.items.map((k) => ({ ...k, aanvraagId: null })), seen.items);
	const copy = (await docent.get(`/aanvragen/${line(made, 0).aanvraagId}`, { expect: 200 })).body;
	checkSameWeek(old[0], copy);
	assert.deepEqual([copy.klas, copy.groepsgrootte, copy.status, copy.kopieVan], [now.body.naam, 27, 'concept', old[0].id]);
	for (const then of edges) {
		const { vanDatum } = made.items.find((k) => k.kopieVan === then.id);
		assert.ok(vanDatum >= `${year}-08-01` && vanDatum < `${year + 1}-08-01`, vanDatum);
	}
	assert.deepEqual((await medewerker.post(`/scholen/${schoolId}/overnames`, undefined, { expect: 200 })).body.items, []);
	await docent.post(`/scholen/${schoolId}/overnames`, undefined, { expect: 403 });
	await school.get(`/scholen/${randomUUID()}/_overname`, { expect: 404 });
	await bedrijf.get(`/scholen/${schoolId}/_overname`, { expect: 403 });
});

check('what may not be asked so any more stays behind, said, and the rest is taken over', async () => {
	const { school } = clients;
	const { schoolId } = school.ik;
	const [young, fine] = [await lastYear(), await lastYear()];
	/* As it could be asked before the law of its age counted. */
	sql(`alter table aanvraag disable trigger user; update aanvraag set soort = 'stage', weken = 2 where id = '${young.id}'; alter table aanvraag enable trigger user`);
	for (const [taal, zin] of [['nl', /te jong/], ['en', /too young/]]) {
		const { body, headers } = await school.post(`/scholen/${schoolId}/overnames`, undefined, { headers: { 'Accept-Language': taal }, expect: 200 });
		assert.equal(headers.get('content-language'), taal);
		const [no, yes] = [young, fine].map(({ id }) => body.items.find((k) => k.kopieVan === id));
		assert.deepEqual([no.aanvraagId, no.code, body.meer], [null, 'arbeidstijd.te_jong', false]);
		assert.match(no.uitleg, zin);
		if (taal === 'nl')
			assert.deepEqual([(await school.get(`/aanvragen/${yes.aanvraagId}`, { expect: 200 })).body.status, yes.code, yes.uitleg], ['concept', null, null]);
		else
			assert.equal(yes, undefined, 'once');
	}
});

check('of who has the words of a request erased, the copies lose them too', async () => {
	const old = await lastYear();
	const { body } = await clients.docent.post(`/aanvragen/${old.id}/kopieen`, undefined, { expect: 201 });
	const next = await clients.docent.post(`/aanvragen/${body.id}/kopieen`, undefined, { expect: 201 });
	sql(`update aanvraag set gewist_op = now(), versie = versie + 1 where id = '${old.id}'`);
	for (const { id } of [old, body, next.body]) {
		const { body: left } = await clients.school.get(`/aanvragen/${id}`, { expect: 200 });
		assert.deepEqual([left.onderwerp, left.leerdoel], ['Gewist', null]);
	}
});

check('the board tells everybody how much is asked and offered, rounded down to threes, and is not sent again unchanged', async () => {
	const { school, bedrijf } = clients;
	const count = async () => {
		service.settle('prikbord');
		return (await anonymous.get('/prikbord', { expect: 200 })).body.soorten.find((s) => s.code === 'kenniskring');
	};
	assert.equal(await count(), undefined);
	for (let i = 0; i < 2; i++)
		await school.post('/aanvragen', asks({ soort: 'kenniskring' }), { expect: 201 });
	assert.equal(await count(), undefined);
	for (let i = 0; i < 3; i++)
		await school.post('/aanvragen', asks({ soort: 'kenniskring' }), { expect: 201 });
	for (let i = 0; i < 2; i++)
		await bedrijf.post('/aanbod', { soort: 'kenniskring', titel: 'Overleg', bedrijfId: bedrijf.ik.bedrijfId, themas: [], niveaus: ['po-groep-8'], dagdelen: week }, { expect: 201 });
	assert.deepEqual(await count(), { code: 'kenniskring', naam: 'kenniskring', vraag: 3, aanbod: 0 });
	await school.post('/aanvragen', asks({ soort: 'kenniskring', status: 'concept' }), { expect: 201 });
	assert.equal((await count()).vraag, 3);
	/* It is counted when something changed, and else not. */
	const counted = () => sql("select op from volgplaats where naam = 'prikbord'");
	const before = counted();
	service.run('work', '--once');
	assert.equal(counted(), before);
	sql("update volgplaats set op = op - interval '1 day' where naam = 'prikbord'");
	service.run('work', '--once');
	assert.ok(counted() > before);
	const { etag, headers, body: board } = await anonymous.get('/prikbord', { expect: 200 });
	assert.ok([...board.soorten, ...board.niveaus, ...board.themas].every((c) => c.naam), JSON.stringify(board));
	assert.equal(headers.get('cache-control'), 'public, max-age=300');
	const same = await anonymous.get('/prikbord', { headers: { 'If-None-Match': etag }, expect: 304 });
	assert.equal(same.headers.get('etag'), etag);
});

check('a request on the board has no school and no words, and a municipality only among three schools', async () => {
	const { school, medewerker } = clients;
	const onBoard = () => anonymous.all('/prikbord/vragen', { query: { soort: 'kenniskring' } });
	const { schoolId } = school.ik;
	sql(`update school set gemeente_code = (select gemeente_code from school where id = '${schoolId}') where id in
		(select id from school where id <> '${schoolId}' and gesloten_op is null order by id limit 2)`);
	const others = sql(`select id from school where id <> '${schoolId}' and gesloten_op is null order by id limit 2`).split('\n');
	const ask = (id) => medewerker.post('/aanvragen', asks({ soort: 'kenniskring', schoolId: id }), { expect: 201 });
	sql(`update school set niveaus = 0 where id in ('${others.join("','")}')`);
	sql(`update aanvraag set status = 'ingetrokken', versie = versie + 1 where status = 'open' and school_id <> '${schoolId}'`);
	await ask(others[0]);
	for (const row of await onBoard()) {
		assert.deepEqual(Object.keys(row), ['soort', 'niveau', 'themas', 'taal', 'vanDatum', 'totDatum', 'onlineToegestaan', 'schoolNaam', 'gemeente']);
		assert.deepEqual([row.gemeente, row.schoolNaam], [null, null]);
	}
	await ask(others[1]);
	const rows = await onBoard();
	assert.ok(rows.length >= 7 && rows.every((row) => row.gemeente.naam.length > 0));
	assert.ok(rows.every((row) => row.schoolNaam === null));
	/* A school that wants it stands there with its name, with that request alone. */
	const { body: shown, etag: version } = await school.post('/aanvragen', asks({ soort: 'kenniskring', naamTonen: true }), { expect: 201 });
	const named = async () => (await onBoard()).filter((row) => row.schoolNaam !== null).map((row) => row.schoolNaam);
	assert.deepEqual(await named(), [(await school.get(`/scholen/${schoolId}`, { expect: 200 })).body.naam]);
	await school.patch(`/aanvragen/${shown.id}`, { naamTonen: false }, { etag: version, expect: 200 });
	assert.deepEqual(await named(), []);
	const { etag } = await anonymous.get('/prikbord/vragen', { query: { limit: 2 }, expect: 200 });
	await anonymous.get('/prikbord/vragen', { query: { limit: 2 }, headers: { 'If-None-Match': etag }, expect: 304 });
	await anonymous.get('/prikbord/vragen', { query: { soort: 'iets' }, expect: 400 });
});

check('who waits for an offer is told once, the longest first, and staff sees who', async () => {
	const { school, docent, medewerker, bedrijf } = clients;
	const waits = (more) => asks({ soort: 'docentenstage', wachtlijst: true, vogVereist: false, ...more });
	const first = (await docent.post('/aanvragen', waits(), { expect: 201 })).body;
	const second = (await school.post('/aanvragen', waits(), { expect: 201 })).body;
	await school.post('/aanvragen', waits({ status: 'concept' }), { expect: 201 });
	const list = async (client) => (await client.all('/wachtlijst')).map((w) => [w.aanvraagId, w.berichtOp !== null]);
	const letters = () => sql("select account_id from post where soort = 'wachtlijst'").split('\n').filter((id) => id !== '');
	service.run('work', '--once');
	assert.deepEqual(await list(medewerker), [[first.id, false], [second.id, false]]);
	assert.deepEqual([await list(school), await list(docent)], [await list(medewerker), [[first.id, false]]]);
	await bedrijf.get('/wachtlijst', { expect: 403 });
	await bedrijf.post('/aanbod', { soort: 'docentenstage', titel: 'Een week mee', bedrijfId: bedrijf.ik.bedrijfId, themas: [], niveaus: ['po-groep-8'], dagdelen: week,
		vanDatum: dayFromNow(-1) }, { expect: 201 });
	service.settle('wachtlijst');
	assert.deepEqual(await list(medewerker), [[first.id, true], [second.id, true]]);
	assert.deepEqual(letters().sort(), [docent.ik.id, school.ik.id].sort());
	const told = sql(`select onderwerp from gebeurtenis where onderwerp in ('${first.id}', '${second.id}') order by id desc limit 2`).split('\n');
	assert.deepEqual(told, [second.id, first.id]);
	const over = (await school.post('/aanvragen', waits(), { expect: 201 })).body;
	sql(`update aanvraag set van_datum = current_date - 30, tot_datum = current_date - 2, versie = versie + 1 where id = '${over.id}'`);
	const there = (actief) => sql(`update account set actief = ${actief} where id in ('${docent.ik.id}', '${school.ik.id}')`);
	there(false);
	service.run('work', '--once');
	assert.deepEqual((await list(medewerker)).at(-1), [over.id, false], 'nobody was told');
	there(true);
	/* It is looked at again when something came. */
	await bedrijf.post('/aanbod', { soort: 'docentenstage', titel: 'Nog een week mee', bedrijfId: bedrijf.ik.bedrijfId, themas: [], niveaus: ['po-groep-8'], dagdelen: week,
		vanDatum: dayFromNow(-1) }, { expect: 201 });
	service.settle('wachtlijst');
	assert.deepEqual([letters().length, (await list(school)).at(-1)], [3, [over.id, true]]);
	service.run('work', '--once');
	assert.equal(letters().length, 3);
	const { etag } = await docent.get(`/aanvragen/${first.id}`, { expect: 200 });
	const off = await docent.patch(`/aanvragen/${first.id}`, { wachtlijst: false }, { etag, expect: 200 });
	assert.deepEqual([off.body.wachtlijst, await list(docent)], [false, []]);
	await docent.patch(`/aanvragen/${first.id}`, { wachtlijst: true }, { etag: off.etag, expect: 200 });
	assert.deepEqual((await list(medewerker)).at(-1), [first.id, false]);
});

check('the waiting list is gone through when something came that may help, however late it was committed, and else not', async () => {
	const { school, bedrijf, medewerker } = clients;
	const { id } = (await school.post('/aanvragen', asks({ soort: 'nascholing', wachtlijst: true, vogVereist: false }), { expect: 201 })).body;
	const walked = () => sql("select op from volgplaats where naam = 'wachtlijst'");
	const told = () => sql(`select wacht_bericht_op is not null from aanvraag where id = '${id}'`);
	/* Whether a round goes through it. */
	const round = () => {
		const before = walked();
		service.settle('wachtlijst');
		return walked() !== before;
	};
	assert.equal(round(), true);
	assert.deepEqual([round(), told()], [false, 'f']);
	/* What nobody waits for. */
	await school.post('/aanvragen', asks(), { expect: 201 });
	await medewerker.post(`/aanvragen/${id}/notities`, { tekst: 'Nog niemand.' }, { expect: 201 });
	assert.equal(round(), false);
	sql("update volgplaats set op = op - interval '1 day' where naam = 'wachtlijst'");
	assert.equal(round(), true);
	const offer = (await bedrijf.post('/aanbod', { soort: 'nascholing', titel: 'Een dag', bedrijfId: bedrijf.ik.bedrijfId, themas: [], niveaus: ['po-groep-7'], dagdelen: week,
		vanDatum: dayFromNow(-1) }, { expect: 201 })).body;
	assert.deepEqual([round(), told()], [true, 'f']);
	/* It fits from now on, but is not committed before something that came later. */
	const late = spawn('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', service.databaseUri], { stdio: ['pipe', 'pipe', 'inherit'] });
	late.stdin.write(`begin; update aanbod set niveaus = (select niveau from aanvraag where id = '${id}'), versie = versie + 1, gewijzigd_op = now()
		where id = '${offer.id}'; select 'held';\n`);
	await once(late.stdout, 'data');
	await bedrijf.post('/sluitingen', { vanDatum: dayFromNow(300), reden: 'anders' }, { expect: 201 });
	service.run('work', '--once');
	assert.equal(told(), 'f');
	late.stdin.end('commit;\n');
	await once(late, 'close');
	assert.deepEqual([round(), told()], [true, 't']);
});
