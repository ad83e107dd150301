/* What must be true when the storm is over: the database against the book, and nothing left behind. */
import assert from 'node:assert/strict';
import { checkPromises } from '../support/invarianten.mjs';
import { until } from './cluster.mjs';
import { CONNECTIONS, PROCESSES } from './serve.mjs';

const SETTLE_MS = 5000;
const SEAL_BYTES = 45; /* what sealing adds */
const WATCHERS = 2; /* that ask for readiness, each on a connection */
const OPERATIONS = { aanvragen: 'aanvraagPost', koppelingen: 'koppelingPost', besluiten: 'besluitPost', reacties: 'reactiePost' };

/* Every acknowledged write is there with the answer that was given, once, and nothing else is. */
function checkBook(rows, book) {
	assert.deepEqual(book.wrong, []);
	const kept = new Map();
	for (const r of rows(`select operatie, sleutel, status, etag, octet_length(antwoord) as bytes from idempotentie where operatie in (${Object.values(OPERATIONS).map((o) => `'${o}'`)})`))
		kept.set(r.sleutel, r);
	const acks = [...book.acks];
	for (const [key, ack] of acks) {
		const row = kept.get(key);
		assert.ok(row, `${ack.kind} ${key} was acknowledged and is not there`);
		assert.equal(row.operatie, OPERATIONS[ack.kind]);
		/* It is sealed: what it says is for a repetition to show (load.mjs). */
		assert.equal(row.bytes - SEAL_BYTES, Buffer.byteLength(ack.text), `${key}: kept is another answer than was given`);
	}
	assert.equal(kept.size, acks.length, 'a key had an effect that nobody was told of');
	const ids = (kind) => acks.filter(([, a]) => a.kind === kind).map(([, a]) => a.id).sort();
	assert.deepEqual(rows(`select id from aanvraag where onderwerp = 'Proef onder storing'`).map((r) => r.id).sort(), ids('aanvragen'), 'requests');
	/* Those that somebody proposed: the worker refills what was declined. */
	assert.deepEqual(rows(`select koppeling_id as id from geschiedenis where volgnummer = 1 and rol <> 'systeem'`).map((r) => r.id).sort(), ids('koppelingen'), 'matches');
	const steps = new Set(rows('select koppeling_id, volgnummer from geschiedenis').map((g) => `${g.koppeling_id} ${g.volgnummer}`));
	const taken = acks.filter(([, a]) => a.kind !== 'aanvragen').map(([, a]) => `${a.id} ${a.etag}`);
	for (const step of taken)
		assert.ok(steps.has(step), `step ${step} was acknowledged and is not there`);
	assert.equal(new Set(taken).size, taken.length, 'one step was acknowledged under two keys');
	const [{ count }] = rows(`select count(*) from geschiedenis where rol <> 'systeem'`);
	assert.equal(count, taken.length, 'each key took one step');
}

/* One row of the audit for each acknowledged call, none for what was not done, and the seals on them hold (G14). */
function checkAudit(rows, book, serve) {
	const kept = new Map(rows(`select handeling, count(*) as aantal from audit where tabel = 'verzoek' and status < 300 group by handeling`)
		.map((r) => [r.handeling, r.aantal]));
	const kinds = [...book.acks.values()].map((a) => a.kind);
	for (const [kind, operation] of Object.entries(OPERATIONS))
		assert.equal(kept.get(operation) ?? 0, kinds.filter((k) => k === kind).length, `rows of the audit for ${operation}`);
	serve.run('work', '--once');
	assert.match(serve.run('audit', 'verify'), /^goed /);
}

/* Connections and descriptors go back to what they were; nobody sits in a transaction. */
async function checkLeftovers(cluster, serve, baseline) {
	await until('connections come to rest', SETTLE_MS, async () => {
		const [open, busy] = (await cluster.sql(`select count(*) || ' ' || count(*) filter (where state <> 'idle')
			from pg_stat_activity where application_name = 'schakel' and backend_type = 'client backend'`)).split(' ').map(Number);
		return open <= PROCESSES * CONNECTIONS && busy === 0;
	});
	const most = baseline + CONNECTIONS + WATCHERS;
	await until(`descriptors go back under ${most}`, SETTLE_MS, () => serve.descriptors().every((n) => n <= most))
		.catch((e) => { throw new Error(`${e.message}: ${serve.descriptors()}`); });
}

/* Every B-tree holds an entry for every row of its table (amcheck): a rule is no better than its index. */
async function checkIndexes(cluster) {
	await cluster.sql(`create extension if not exists amcheck;
		select bt_index_check(i.indexrelid, true) from pg_index i
		join pg_class c on c.oid = i.indexrelid and c.relnamespace = 'public'::regnamespace
		join pg_am m on m.oid = c.relam and m.amname = 'btree' where i.indisvalid and c.relpersistence = 'p'`);
}

export async function checkAll({ cluster, serve, book, baseline }) {
	const rows = (query) => cluster.rows(query);
	checkBook(rows, book);
	checkPromises(rows);
	checkAudit(rows, book, serve);
	await checkIndexes(cluster);
	await checkLeftovers(cluster, serve, baseline);
	assert.equal(serve.report(), null);
}
