/*
 * The faults. Each is done to a service under load and leaves it running; what holds for all of
 * them (checks.mjs) is looked at afterwards. `long` asks for the patient variant.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { childrenOf, lives, sleep, until } from './cluster.mjs';
import { Caller, slot, vraag } from './load.mjs';
import { Proxy } from './proxy.mjs';
import { Serve } from './serve.mjs';

const READY_AGAIN_MS = 5000;
const DEADLINE_MS = 9000; /* SCHAKEL_REQUEST_MS, and what a busy machine adds */
const ORPHANS_MS = 15000; /* the grace of a drain, and some */

/* Readiness says yes again, everywhere, soon after `since`. */
async function readyAgain({ serve }, since) {
	await serve.ready();
	const last = serve.answers.filter((a) => !a.yes).at(-1)?.until ?? since;
	assert.ok(last - since < READY_AGAIN_MS, `readiness came back only ${Math.round(last - since)} ms after the database`);
}

async function killChild(x) {
	for (let i = 0; i < 2; i++) {
		const children = x.serve.children(), pid = children[x.roll(children.length)];
		process.kill(pid, 'SIGKILL');
		await until('another child stands in for it', 8000, () => !lives(pid) && x.serve.children().length === children.length);
		await sleep(x.roll(400));
	}
}

async function killParent(x) {
	const orphans = x.serve.children();
	x.serve.parent.kill('SIGKILL');
	await x.serve.ended;
	await x.serve.start();
	await until('the orphans end', ORPHANS_MS, () => !orphans.some(lives));
}

/* Every request that was taken is answered, whole; what was not answered was not done. */
async function terminate(x) {
	const fault = await x.serve.stop();
	assert.equal(fault, null);
	await x.serve.start();
	await sleep(500); /* whoever was not answered asks again */
	assert.equal(x.book.broken, 0, 'answers that did not end');
	assert.equal(x.book.unanswered, 0, 'requests that were done and not answered');
}

async function freezeChild(x) {
	const children = x.serve.children(), pid = children[x.roll(children.length)];
	process.kill(pid, 'SIGSTOP');
	await sleep(x.long ? 12000 : 3000);
	process.kill(pid, 'SIGCONT');
	assert.ok(lives(pid));
}

async function killDatabase(x) {
	await x.cluster.crash(x.roll(2) === 0);
	await sleep(x.roll(600));
	await readyAgain(x, await x.cluster.start());
}

async function restartFast(x) {
	await x.cluster.stop('SIGINT');
	await readyAgain(x, await x.cluster.start());
}

async function restartImmediate(x) {
	await x.cluster.stop('SIGQUIT');
	await readyAgain(x, await x.cluster.start());
}

/* Readiness goes down and comes back by itself; meanwhile everybody hears 503 in time. */
async function databaseAway(x) {
	const gone = performance.now();
	await x.cluster.stop('SIGINT');
	await sleep(x.long ? 30000 : 4000);
	const down = x.serve.answers.find((a) => !a.yes && a.at >= gone);
	assert.ok(down && down.at - gone < READY_AGAIN_MS, 'readiness did not go down');
	assert.ok(x.book.codes.get('database.weg') > 0, 'nobody was told');
	await readyAgain(x, await x.cluster.start());
	assert.ok(x.book.slowest < DEADLINE_MS, `an answer took ${Math.round(x.book.slowest)} ms`);
}

/* Between statements, in one, in a commit: as it comes. */
async function endBackends(x) {
	for (let i = 0; i < 25; i++) {
		await x.cluster.sql(`select pg_terminate_backend(pid) from pg_stat_activity
			where application_name = 'schakel' and xact_start is not null order by pid offset ${x.roll(4)} limit 1`);
		await sleep(x.roll(100));
	}
}

/* The server takes all its sessions down with one that was killed, and comes back by itself. */
async function killBackend(x) {
	const pid = await until('somebody is in a transaction', 5000, () => x.cluster.sql(`select pid from pg_stat_activity
		where application_name = 'schakel' and xact_start is not null order by pid offset ${x.roll(3)} limit 1`));
	process.kill(Number(pid), 'SIGKILL');
	const since = await until('PostgreSQL recovers', 20000, () => x.cluster.sql('select 1', 'postgres').then(() => performance.now(), () => false));
	await readyAgain(x, since);
}

async function loseCommits(x) {
	const proxy = new Proxy(x.cluster.socket), direct = x.serve.env.SCHAKEL_DATABASE;
	await proxy.listen();
	const through = async (uri) => {
		assert.equal(await x.serve.stop(), null);
		x.serve.env.SCHAKEL_DATABASE = uri;
		await x.serve.start();
	};
	await through(proxy.uri);
	const modes = x.long ? ['answer', 'request', 'silence'] : ['answer', 'request'];
	proxy.mode = () => (x.roll(6) === 0 && proxy.lost < 40 ? modes[x.roll(modes.length)] : undefined);
	await until('commits are lost', 20000, () => proxy.lost >= 20);
	proxy.mode = () => undefined;
	await sleep(x.long ? 8000 : 300); /* silence is noticed by the clock only */
	await through(direct);
	proxy.close();
	const told = x.book.codes.get('uitkomst.onbekend') ?? 0;
	assert.ok(told >= proxy.lost - 2, `${proxy.lost} commits were lost, ${told} clients were told that it is not known`);
}

const STATES = ['40001', '40P01', '55P03'];
const PLACES = { aanvraag: 'insert', audit: 'insert', gebeurtenis: 'insert', idempotentie: 'insert or update' };

/* A trigger that refuses the first, or each n-th, time it is met; a sequence counts over rollbacks. */
async function refuseAt(x, table, state, every, body, { commit = false } = {}) {
	await x.cluster.sql(`create sequence if not exists proef_teller; grant usage on sequence proef_teller to public;
		alter sequence proef_teller restart;
		create or replace function proef_weiger() returns trigger language plpgsql as $$ begin
			if (nextval('proef_teller') - 1) % ${every} = 0 then raise exception 'proef' using errcode = '${state}'; end if;
			return null; end $$;
		create ${commit ? 'constraint ' : ''}trigger proef after ${PLACES[table]} on ${table}
			${commit ? 'deferrable initially deferred' : ''} for each row execute function proef_weiger()`);
	try {
		await body();
	} finally {
		await x.cluster.sql(`drop trigger proef on ${table}`);
	}
}

/* One request meets it once: nobody notices. Then all of them meet it often. */
async function conflicts(x) {
	await x.load.pause();
	const caller = new Caller(x.serve.base, x.book);
	for (const state of STATES)
		for (const [table, commit] of [...Object.keys(PLACES).map((t) => [t, false]), ['audit', true]])
			await refuseAt(x, table, state, 1000000, async () => {
				const unclear = x.book.unclear;
				const { status, text } = await caller.post(x.world.school, '/aanvragen', vraag('Proefklas 0'));
				assert.equal(status, 201, `${state} at ${table}${commit ? ' in the commit' : ''}: ${text}`);
				assert.equal(x.book.unclear, unclear, `${state} at ${table}: the client saw it`);
			}, { commit });
	caller.close();
	x.load.start();
	const table = Object.keys(PLACES)[x.roll(4)];
	await refuseAt(x, table, STATES[x.roll(3)], 5, () => sleep(2000), { commit: x.roll(2) === 0 && table !== 'idempotentie' });
}

/* Requests for one offer that nobody gets on with; the others go on, and so do reads. */
async function hotOffer(x, hold) {
	const caller = new Caller(x.serve.base, x.book), [aanbodId] = x.world.aanbod;
	caller.agent.maxSockets = 32;
	const asked = await Promise.all(Array.from({ length: 20 }, (_, i) => caller.post(x.world.school, '/aanvragen', vraag(`Hete klas ${i}`))));
	const before = x.book.acked;
	let done = false, reads = 0, slowest = 0, hot = 0;
	const held = hold(aanbodId).finally(() => { done = true; });
	await sleep(100);
	const tries = asked.map(async ({ body }) => {
		const key = randomUUID(), begin = performance.now();
		const answer = await caller.send('POST', `/aanvragen/${body.id}/koppelingen`, x.world.school, { key, json: { aanbodId, tijdvak: slot(x.roll) } });
		x.book.note({ kind: 'koppelingen', key, ...answer, ms: performance.now() - begin, before: 'nothing' });
		hot += answer.status === 503 ? 1 : 0;
		assert.ok(performance.now() - begin < DEADLINE_MS, `an answer took ${Math.round(performance.now() - begin)} ms`);
	});
	while (!done) {
		const begin = performance.now();
		const { status } = await caller.send('GET', '/aanvragen?limit=5', x.world.school);
		assert.equal(status, 200);
		slowest = Math.max(slowest, performance.now() - begin);
		reads++;
		await sleep(20);
	}
	await Promise.all(tries);
	await held;
	caller.close();
	assert.ok(slowest < 2000 && reads > 20, `reads stood still: ${reads}, slowest ${Math.round(slowest)} ms`);
	assert.ok(hot > 0, 'nobody was told to come back');
	assert.ok(x.book.acked > before, 'the other writes stood still');
}

async function lockRow(x) {
	await hotOffer(x, (id) => x.cluster.sql(`begin; select from aanbod where id = '${id}' for update; select pg_sleep(7)`));
}

async function slowStatement(x) {
	await x.cluster.sql(`create or replace function proef_traag() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return new; end $$;
		create trigger proef_traag before insert on koppeling for each row when (new.aanbod_id = '${x.world.aanbod[0]}') execute function proef_traag()`);
	await hotOffer(x, () => sleep(7000));
	await x.cluster.sql('drop trigger proef_traag on koppeling');
	assert.ok(x.book.codes.get('database.traag') > 0, 'no statement was ended');
}

const RESULTS = 12; /* requests whose candidates are compared */

/* The answer to one question, asked anew as long as its process says to try later: the database was away a moment ago. */
async function told(url, headers) {
	for (let i = 0; ; i++) {
		const r = await fetch(url, { headers });
		if (r.status !== 503 || i === 50)
			return `${r.status} ${await r.text()}`;
		await r.arrayBuffer();
		await sleep(200);
	}
}

/* The candidates of some requests, as one service gives them; asked often enough that each of its processes answers. */
async function candidates({ world, cluster }, base) {
	const headers = { authorization: `Bearer ${world.staf}`, connection: 'close' };
	const requests = await cluster.rows(`select id from aanvraag where status = 'open' order by md5(id::text) limit ${RESULTS}`);
	const texts = [];
	for (const { id } of requests) {
		const asked = await Promise.all(Array.from({ length: 6 }, () => told(`${base}/v1/aanvragen/${id}/kandidaten?limit=50`, headers)));
		assert.ok(asked.every((text) => text === asked[0]), `two processes answer differently:\n${[...new Set(asked)].join('\n')}`);
		assert.match(asked[0], /^200 /);
		texts.push(asked[0]);
	}
	assert.ok(texts.some((text) => text.includes('"rang":1')), 'nobody has a candidate');
	return texts;
}

/* The database dies twice while the supply changes. What every process then has of it is what a fresh one reads. */
async function snapshot(x) {
	for (let i = 0; i < 2; i++) {
		await sleep(x.roll(500));
		await x.cluster.crash(i === 0);
		await sleep(x.roll(400));
		await readyAgain(x, await x.cluster.start());
	}
	await sleep(300);
	await x.load.pause();
	const fresh = new Serve(x.serve.binary, x.cluster.folder);
	await fresh.init(x.serve.env.SCHAKEL_DATABASE);
	await fresh.start();
	assert.deepEqual(await candidates(x, x.serve.base), await candidates(x, fresh.base));
	assert.equal(await fresh.stop(), null);
	x.load.start();
}

export const faults = {
	'kill-child': killChild,
	'kill-parent': killParent,
	terminate,
	'freeze-child': freezeChild,
	'kill-database': killDatabase,
	'restart-fast': restartFast,
	'restart-immediate': restartImmediate,
	'database-away': databaseAway,
	'end-backends': endBackends,
	'kill-backend': killBackend,
	'lose-commits': loseCommits,
	conflicts,
	'lock-row': lockRow,
	'slow-statement': slowStatement,
	snapshot,
};
