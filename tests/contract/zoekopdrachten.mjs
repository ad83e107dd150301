/*
 * Saved searches: what is new and fits is found once, told in one letter a day, and ended by its owner, by the link of a letter or by itself.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dayFromNow } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, anonymous;
const { clients, check } = suite({ roles: ['school', 'docent', 'medewerker', 'bedrijf', 'vrijwilliger'] }, (world) => ({ service, anonymous } = world));
const sql = (text) => execFileSync('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', service.databaseUri, '-c', text], { encoding: 'utf8' }).trim();
const faults = (answer) => answer.body.errors.map((e) => `${e.pointer} ${e.code}`).sort();

const save = async (client, more) => (await client.post('/zoekopdrachten', { naam: randomUUID(), ...more }, { expect: 201 })).body;
const clear = () => sql('delete from zoekopdracht; delete from zoektreffer');
const offer = async (more) => (await clients.bedrijf.post('/aanbod', { soort: 'docentenstage', titel: 'Een week mee', bedrijfId: clients.bedrijf.ik.bedrijfId,
	niveaus: ['po-groep-8'], dagdelen: ['ma-ochtend'], vanDatum: dayFromNow(10), totDatum: dayFromNow(20), ...more }, { expect: 201 })).body;
const ask = async (client, more) => (await client.post('/aanvragen', { klas: `Klas ${randomUUID().slice(0, 8)}`, soort: 'kenniskring', onderwerp: 'Robots', niveau: 'po-groep-8',
	groepsgrootte: 24, vanDatum: dayFromNow(20), totDatum: dayFromNow(60), dagdelen: ['ma-ochtend'], ...more }, { expect: 201 })).body;
/* What was found, by the search that found it; with what is new since. */
async function found(client) {
	service.settle('zoekopdracht');
	return (await client.all('/zoektreffers')).map((t) => [t.zoekopdrachtId, t.aanbodId ?? t.aanvraag]);
}
/* As if it was found so many days ago, and told a day after that. */
const daysAgo = (days) => sql(`update zoektreffer set gevonden_op = gevonden_op - interval '${days} days', gemeld_op = gemeld_op - interval '${days} days'`);
const lettersTo = (client) => Number(sql(`select count(*) from post where soort = 'zoekopdracht' and account_id = '${client.ik.id}'`));

check('a school finds what is new by every filter that it saved, and nothing that was there', async () => {
	clear();
	await offer({ themas: ['lassen'] });
	const { school, docent } = clients;
	const mine = {};
	const place = sql(`select gemeente_code from bedrijf where id = '${clients.bedrijf.ik.bedrijfId}'`);
	const away = { soort: { soort: 'omscholing' }, thema: { themas: ['robotica'] }, niveau: { niveau: 'po-groep-7' }, gemeente: { gemeente: '9999' },
		na: { vanDatum: dayFromNow(21) }, voor: { totDatum: dayFromNow(9) } };
	const ouder = sql("select ouder from thema where code = 'lassen'");
	for (const [naam, filter] of Object.entries(away))
		await save(school, { naam, ...filter });
	assert.deepEqual(await found(school), []);
	mine.all = await save(docent, { naam: 'Alles', soort: 'docentenstage', themas: [ouder], niveau: 'po-groep-8', gemeente: place, afstandKm: 400,
		vanDatum: dayFromNow(20), totDatum: dayFromNow(30) });
	assert.deepEqual([mine.all.wat, mine.all.afstandKm, mine.all.themas], ['aanbod', 400, [ouder]]);
	const { id } = await offer({ themas: ['lassen'] });
	assert.deepEqual([await found(docent), await school.all('/zoektreffers')], [[[mine.all.id, id]], []]);
	/* A second search that it fits finds it no second time, and what is changed is not new again. */
	await save(docent, { naam: 'Nog eens', soort: 'docentenstage' });
	await clients.bedrijf.patch(`/aanbod/${id}`, { titel: 'Twee weken mee' }, { expect: 200 });
	assert.deepEqual(await found(docent), [[mine.all.id, id]]);
	await clients.bedrijf.patch(`/aanbod/${id}`, { status: 'gepauzeerd' }, { expect: 200 });
	assert.deepEqual(await found(docent), []);
});

check('the distance is that from the school', async () => {
	clear();
	const { school, docent } = clients;
	await save(docent, { afstandKm: 5, soort: 'docentenstage' });
	await save(school, { afstandKm: 25, soort: 'docentenstage' });
	sql(`update bedrijf b set rd_x = s.rd_x + 15000, rd_y = s.rd_y + 16000 from school s where s.id = '${docent.ik.schoolId}' and b.id = '${clients.bedrijf.ik.bedrijfId}'`);
	sql(`update school s set rd_x = o.rd_x, rd_y = o.rd_y from school o where o.id = '${docent.ik.schoolId}' and s.id = '${school.ik.schoolId}'`);
	await offer();
	assert.deepEqual([(await found(docent)).length, (await found(school)).length], [0, 1]);
});

check('who offers finds requests as the board shows them, by municipality only where three schools ask', async () => {
	clear();
	const { school, bedrijf, vrijwilliger, medewerker } = clients;
	const { schoolId } = school.ik;
	sql(`update aanvraag set status = 'ingetrokken', versie = versie + 1 where status = 'open'`);
	const two = sql(`select id from school where id <> '${schoolId}' and gesloten_op is null order by id limit 2`).split('\n');
	sql(`update school set gemeente_code = (select gemeente_code from school where id = '${schoolId}'), niveaus = 0 where id in ('${two.join("','")}')`);
	const code = sql(`select gemeente_code from school where id = '${schoolId}'`);
	const here = await save(bedrijf, { gemeente: code });
	const all = await save(vrijwilliger, { soort: 'kenniskring' });
	await ask(medewerker, { schoolId });
	await ask(medewerker, { schoolId: two[0] });
	assert.deepEqual([await found(bedrijf), (await found(vrijwilliger)).map(([id, vraag]) => [id, vraag.gemeente])], [[], [[all.id, null], [all.id, null]]]);
	await ask(medewerker, { schoolId: two[1] });
	const [[id, vraag], ...rest] = await found(bedrijf);
	assert.deepEqual([id, vraag.gemeente.code, rest, Object.keys(vraag)], [here.id, code, [],
		['soort', 'niveau', 'themas', 'taal', 'vanDatum', 'totDatum', 'onlineToegestaan', 'schoolNaam', 'gemeente']]);
	const pages = await vrijwilliger.all('/zoektreffers', { limit: 1 });
	assert.deepEqual([pages.length, pages], [3, await vrijwilliger.all('/zoektreffers')]);
	assert.equal((await bedrijf.post('/zoekopdrachten', { naam: 'x', afstandKm: 10 }, { expect: 400 })).body.errors[0].code, 'zoekopdracht.afstand');
});

check('a letter tells once a day of all that is new, never of the same again, and its link ends it', async () => {
	clear();
	const { docent } = clients;
	await save(docent, { naam: 'Meelopen', soort: 'docentenstage' });
	const one = await offer();
	await offer();
	await found(docent);
	const before = lettersTo(docent);
	daysAgo(1);
	const [letter] = service.letters();
	assert.match(letter, /- Meelopen: 2\r/);
	assert.equal(lettersTo(docent), before + 1);
	/* What comes later the same day waits for the next; what is gone by then is not told of. */
	const gone = await offer();
	await offer();
	await found(docent);
	sql(`update zoektreffer set gevonden_op = gevonden_op - interval '1 day' where gemeld_op is null`);
	service.run('work', '--once');
	assert.equal(lettersTo(docent), before + 1);
	await clients.bedrijf.patch(`/aanbod/${gone.id}`, { status: 'gesloten' }, { expect: 200 });
	await clients.bedrijf.patch(`/aanbod/${one.id}`, { titel: 'Anders' }, { expect: 200 });
	daysAgo(1);
	assert.match(service.letters()[0], /- Meelopen: 1\r/);
	daysAgo(2);
	service.run('work', '--once');
	assert.equal(lettersTo(docent), before + 2);
	const [, code] = /\/zoekopdrachten#([\w-]+)\r$/m.exec(letter);
	await anonymous.post('/zoekopdrachten/_stop', { code: `${code.slice(0, -8)}AAAAAAAA` }, { expect: 401 });
	await anonymous.post('/zoekopdrachten/_stop', { code, meer: 1 }, { expect: 400 });
	assert.deepEqual((await anonymous.post('/zoekopdrachten/_stop', { code }, { expect: 200 })).body, { beeindigd: 1 });
	assert.deepEqual((await anonymous.post('/zoekopdrachten/_stop', { code }, { expect: 200 })).body, { beeindigd: 0 });
	assert.deepEqual((await docent.get('/zoekopdrachten', { expect: 200 })).body.items, []);
});

check('who is restricted, and who is no longer a member, gets no letter', async () => {
	clear();
	const { docent } = clients;
	await save(docent, { soort: 'docentenstage' });
	const before = lettersTo(docent);
	await offer();
	await found(docent);
	daysAgo(1);
	sql(`update account set beperkt_op = now() where id = '${docent.ik.id}'`);
	service.run('work', '--once');
	sql(`update account set beperkt_op = null where id = '${docent.ik.id}'; update lid set status = 'gevraagd', versie = versie + 1 where id = '${docent.ik.lidId}'`);
	await offer();
	service.settle('zoekopdracht');
	sql(`update lid set status = 'actief', versie = versie + 1 where id = '${docent.ik.lidId}'`);
	daysAgo(1);
	service.run('work', '--once');
	assert.equal(lettersTo(docent), before);
	assert.equal((await found(docent)).length, 1);
});

check('ten for each person, each with a name of its own and topics that exist', async () => {
	clear();
	const { school, bedrijf } = clients;
	const first = await save(school, { naam: 'Eerste' });
	assert.equal((await school.post('/zoekopdrachten', { naam: 'EERSTE' }, { expect: 409 })).body.code, 'zoekopdracht.naam_bestaat');
	assert.deepEqual(faults(await school.post('/zoekopdrachten', { naam: 'x', themas: ['bestaat-niet'], vanDatum: dayFromNow(2), totDatum: dayFromNow(1) }, { expect: 400 })),
		['/themas/0 thema.onbekend', '/totDatum periode.omgekeerd']);
	for (let i = 2; i <= 10; i++)
		await save(school);
	assert.equal((await school.post('/zoekopdrachten', { naam: 'Elfde' }, { expect: 409 })).body.code, 'zoekopdracht.te_veel');
	await save(bedrijf);
	await bedrijf.request('DELETE', '/zoekopdrachten', { query: { id: first.id }, expect: 404 });
	assert.deepEqual((await school.request('DELETE', '/zoekopdrachten', { query: { id: first.id }, expect: 200 })).body, first);
	assert.equal((await school.get('/zoekopdrachten', { expect: 200 })).body.items.length, 9);
	await clients.medewerker.post('/zoekopdrachten', { naam: 'Voor de school' }, { expect: 403 });
});

check('one that nobody looks at ends by itself, and looking keeps it', async () => {
	clear();
	const { school, bedrijf } = clients;
	await save(school);
	await save(bedrijf);
	sql("update zoekopdracht set gebruikt_op = gebruikt_op - interval '179 days'");
	await school.get('/zoektreffers', { expect: 200 });
	sql("update zoekopdracht set gebruikt_op = gebruikt_op - interval '2 days'");
	service.run('work', '--once');
	const left = async (client) => (await client.get('/zoekopdrachten', { expect: 200 })).body.items.length;
	assert.deepEqual([await left(school), await left(bedrijf)], [1, 0]);
});
