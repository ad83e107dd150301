/*
 * Memory of a serving child: after its start, and for each of 10,000 idle keep-alive connections, which
 * must still be served afterwards. Beside it nginx, for scale.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { bench, bin, family, freePort, rssBytes, say, startNginx, which } from './support.mjs';

const WANTED = 10000;
/* Descriptors of the service beside its connections. */
const SPARE = 200;

/* Opens `count` connections; gives RSS before and with them, and how many were served again at the end. */
async function measure(b, p, count) {
	const child = family(p.pid).at(-1);
	const started = rssBytes(child);
	await fetch(`${p.base}/healthz`);
	const before = rssBytes(child);
	const client = b.start(path.join(bin, 'idle_client'), [new URL(p.base).port, count], { stdin: 'pipe', stdout: 'pipe' });
	const lines = readline.createInterface({ input: client.child.stdout })[Symbol.asyncIterator]();
	const next = async (word) => Number((await lines.next()).value?.split(`${word} `)[1] ?? 0);
	const open = await next('open');
	const held = rssBytes(child);
	client.child.stdin.end('\n');
	const served = await next('served');
	if (open !== count || served !== count)
		throw new Error(`of ${count} idle connections ${open} were opened and ${served} served again`);
	return { started, before, each: (held - before) / count, served };
}

await bench('memory', async (b) => {
	const limit = Number(execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' })) || Infinity;
	const count = Math.min(WANTED, limit - SPARE);
	if (count < WANTED)
		say(`    this machine allows ${limit} descriptors: ${count} connections`);
	const p = await b.serve({ SCHAKEL_DATABASE: 'dbname=schakel', SCHAKEL_CONNECTIONS: String(count + 100),
		SCHAKEL_IDLE_MS: '600000' });
	const ours = await measure(b, p, count);
	const nginx = which('nginx') ? await startNginx(b, await freePort(), 'x') : null;
	const theirs = nginx ? await measure(b, nginx, count) : null;
	const vs = nginx ? 'nginx' : 'nginx (not installed)';
	b.result('rss_after_start', ours.started, 'bytes', vs, theirs?.started);
	b.result('rss_per_idle_connection', ours.each, 'bytes', vs, theirs?.each);
	b.result('idle_connections_served', ours.served, '', 'opened', count, '>= 1');
});
