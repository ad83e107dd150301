#!/usr/bin/env node
/*
 * Faults under load, one after another in an order that the seed decides:
 *
 *   fault.mjs [--seed N] [--fault NAME[,NAME]|all] [--seconds S] [--clients C] [--long]
 *
 * Starts a PostgreSQL of its own and `schakel serve` (SCHAKEL_BINARY) with two processes, and lets
 * the clients walk the story. After each fault the clients come to rest and everything is checked.
 * `seconds` is the load around each fault (1). A failure prints the seed and keeps the folder. The seed
 * fixes every choice and its order for each client, not what the clients do to each other in between.
 */
import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkAll } from './checks.mjs';
import { Cluster, sleep } from './cluster.mjs';
import { faults } from './faults.mjs';
import { Book, Load, dice, makeWorld } from './load.mjs';
import { Serve } from './serve.mjs';

const { values } = parseArgs({ options: {
	seed: { type: 'string', default: '1' }, fault: { type: 'string', default: 'all' }, seconds: { type: 'string', default: '1' },
	clients: { type: 'string', default: '8' }, long: { type: 'boolean', default: false } } });
const seed = Number(values.seed), seconds = Number(values.seconds);
const names = values.fault === 'all' ? Object.keys(faults) : values.fault.split(',');
const unknown = names.find((name) => !(name in faults));
if (unknown || !process.env.SCHAKEL_BINARY) {
	console.error(unknown ? `no fault ${unknown}; there are: ${Object.keys(faults).join(' ')}` : 'SCHAKEL_BINARY must name the program');
	process.exit(2);
}

function shuffle(list, roll) {
	for (let i = list.length - 1; i > 0; i--) {
		const j = roll(i + 1);
		[list[i], list[j]] = [list[j], list[i]];
	}
	return list;
}

async function setUp() {
	const cluster = new Cluster();
	await cluster.create();
	const serve = new Serve(process.env.SCHAKEL_BINARY, cluster.folder);
	await serve.init(cluster.uri);
	serve.run('migrate');
	const demo = path.join(cluster.folder, 'demo.json');
	serve.run('demo', 'load', '--base-url', serve.base, '--out', demo);
	await serve.start();
	const baseline = Math.min(...serve.descriptors());
	const world = await makeWorld(cluster, serve, JSON.parse(readFileSync(demo, 'utf8')).accounts);
	return { cluster, serve, world, baseline };
}

async function one(x, name, roll) {
	const begin = performance.now();
	x.book.reset();
	x.load.start();
	await sleep(seconds * 300 + roll(seconds * 400)); /* a random moment */
	const during = faults[name]({ ...x, roll, long: values.long });
	await Promise.race([during, x.load.failed]);
	const before = x.book.acked;
	await sleep(seconds * 500);
	await x.load.pause();
	if (x.book.acked === before)
		throw new Error('no write was acknowledged after the fault');
	await checkAll(x);
	console.log(`${name}: ${x.book.acked} writes, ${x.book.unclear} unclear, ${x.book.unanswered} done unanswered, slowest ${Math.round(x.book.slowest)} ms,` +
		` ${((performance.now() - begin) / 1000).toFixed(1)} s; ${[...x.book.codes].sort().map(([k, v]) => `${k} ${v}`).join(', ')}`);
}

const roll = dice(seed);
const begin = performance.now();
const x = { ...await setUp(), book: new Book() };
x.load = new Load(x.world, x.serve.base, x.book, { clients: Number(values.clients), seed });
x.serve.watch();
let failed = null, at = 'start';
try {
	for (at of shuffle([...names], roll))
		await one(x, at, roll);
	at = 'end';
	await x.serve.unwatch();
	const fault = await x.serve.stop() ?? x.serve.report();
	if (fault)
		throw new Error(fault);
} catch (e) {
	failed = e;
}
if (failed) {
	x.serve.watching = false;
	x.serve.parent.kill('SIGKILL');
	console.error(`FAILED at ${at}, seed ${seed}: ${failed.stack}\n`);
	console.error(`${x.serve.report() ?? readFileSync(x.serve.log, 'utf8').split('\n').filter((l) => !l.includes('"verzoek"')).slice(-15).join('\n')}\n` +
		`Kept: ${x.cluster.folder}`);
}
await x.cluster.remove({ keep: failed !== null });
console.log(`seed ${seed}: ${names.length} faults, ${x.book.acks.size} acknowledged writes, ${((performance.now() - begin) / 1000).toFixed(0)} s`);
process.exit(failed ? 1 : 0);
