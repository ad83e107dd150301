/* The program as those see it who run it: starting, stopping, a database that goes away, the log. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { Client } from '../support/client.mjs';
import { startWorld, story } from './pad_wereld.mjs';
import { freePort, Gate, run, Serve, sleep, until } from './service_hulp.mjs';

const HELD_MS = 300, READY_ANSWER_MS = 4000;

async function databaseTests(t, w, gate, serve) {
	await story(t, w, 'healthz and readyz say 200, and readyz 503 without the database, until it is back', async () => {
		await serve.ready();
		const { pid } = serve.child, children = serve.children();
		await gate.shut();
		await serve.ready(503);
		assert.equal(await serve.status('/healthz'), 200);
		const begin = Date.now(), answer = await fetch(`${serve.base}/readyz`);
		assert.ok(Date.now() - begin < READY_ANSWER_MS, 'a balancer does not wait that long');
		assert.equal(answer.headers.get('retry-after'), '1');
		assert.deepEqual(await answer.json(), { status: 'database' });
		/* What needs the database says so in the form of the contract; what does not goes on. */
		const client = new Client({ base: serve.base, contract: w.contract, token: w.staf.token });
		const refused = await client.get('/ik', { expect: 503 });
		assert.ok(Number(refused.headers.get('retry-after')) > 0);
		await client.get('/openapi.json', { expect: 200 });
		await gate.open();
		await serve.ready();
		await client.get('/ik', { expect: 200 });
		assert.deepEqual([serve.child.pid, serve.children()], [pid, children], 'it was started again');
	});
	await story(t, w, 'a database that says nothing: 503 at the deadline of the request, then service as before', async () => {
		const other = await Serve.start({ SCHAKEL_DATABASE: gate.uri, SCHAKEL_REQUEST_MS: '500' });
		await other.ready();
		const client = new Client({ base: other.base, contract: w.contract, token: w.staf.token });
		await client.get('/ik', { expect: 200 });
		gate.hold();
		const begin = Date.now();
		const late = await Promise.all([client.get('/ik'), client.post('/kringen', { naam: 'Te laat', gemeenten: ['0034'] })]);
		assert.ok(Date.now() - begin < READY_ANSWER_MS, `it took ${Date.now() - begin} ms`);
		for (const { status, headers } of late)
			assert.deepEqual([status, headers.get('retry-after')], [503, '1']);
		gate.release();
		await until('it answers again', async () => (await client.get('/ik')).status === 200);
		assert.equal(await other.stop(), 0);
	});
	await story(t, w, 'SIGTERM: a request at work is answered, and all processes end well', async () => {
		const other = await Serve.start({ SCHAKEL_DATABASE: gate.uri });
		await other.ready();
		gate.hold();
		let answered = null;
		const slow = fetch(`${other.base}/v1/ik`, { headers: { authorization: `Bearer ${w.staf.token}` } }).then((r) => { answered = r.status; return r; });
		await sleep(HELD_MS);
		assert.equal(answered, null);
		const children = other.children();
		const stopping = other.stop();
		await until('the children drain', () => other.text.split('"stopt"').length === 3);
		assert.equal(answered, null);
		gate.release();
		const answer = await slow;
		assert.equal(answer.status, 200);
		assert.equal(answer.headers.get('connection'), 'close');
		assert.equal(await stopping, 0);
		for (const pid of children)
			assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
	});
	await story(t, w, 'SIGTERM: what never ends is cut off after the grace', async () => {
		const other = await Serve.start({ SCHAKEL_DATABASE: gate.uri, SCHAKEL_DRAIN_MS: '500' });
		await other.ready();
		/* A client that sends the beginning of a request and no more. */
		const socket = connect(other.port, '127.0.0.1', () => socket.write('POST /v1/sessies HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{'));
		socket.on('error', () => {});
		await sleep(HELD_MS);
		const begin = Date.now();
		assert.equal(await other.stop(), 0);
		assert.ok(Date.now() - begin < 8000);
		socket.destroy();
	});
}

/* One request over a connection of its own, so that the kernel may give it to any child. */
function fresh(url) {
	return new Promise((resolve) => {
		http.get(url, { agent: false }, (res) => res.resume().on('end', () => resolve(res.statusCode))).on('error', (e) => resolve(e.code));
	});
}

/* The figures as a machine reads them: { 'name{labels}': number }. Each line has the form of the text format 0.0.4. */
async function figures(port) {
	const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
	assert.equal(answer.status, 200);
	assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
	const lines = (await answer.text()).trim().split('\n'), seen = {}, families = new Map();
	for (const line of lines) {
		const [, type, kind] = /^# TYPE (\w+) (gauge|counter|histogram)$/.exec(line) ?? [];
		if (type) {
			assert.ok(!families.has(type), `${type} is told twice`);
			families.set(type, kind);
		} else if (!line.startsWith('# HELP ')) {
			const [, name, labels, value] = /^([a-z_]+)\{([a-z]+="[^"]+"(?:,[a-z]+="[^"]+")*)\} (\d+(?:\.\d+)?)$/.exec(line) ?? assert.fail(line);
			assert.ok(families.has(name) || families.get(name.replace(/_(bucket|sum|count)$/, '')) === 'histogram', line);
			seen[`${name}{${labels}}`] = Number(value);
		}
	}
	return seen;
}

const dial = (port) => new Promise((resolve, reject) => {
	const socket = connect(port, '127.0.0.1', () => resolve(socket)).on('error', reject);
});

/* Whether each of these processes knows this many offers, and says how far behind it is. */
function supplyIs(seen, processes, offers) {
	const of = (name, process) => seen[`schakel_snapshot_${name}{process="${process}"}`];
	return processes.every((p) => {
		assert.ok(of('lag_seconds', p) >= 0);
		return of('ready', p) === 1 && of('offers', p) === offers && of('bytes', p) > 0 && of('loads_total', p) >= 1;
	});
}

async function metricsTests(t, w, gate) {
	await story(t, w, 'the figures of all processes stand at /metrics, on an address of their own', async () => {
		const port = await freePort();
		const other = await Serve.start({ SCHAKEL_DATABASE: gate.uri, SCHAKEL_METRICS_LISTEN: `127.0.0.1:${port}` });
		await other.ready();
		for (let i = 0; i < 20; i++)
			await fresh(`${other.base}/v1/openapi.json`);
		await fresh(`${other.base}/v1/bestaat-niet`);
		const total = (seen, name) => Object.entries(seen).filter(([key]) => key.startsWith(name)).reduce((sum, [, n]) => sum + n, 0);
		const fours = (seen) => [0, 1].reduce((sum, p) => sum + seen[`schakel_answers_total{process="${p}",class="4xx"}`], 0);
		const seen = await until('the figures of both', async () => {
			const now = await figures(port);
			/* Each tells once a second, and readiness was asked as well. */
			return total(now, 'schakel_answers_total') >= 22 && fours(now) > 0 && now;
		});
		assert.ok(total(seen, 'schakel_stack_high_bytes') > 1000, 'who answered used a stack');
		for (const process of [0, 1])
			assert.ok(Math.abs(seen[`schakel_process_start_time_seconds{process="${process}"}`] - Date.now() / 1000) < 60);
		assert.equal(fours(seen), 1);
		assert.equal(total(seen, 'schakel_request_seconds_count'), total(seen, 'schakel_answers_total'));
		assert.equal((await fetch(`${other.base}/metrics`)).status, 404, 'not where clients come');
		assert.equal((await fetch(`http://127.0.0.1:${port}/v1/themas`)).status, 404);
		/* Eight connections for each of the two; they come to them as they like. */
		const idle = await Promise.all(Array.from({ length: 40 }, () => dial(port)));
		await until('there is no room', async () => (await fresh(`http://127.0.0.1:${port}/metrics`)) === 503);
		for (const socket of idle)
			socket.destroy();
		await until('there is room again', async () => (await fresh(`http://127.0.0.1:${port}/metrics`)) === 200);
		const post = await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' });
		assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD']);
		const offers = Number(w.sql("select count(*) from aanbod where status = 'actief'"));
		await until('the supply is all there, in both', async () => supplyIs(await figures(port), [0, 1], offers));
		assert.equal(await other.stop(), 0);
	});
	await story(t, w, '`work` tells the same of its own supply, on yet another address', async () => {
		const port = await freePort();
		const work = new Serve({ SCHAKEL_DATABASE: gate.uri, SCHAKEL_WORK_METRICS_LISTEN: `127.0.0.1:${port}` }, undefined, ['work']);
		const offers = Number(w.sql("select count(*) from aanbod where status = 'actief'"));
		await until('it listens', () => fetch(`http://127.0.0.1:${port}/metrics`).then((r) => r.status === 200, () => false));
		await until('the supply is all there', async () => supplyIs(await figures(port), [0], offers));
		assert.equal((await fetch(`http://127.0.0.1:${port}/v1/themas`)).status, 404);
		assert.equal(await work.stop(), 0);
	});
}

async function processTests(t, w, gate, serve) {
	await story(t, w, 'a child that is killed is started again, and the other goes on', async () => {
		await serve.ready();
		const before = serve.children();
		assert.equal(before.length, 2);
		process.kill(before[0], 'SIGKILL');
		const after = await until('a new child', () => {
			const now = serve.children();
			return now.length === 2 && !now.includes(before[0]) ? now : null;
		});
		assert.ok(after.includes(before[1]));
		await until('the new child answers', () => serve.lines().some((l) => l.gebeurtenis === 'kind.start' && l.proces === after.find((p) => !before.includes(p))));
		for (let i = 0; i < 40; i++)
			assert.equal(await fresh(`${serve.base}/healthz`), 200);
		assert.ok(serve.lines().some((l) => l.gebeurtenis === 'kind.gestopt' && l.niveau === 'warn'));
	});
	await story(t, w, 'all children at once: the service comes back', async () => {
		const before = serve.children();
		for (const pid of before)
			process.kill(pid, 'SIGKILL');
		await until('two new children', () => serve.children().length === 2 && serve.children().every((pid) => !before.includes(pid)));
		await serve.ready();
	});
	await story(t, w, 'a parent that is killed takes its children along', async () => {
		const other = await Serve.start({ SCHAKEL_DATABASE: gate.uri });
		await other.ready();
		const children = other.children();
		assert.equal(await other.stop('SIGKILL'), 'SIGKILL');
		await until('no child is left', () => children.every((pid) => {
			try {
				process.kill(pid, 0);
				return false;
			} catch {
				return true;
			}
		}));
	});
}

function checkTests(t, w, serve) {
	return story(t, w, 'serve --check says what is wrong, and what to do', async () => {
		const database = { SCHAKEL_DATABASE: w.service.databaseUri };
		const port = await freePort(), listen = { SCHAKEL_LISTEN: `127.0.0.1:${port}` };
		const good = run(['serve', '--check'], { ...database, ...listen });
		assert.deepEqual([good.status, good.stderr], [0, '']);
		const bad = run(['serve', '--check'], { ...database, SCHAKEL_LISTEN: 'overal', SCHAKEL_METRICS_LISTEN: 'ergens', SCHAKEL_PROCESSES: '0', SCHAKEL_TASKS: 'veel', SCHAKEL_LOG_LEVEL: 'luid' });
		assert.equal(bad.status, 2);
		for (const name of ['SCHAKEL_LISTEN', 'SCHAKEL_METRICS_LISTEN', 'SCHAKEL_PROCESSES', 'SCHAKEL_TASKS', 'SCHAKEL_LOG_LEVEL'])
			assert.match(bad.stderr, new RegExp(name), 'not all faults at once');
		const nowhere = run(['serve', '--check'], { ...listen, SCHAKEL_DATABASE: 'host=/nergens dbname=x' });
		assert.equal(nowhere.status, 1);
		assert.ok(nowhere.stderr.length > 0);
		const taken = run(['serve', '--check'], { ...database, SCHAKEL_LISTEN: `127.0.0.1:${serve.port}` });
		assert.equal(taken.status, 1);
		const really = run(['serve'], { ...database, SCHAKEL_LISTEN: `127.0.0.1:${serve.port}` });
		assert.equal(really.status, 1);
		for (const { stderr } of [taken, really])
			assert.match(stderr, new RegExp(`127.0.0.1:${serve.port}.*Kies een andere poort met SCHAKEL_LISTEN`));
	});
}

function descriptorTests(t, w) {
	const env = { SCHAKEL_DATABASE: w.service.databaseUri, SCHAKEL_PROCESSES: '1', SCHAKEL_CONNECTIONS: '600' };
	const limits = (pid) => /^Max open files +(\d+) +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8')).slice(1).map(Number);
	return story(t, w, 'descriptors: the soft limit is raised; a hard one that is too low is said, and kept to', async () => {
		const enough = await Serve.start(env, { descriptors: [100, 2000] });
		await enough.ready();
		const [soft, hard] = limits(enough.children()[0]);
		assert.ok(soft > 600 && soft < 2000 && hard === 2000, `${soft} of ${hard}`);
		assert.ok(!enough.text.includes('descriptors.te_weinig'));
		assert.equal(await enough.stop(), 0);
		const few = await Serve.start(env, { descriptors: [100, 200] });
		await few.ready();
		assert.deepEqual(limits(few.children()[0]), [200, 200]);
		const said = few.lines().filter((l) => l.gebeurtenis === 'descriptors.te_weinig');
		assert.equal(said.length, 1);
		assert.ok(said[0].harde_grens === 200 && said[0].nodig === soft && said[0].verbindingen < 200 && said[0].verbindingen > 50, JSON.stringify(said[0]));
		assert.equal(await few.stop(), 0);
		const none = run(['serve'], { ...env, SCHAKEL_LISTEN: `127.0.0.1:${await freePort()}` }, { descriptors: [60, 60] });
		assert.equal(none.status, 1);
		assert.match(none.stderr, /harde grens is 60.*ulimit -Hn/);
		const looks = (...descriptors) => run(['doctor'], env, { descriptors }).stdout;
		assert.match(looks(100, 2000), /goed +er zijn descriptors voor 600 verbindingen/);
		assert.match(looks(100, 200), new RegExp(`let op de harde grens van descriptors is 200, nodig zijn er ${soft}: serve neemt hier ${said[0].verbindingen} `));
		assert.match(looks(60, 60), /serve start hier niet/);
	});
}

function roleTests(t, w) {
	const uri = w.service.databaseUri;
	return story(t, w, 'serve works with a login that owns nothing; doctor says as whom serve signs in', async () => {
		const looks = (user) => run(['doctor'], { SCHAKEL_DATABASE: uri.replace('user=schakel', `user=${user}`) }).stdout;
		assert.match(looks('schakel'), /^let op serve en work melden zich bij de database aan als schakel, de eigenaar van het schema/m);
		assert.match(looks('schakel_serve'), /^goed +schakel_serve heeft in de database niet meer rechten dan schakel_dienst$/m);
		assert.match(looks('postgres'), /aan als postgres, voor wie geen grens geldt/);
		assert.match(looks('vreemde'), /^fout .*`grant schakel_dienst to vreemde`/m);
		const serve = await Serve.start({ SCHAKEL_DATABASE: uri.replace('user=schakel', 'user=schakel_serve') });
		await serve.ready();
		assert.equal(await serve.stop(), 0);
	});
}

function contactTests(t, w) {
	const place = '/.well-known/security.txt';
	return story(t, w, 'security.txt says whom to tell of a weakness, for half a year; without a contact there is none', async () => {
		const env = { SCHAKEL_DATABASE: w.service.databaseUri, SCHAKEL_PROCESSES: '1', SCHAKEL_PUBLIC_URL: 'https://schakel.example' };
		const serve = await Serve.start({ ...env, SCHAKEL_SECURITY_CONTACT: 'veilig@schakel.example' });
		await serve.ready();
		const answer = await fetch(serve.base + place), text = await answer.text();
		assert.match(answer.headers.get('content-type'), /^text\/plain; charset=utf-8$/);
		const fields = Object.fromEntries(text.trimEnd().split('\r\n').map((line) => line.split(': ')));
		assert.deepEqual({ ...fields, Expires: null }, { Contact: 'mailto:veilig@schakel.example', Expires: null, 'Preferred-Languages': 'nl, en',
			Canonical: `https://schakel.example${place}` });
		assert.match(fields.Expires, /^\d{4}-\d\d-\d\dT00:00:00Z$/);
		const days = (new Date(fields.Expires) - Date.now()) / 86400000;
		assert.ok(days > 30 && days < 365, `${days} days`);
		assert.equal((await fetch(serve.base + place, { method: 'HEAD' })).status, 200);
		assert.equal((await fetch(serve.base + place, { method: 'POST' })).status, 405);
		assert.equal(await serve.stop(), 0);
		const url = await Serve.start({ ...env, SCHAKEL_SECURITY_CONTACT: 'https://schakel.example/melden' });
		await url.ready();
		assert.match(await fetch(url.base + place).then((r) => r.text()), /^Contact: https:\/\/schakel\.example\/melden\r\n/);
		assert.equal(await url.stop(), 0);
		const none = await Serve.start(env);
		await none.ready();
		assert.equal((await fetch(none.base + place)).status, 404);
		assert.equal(await none.stop(), 0);
	});
}

function migrateTests(t, w) {
	const env = { SCHAKEL_DATABASE: w.service.databaseUri };
	return story(t, w, 'migrate twice does nothing; a schema of a newer program is refused by all', async () => {
		const tables = () => w.sql(`select md5(string_agg(attrelid::regclass || attname || atttypid::text, ',' order by attrelid, attnum)) from pg_attribute
			where attrelid::regclass::text in (select tablename from pg_tables where schemaname = 'public')`);
		const before = tables(), applied = w.sql('select array_agg(nummer || naam || sha256 || toegepast_op order by nummer) from schema_migratie');
		for (let i = 0; i < 2; i++)
			assert.equal(run(['migrate'], env).status, 0);
		assert.equal(tables(), before);
		assert.equal(w.sql('select array_agg(nummer || naam || sha256 || toegepast_op order by nummer) from schema_migratie'), applied);
		/* Each child looks once: with one of them it is known that it did. */
		const early = await Serve.start({ ...env, SCHAKEL_PROCESSES: '1' });
		await early.ready();
		w.sql(`insert into schema_migratie values (9999, '9999_van_later', repeat('a', 64), now())`);
		const refused = run(['migrate'], env);
		assert.equal(refused.status, 1);
		assert.match(refused.stderr, /9999.*nieuwere versie van het programma/);
		assert.equal(run(['serve', '--check'], { ...env, SCHAKEL_LISTEN: `127.0.0.1:${await freePort()}` }).status, 1);
		const imported = run(['import', 'postcodes', process.execPath, '--json'], env);
		assert.equal(imported.status, 1);
		/* A service that starts now is never ready; one that runs already goes on. */
		const late = await Serve.start(env);
		await late.ready(503);
		assert.deepEqual(await (await fetch(`${late.base}/readyz`)).json(), { status: 'schema' });
		assert.equal(await late.stop(), 0);
		assert.equal(await early.status('/readyz'), 200);
		assert.equal(await early.stop(), 0);
		w.sql('delete from schema_migratie where nummer = 9999');
		w.sql(`update schema_migratie set sha256 = repeat('b', 64) where nummer = 1`);
		const changed = run(['migrate'], env);
		assert.equal(changed.status, 1);
		assert.match(changed.stderr, /gewijzigd/);
	});
}

/* What people gave must not be in the log, however the request went. */
async function logTests(t, w, serve) {
	await story(t, w, 'the log is JSON with request ids, and without a trace of anybody', async () => {
		const client = new Client({ base: serve.base, contract: w.contract });
		const secret = { naam: 'Geheimpje Vandenplant', email: 'geheim.plant@pad.example', telefoon: '0320 987654', postcode: `${w.postcodes[0].pc4} XZ` };
		const wachtwoord = 'wachtwoordplant-1234';
		const { email } = await signUp(w, wachtwoord);
		const session = await client.post('/sessies', { email, wachtwoord }, { expect: 201 });
		await client.post('/sessies', { email: secret.email, wachtwoord: 'fout-wachtwoordplant' }, { expect: 401 });
		const staf = client.as(session.body.token);
		const made = await staf.post('/vrijwilligers', secret, { expect: 201, headers: { 'Idempotency-Key': 'sleutelplant' } });
		await staf.post('/vrijwilligers', secret, { expect: 409 });
		await staf.post('/vrijwilligers', { ...secret, telefoon: 'Telefoonplant!' }, { expect: 400 });
		await staf.get(`/vrijwilligers/${made.body.id}`, { expect: 200 });
		await staf.get('/scholen', { query: { zoek: 'Zoekplant' }, expect: 200 });
		await staf.get('/Padplant/geheim', { expect: 404 });
		await staf.get('/scholen', { query: { Vraagplant: 'ja' }, expect: 400 });
		const last = await staf.get('/ik', { expect: 200 });
		await until('the last line', () => serve.text.includes(last.headers.get('x-request-id')));
		const lines = serve.lines();
		for (const line of lines) {
			assert.match(line.tijd, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
			assert.ok(['debug', 'info', 'warn', 'error'].includes(line.niveau) && line.gebeurtenis && line.proces > 0, JSON.stringify(line));
		}
		const requests = lines.filter((l) => l.gebeurtenis === 'verzoek');
		assert.ok(requests.every((l) => /^[0-9a-f-]{36}$/.test(l.verzoek) && l.operatie && l.methode && l.status >= 200 && l.us >= 0));
		assert.equal(new Set(requests.map((l) => l.verzoek)).size, requests.length);
		const one = requests.find((l) => l.verzoek === made.headers.get('x-request-id'));
		assert.deepEqual([one.operatie, one.methode, one.status, one.rol], ['vrijwilligerPost', 'POST', 201, 'medewerker']);
		const text = serve.text.toLowerCase();
		for (const word of [...Object.values(secret), 'plant', '+31320987654', email, wachtwoord, session.body.token, w.staf.token, made.body.id])
			assert.ok(!text.includes(word.toLowerCase()), `${word} is in the log`);
	});
}

/* Who has an old token or an old password is out; the new one lets in. */
async function passwordTests(t, w) {
	await story(t, w, 'a new password ends every session of its account, and of no other', async () => {
		const account = await w.account('medewerker'), other = await w.account('medewerker');
		const again = await w.client.login(account);
		const wachtwoord = 'een heel ander wachtwoord';
		const r = w.run(['account', 'add', '--email', account.email, '--naam', 'Zelfde', '--rol', 'medewerker'], { input: wachtwoord + '\n' });
		assert.equal(r.status, 0, r.stderr);
		for (const client of [account, again])
			await client.get('/ik', { expect: 401 });
		await other.get('/ik', { expect: 200 });
		await w.client.post('/sessies', { email: account.email, wachtwoord: account.wachtwoord }, { expect: 401 });
		const renewed = await w.client.login({ email: account.email, wachtwoord });
		await renewed.get('/ik', { expect: 200 });
	});
}

async function signUp(w, wachtwoord) {
	const email = 'medewerker.logboek@pad.example';
	const r = w.run(['account', 'add', '--email', email, '--naam', 'Logboek', '--rol', 'medewerker'], { input: wachtwoord + '\n' });
	assert.equal(r.status, 0, r.stderr);
	assert.ok(!(r.stdout + r.stderr).includes(wachtwoord));
	for (const [flags, input, status, word] of [
		[['--email', 'geenadres', '--rol', 'medewerker'], wachtwoord + '\n', 1, /--email/],
		[['--email', 'wie@pad.example', '--rol', 'baas'], wachtwoord + '\n', 1, /--rol/],
		[['--email', 'wie@pad.example', '--rol', 'medewerker'], '', 2, /geen wachtwoord/],
		[['--email', 'wie@pad.example', '--rol', 'medewerker'], 'Welkom2026!\n', 1, /zo vaak gebruikt/],
	]) {
		const refused = w.run(['account', 'add', '--naam', 'Niemand', ...flags], { input });
		assert.equal(refused.status, status);
		assert.match(refused.stderr, word);
	}
	return { email };
}

test('the service starts, stops, loses its database and keeps its mouth shut', async (t) => {
	const w = await startWorld({ publishers: false });
	t.after(() => w.stop());
	const gate = new Gate(w.service.databaseUri);
	await gate.open();
	await story(t, w, 'a region', () => w.fill());
	await passwordTests(t, w);
	const serve = await Serve.start({ SCHAKEL_DATABASE: gate.uri });
	t.after(async () => {
		const code = await serve.stop();
		await gate.remove();
		assert.equal(code, 0, serve.text.slice(-2000));
	});
	await databaseTests(t, w, gate, serve);
	await metricsTests(t, w, gate);
	await processTests(t, w, gate, serve);
	await logTests(t, w, serve);
	await checkTests(t, w, serve);
	await descriptorTests(t, w);
	await roleTests(t, w);
	await contactTests(t, w);
	await migrateTests(t, w);
});
