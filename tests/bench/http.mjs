/*
 * A 300-byte JSON answer over keep-alive: lib/http against nginx that returns the text, against Fastify with
 * the text and with an object that both write; and `schakel serve` with its health, log line and all. Each
 * server has a processor of its own and wrk another, so that one is not fast with the time of the other.
 */
import path from 'node:path';
import { bench, bin, freePort, hasModules, here, startNginx, which } from './support.mjs';

const CONNECTIONS = 64;
const pinned = { cpu: 0 };
const WRK_CPU = 1;
const body = JSON.stringify({ text: 'x'.repeat(300 - '{"text":""}'.length) });

async function startFastify(b) {
	const port = await freePort();
	return b.server(process.execPath, [path.join(here, 'peers/fastify.mjs'), port], port, { ...pinned, env: { BENCH_BODY: body } });
}

async function checkSame(ours, theirs, where) {
	const [a, c] = await Promise.all([ours, theirs].map(async (p) => (await fetch(p.base + where)).text()));
	if (a !== c)
		throw new Error(`the two answers differ:\n${a}\n${c}`);
}

await bench('http', async (b) => {
	const port = await freePort();
	b.wrkCpu = WRK_CPU;
	const ours = await b.server(path.join(bin, 'http_server'), [port, body], port, pinned);
	/* No statement runs for /healthz, so there need be no database. */
	const service = await b.serve({ SCHAKEL_DATABASE: 'dbname=schakel' }, pinned);
	const nginx = which('nginx') ? await startNginx(b, await freePort(), body, pinned) : null;
	const fastify = hasModules() ? await startFastify(b) : null;
	for (const p of [nginx, fastify].filter(Boolean))
		await checkSame(ours, p, '/');
	if (fastify)
		await checkSame(ours, fastify, '/json');
	const side = (name, p, where) => (p ? [{ name, pid: p.pid, run: () => b.wrk(p.base + where, CONNECTIONS) }] : []);
	const r = await b.compare([
		...side('text', ours, '/'), ...side('nginx text', nginx, '/'),
		...side('object', ours, '/json'), ...side('fastify', fastify, '/json'),
		...side('fastify text', fastify, '/'), ...side('serve health', service, '/healthz')]);
	const n = nginx ? 'nginx' : 'nginx (not installed)';
	const f = fastify ? 'fastify' : 'fastify (not installed)';
	b.result('cpu_us_per_request', r.text.cpu, 'us', n, r['nginx text']?.cpu, '<= 1.1');
	b.result('requests_per_second', r.text.rps, '1/s', n, r['nginx text']?.rps, '>= 0.9');
	b.result('requests_per_second', r.object.rps, '1/s', f, r.fastify?.rps, '>= 2.5');
	b.result('text_requests_per_second', r.text.rps, '1/s', f, r['fastify text']?.rps);
	b.result('cpu_us_per_request', r.object.cpu, 'us', f, r.fastify?.cpu);
	b.result('p99', r.text.p99, 'us', n, r['nginx text']?.p99);
	b.result('healthz_cpu_us_per_request', r['serve health'].cpu, 'us', n, r['nginx text']?.cpu);
	b.result('healthz_requests_per_second', r['serve health'].rps, '1/s', n, r['nginx text']?.rps);
});
