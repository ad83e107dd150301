/* What the API says to those who ask in the wrong way, and how its lists page. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { story } from './pad_wereld.mjs';

/* A request as it stands, over a socket of its own; the answer's status line, headers and body. */
function raw(base, text) {
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(base);
		const socket = connect(Number(port), hostname);
		let answer = '';
		socket.on('data', (d) => { answer += d; }).on('error', reject).on('close', () => {
			const [head, body] = [answer.slice(0, answer.indexOf('\r\n\r\n')), answer.slice(answer.indexOf('\r\n\r\n') + 4)];
			const headers = new Headers(head.split('\r\n').slice(1).map((l) => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 1).trim()]));
			resolve({ status: Number(head.split(' ')[1]), headers, text: body });
		});
		socket.write(text);
		socket.setTimeout(10000, () => socket.destroy(new Error('no answer')));
	});
}

const codes = (answer) => answer.body.errors.map((e) => `${e.pointer} ${e.code}`).sort();

async function listTests(t, w) {
	await story(t, w, 'all schools come exactly once, in order, by cursor and by Link', async () => {
		const expected = w.rows(`select id from school where gesloten_op is null order by naam, id`).map((r) => r.id);
		const ids = [];
		for (let url = '/v1/scholen?limit=100'; url;) {
			const page = await w.schoolA.get(url, { expect: 200 });
			ids.push(...page.body.items.map((s) => s.id));
			url = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
			assert.equal(url === undefined, page.body.volgende === null);
		}
		assert.equal(new Set(ids).size, ids.length);
		assert.deepEqual(ids, expected);
	});
	await story(t, w, 'a filtered list pages within its filter', async () => {
		const gemeente = w.gemeenten[0], query = { gemeente, soort: 'po' };
		const [ones, all] = [await w.schoolA.all('/scholen', { query, limit: 1 }), await w.schoolA.all('/scholen', { query })];
		assert.deepEqual(ones, all);
		assert.ok(all.every((s) => s.gemeente.code === gemeente && s.soort === 'po'));
		assert.ok((await w.schoolA.all('/scholen', { query: { zoek: all[0].naam.toUpperCase() } })).some((s) => s.id === all[0].id));
	});
	await story(t, w, 'a cursor of another list, a changed one and nonsense are 400', async () => {
		const { volgende } = (await w.staf.get('/scholen?limit=1', { expect: 200 })).body;
		for (const url of ['/scholen?cursor=onzin', '/scholen?cursor=AAAA', '/scholen?cursor=', `/scholen?soort=po&cursor=${volgende}`,
			`/bedrijven?cursor=${volgende}`, `/scholen?cursor=${volgende.slice(0, 20)}`, `/scholen?cursor=${'A'.repeat(2000)}`])
			assert.equal((await w.staf.get(url, { expect: 400 })).body.errors[0].pointer, '?cursor', url);
	});
	await story(t, w, 'limit is 1 to 100 and 20 by itself', async () => {
		for (const bad of ['0', '101', '-1', 'x', '1.5', '', '9999999999999999999'])
			assert.equal((await w.staf.get(`/scholen?limit=${bad}`, { expect: 400 })).body.errors[0].pointer, '?limit', bad);
		const shown = (await w.staf.get('/bedrijven')).body.items.length;
		assert.equal(shown, Math.min(20, w.number('select count(*) from bedrijf where gesloten_op is null')));
	});
	await story(t, w, 'an unknown query key, a doubled one and two faults at once', async () => {
		assert.deepEqual(codes(await w.staf.get('/scholen?kleur=rood', { expect: 400 })), ['?kleur parameter.onbekend']);
		assert.deepEqual(codes(await w.staf.get('/scholen?soort=po&soort=vo', { expect: 400 })), ['?soort parameter.dubbel']);
		assert.equal(codes(await w.staf.get('/scholen?kleur=rood&limit=0&soort=xx', { expect: 400 })).length, 3);
	});
}

async function versionTests(t, w) {
	await story(t, w, 'a change asks If-Match, of the version that stands', async () => {
		const path = `/kringen/${w.kringNabij.id}`;
		const { etag } = await w.staf.get(path, { expect: 200 });
		const media = { 'Content-Type': 'application/merge-patch+json' };
		const patch = (headers) => w.staf.request('PATCH', path, { json: { omschrijving: 'Nieuw' }, headers: { ...media, ...headers } });
		assert.equal((await patch({})).status, 428);
		for (const stale of ['"999"', 'W/' + etag, '"onzin"'])
			assert.equal((await patch({ 'If-Match': stale })).status, 412, stale);
		for (const wrong of ['*', 'onzin', `${etag}, "999"`])
			assert.deepEqual(codes(await patch({ 'If-Match': wrong })), ['If-Match versie.vorm'], wrong);
		const done = await patch({ 'If-Match': etag });
		assert.equal(done.status, 200);
		assert.notEqual(done.etag, etag);
		const lost = await patch({ 'If-Match': etag });
		assert.deepEqual([lost.status, lost.etag], [412, done.etag]);
		assert.deepEqual((await w.staf.get(path)).body, { ...w.kringNabij, omschrijving: 'Nieuw' });
		/* null takes away, what is not named stays. */
		assert.equal((await w.staf.patch(path, { omschrijving: null }, { expect: 200 })).body.omschrijving, null);
	});
	await story(t, w, 'a merge-patch of the wrong media type is 415', async () => {
		const answer = await w.staf.request('PATCH', `/kringen/${w.kringNabij.id}`, {
			json: {}, headers: { 'Content-Type': 'application/json', 'If-Match': '"1"' } });
		assert.equal(answer.status, 415);
	});
}

async function refusalTests(t, w) {
	await story(t, w, '401 without a token, with a wrong one, with another scheme', async () => {
		for (const authorization of [null, 'Bearer', 'Bearer x', `Bearer ${'A'.repeat(43)}`, `Basic ${w.staf.token}`, w.staf.token]) {
			const answer = await w.client.get('/scholen', { headers: { authorization } });
			assert.equal(answer.status, 401, String(authorization));
			assert.match(answer.headers.get('www-authenticate'), /^Bearer/);
		}
		/* The scheme is not case sensitive. */
		await w.client.get('/ik', { headers: { authorization: `bearer ${w.staf.token}` }, expect: 200 });
	});
	await story(t, w, 'signing in: wrong password and unknown address are the same, too often is 429', async () => {
		const { email, wachtwoord } = w.losElders;
		const wrong = await w.client.post('/sessies', { email, wachtwoord: 'niet goed' }, { expect: 401 });
		const unknown = await w.client.post('/sessies', { email: 'niemand@pad.example', wachtwoord: 'niet goed' }, { expect: 401 });
		assert.deepEqual({ ...wrong.body, instance: 0 }, { ...unknown.body, instance: 0 });
		await w.client.post('/sessies', { email: email.toUpperCase(), wachtwoord }, { expect: 201 });
		let answer;
		for (let i = 0; i < 60 && answer?.status !== 429; i++)
			answer = await w.client.post('/sessies', { email: 'vaak@pad.example', wachtwoord: 'niet goed' }, { expect: [401, 429] });
		assert.equal(answer.status, 429);
		assert.ok(Number(answer.headers.get('retry-after')) > 0);
	});
	await story(t, w, '403 where the role may not: nothing is said of the object', async () => {
		for (const [client, method, path, json] of [
			[w.schoolA, 'POST', '/kringen', { naam: 'X', gemeenten: ['0034'] }], [w.bedrijf, 'POST', '/bedrijven', { naam: 'X' }],
			[w.los, 'GET', '/vrijwilligers'], [w.bedrijf, 'POST', '/aanvragen', {}], [w.los, 'GET', `/aanvragen/${w.vraag.id}/kandidaten`],
			[w.staf, 'POST', '/koppelingen/019c0000-ffff-7000-8000-00000000dead/reacties', { reactie: 'bevestigen' }],
			[w.schoolA, 'POST', '/koppelingen/019c0000-ffff-7000-8000-00000000dead/besluiten', { besluit: 'goedkeuren' }]]) {
			const answer = await client.request(method, path, { json });
			assert.deepEqual([answer.status, answer.body.code], [403, 'rol.niet_toegestaan'], `${method} ${path}`);
		}
	});
	await story(t, w, '404: an unknown path, a trailing slash, an id that is none', async () => {
		const { id } = w.schoolA.school;
		for (const path of ['/schollen', '/scholen/', `/scholen/${id}/`, `/scholen/${id}/klassen`, '/scholen/1', '/scholen/abc%2f', '/Scholen',
			`/scholen/${id.toUpperCase()}x`, '/aanvragen//kandidaten'])
			await w.staf.get(path, { expect: 404 });
		for (const outside of ['/', '/v1', '/v2/scholen', '/scholen'])
			assert.equal((await fetch(w.service.base + outside)).status, 404, outside);
	});
	await story(t, w, '405 names what is allowed; HEAD is GET without a body', async () => {
		for (const [method, path, allow] of [['DELETE', '/scholen', 'GET, HEAD'], ['PUT', '/kringen', 'GET, HEAD, POST'],
			['POST', `/kringen/${w.kringNabij.id}`, 'GET, HEAD, PATCH'], ['GET', '/aanmeldlinks', 'POST']]) {
			const answer = await w.staf.request(method, path, { expect: 405 });
			const names = answer.headers.get('allow').split(/, */).filter((m) => m !== 'OPTIONS').sort();
			assert.equal(names.join(', '), allow.split(', ').sort().join(', '), `${method} ${path}`);
		}
		for (const path of ['/scholen', `/scholen/${w.schoolA.school.id}`, '/toestanden', '/koppelingen/019c0000-ffff-7000-8000-00000000dead']) {
			const [get, head] = [await w.staf.get(path), await w.staf.request('HEAD', path)];
			assert.equal(head.text, '');
			const pick = (a) => [a.status, a.etag, a.headers.get('content-type'), a.headers.get('content-length'), a.headers.get('link')];
			assert.deepEqual(pick(head), pick(get), path);
		}
	});
	await story(t, w, '406 for what we do not speak', async () => {
		for (const accept of ['text/csv', 'application/xml', 'application/json;q=0'])
			await w.staf.get('/scholen', { headers: { accept }, expect: 406 });
		for (const accept of ['*/*', 'application/*', 'text/csv, application/json;q=0.1'])
			await w.staf.get('/scholen?limit=1', { headers: { accept }, expect: 200 });
	});
	await story(t, w, '413 for a body that is too large, 415 for another form', async () => {
		const head = `POST /v1/aanvragen HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${w.schoolA.token}\r\nContent-Type: application/json\r\n`;
		const url = `${w.service.base}/v1/aanvragen`;
		for (const text of [`${head}Content-Length: 65537\r\n\r\n`, `${head}Transfer-Encoding: chunked\r\n\r\n10001\r\n`]) {
			const answer = await raw(w.service.base, text);
			assert.equal(answer.status, 413);
			assert.deepEqual(w.contract.judge('POST', url, answer), []);
		}
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', 'application/merge-patch+json'])
			await w.schoolA.request('POST', '/aanvragen', { body: '{}', headers: { 'Content-Type': type }, expect: 415 });
	});
	await story(t, w, 'all faults of a body come at once, each with its place', async () => {
		const answer = await w.schoolA.post('/aanvragen', { klas: '', soort: 'feest', onderwerp: 7, niveau: 'po-groep-9', groepsgrootte: 0,
			vanDatum: '2026-02-30', dagdelen: ['za-ochtend'], themas: ['Robotica'], kleur: 'rood' }, { expect: 400 });
		assert.deepEqual(new Set(answer.body.errors.map((e) => e.pointer)), new Set(['/klas', '/soort', '/onderwerp', '/niveau', '/groepsgrootte',
			'/vanDatum', '/totDatum', '/dagdelen/0', '/themas/0', '/kleur']));
		const meaning = await w.schoolA.post('/aanvragen', { klas: 'X', soort: 'gastles', onderwerp: 'X', niveau: 'vwo-6', groepsgrootte: 20,
			vanDatum: '2020-02-01', totDatum: '2020-01-01', dagdelen: ['ma-ochtend'], themas: ['bestaat-niet'] }, { expect: 400 });
		assert.deepEqual(new Set(meaning.body.errors.map((e) => e.pointer)), new Set(['/niveau', '/totDatum', '/themas/0']));
		for (const body of ['', '{', '[]', 'null', '{"klas":"a","klas":"b"}', '{"klas":"\\ud800"}', '\ufeff{}'])
			await w.schoolA.request('POST', '/aanvragen', { body, headers: { 'Content-Type': 'application/json' }, expect: 400 });
	});
}

export function httpTests(t, w) {
	return t.test('the API answers the wrong question well', async (t) => {
		await listTests(t, w);
		await versionTests(t, w);
		await refusalTests(t, w);
		await story(t, w, 'the table of steps is open to all and is the one the database holds', async () => {
			const { body } = await w.client.get('/toestanden', { expect: 200 });
			/* A side's own yes leaves the state as it is; the table of the database has what changes a state or moves a day. */
			const changes = body.stappen.filter((s) => s.van !== s.naar || s.gevolgen.includes('tijdvak_verzetten'));
			const steps = changes.flatMap((s) => s.rollen.map((rol) => [s.van ?? '', s.naar, rol, s.redenNodig].join()));
			const rows = w.rows('select * from toestand_stap').map((r) => [r.van, r.naar, r.rol, r.reden_nodig].join());
			assert.deepEqual([...new Set(steps)].sort(), rows.sort());
		});
	});
}
