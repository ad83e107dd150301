/*
 * docker-compose.yml and the Dockerfile cannot be run where this is built: no Docker engine. So they
 * are read against what they have to agree with: the program's own table of settings, its commands,
 * the ports, the health checks, the order of the migrations, and the packages of ./dev.
 *
 *   node compose.mjs PATH-OF-SCHAKEL
 *
 * First, each change in `broken` has to be caught.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseYaml } from './yaml.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.argv[2];
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const settings = JSON.parse(execFileSync(program, ['config', '--json'], { encoding: 'utf8' }));
const known = new Map(settings.map((s) => [s.env, s.default]));
const commands = execFileSync(program, ['help'], { encoding: 'utf8' });

const OURS = ['migrate', 'serve', 'work'];
const ALL = ['database', ...OURS, 'mail', 'proxy'];
const DEV_ONLY = new Set(['SCHAKEL_PORT', 'SCHAKEL_DATA']); /* of the script, not of the program */
const NOT_IN_IMAGE = new Set(['ccache', 'curl', 'jq', 'postgresql']); /* tools of ./dev */
const DOCKER_NAMES = { 'libevent-dev': ['libevent-core-2.1-7', 'libevent-pthreads-2.1-7'], 'libpq-dev': ['libpq5'],
	'libjansson-dev': ['libjansson4'], 'libsodium-dev': ['libsodium23'], 'libssl-dev': ['libssl3'], 'libutf8proc-dev': ['libutf8proc2'], 'libqrencode-dev': ['libqrencode4'],
	'libcurl4-openssl-dev': ['libcurl4', 'ca-certificates'] };

const seconds = (s) => Number.parseInt(s, 10) * (/m$/.test(s) ? 60 : 1);
const instructions = (text) => text.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ').split('\n').filter((l) => l.trim() !== '');

/* A service's own checks. */
function checkService(name, s, compose, say) {
	if (!['unless-stopped', 'always', 'on-failure'].includes(s.restart))
		say(`${name}: no restart policy`);
	if (name !== 'proxy' && s.ports)
		say(`${name}: a port of the host; only the proxy has one`);
	if (!s.build && !/:[\w.-]+$/.test(s.image ?? ''))
		say(`${name}: its image has no version`);
	const health = s.healthcheck;
	if (name === 'migrate' ? health?.disable !== true : !Array.isArray(health?.test) || health.test[0] !== 'CMD')
		say(`${name}: ${name === 'migrate' ? 'ends by itself, it has no health' : 'no health check as a list'}`);
	for (const [other, how] of Object.entries(s.depends_on ?? {})) {
		const target = compose.services[other];
		if (!target)
			say(`${name}: depends on ${other}, which is not there`);
		else if (how.condition === 'service_healthy' && !target.healthcheck?.test)
			say(`${name}: waits for the health of ${other}, which has no check`);
	}
	for (const net of s.networks ?? [])
		if (!(net in compose.networks))
			say(`${name}: network ${net} is not defined`);
	for (const secret of s.secrets ?? [])
		if (!(secret in (compose.secrets ?? {})))
			say(`${name}: secret ${secret} is not defined`);
	for (const config of s.configs ?? [])
		if (!(config.source in (compose.configs ?? {})))
			say(`${name}: config ${config.source} is not defined`);
	for (const v of s.volumes ?? [])
		if (!(v.split(':')[0] in compose.volumes))
			say(`${name}: volume ${v} is not defined`);
	for (const [key, v] of Object.entries(s.environment ?? {}))
		if (/PASSWORD|SECRET|TOKEN/.test(key) && !/^\$\{\w+:\?|^\/run\/secrets\//.test(v))
			say(`${name}: ${key} stands in the file; it comes from .env or a secret`);
	if (name !== 'database' && (s.read_only !== true || !s.cap_drop?.includes('ALL')))
		say(`${name}: may write in its image, or has rights that it does not need`);
}

/* What is ours has to be what the program knows. */
function checkProgram(name, s, database, image, say) {
	const environment = { ...image.env, ...s.environment };
	for (const key of Object.keys(environment))
		if (key.startsWith('SCHAKEL_') && !known.has(key))
			say(`${name}: ${key} is not a setting of the program`);
	/* By its socket: a host name would be looked up while the loop stands still. */
	const folder = /\?host=(\/[^&]+)/.exec(environment.SCHAKEL_DATABASE ?? '')?.[1];
	if (!folder || ![s, database].every((x) => x?.volumes?.includes(`socket:${folder}`)))
		say(`${name}: SCHAKEL_DATABASE does not lead to the socket of the service database`);
	const plain = Object.fromEntries(Object.entries(environment).filter(([, v]) => !String(v).includes('${')));
	const looked = spawnSync(program, ['config'], { env: { PATH: process.env.PATH, ...plain }, encoding: 'utf8' });
	if (looked.status !== 0)
		say(`${name}: the program refuses these settings: ${looked.stderr.trim()}`);
	if (s.command?.[0] !== name || !commands.includes(`schakel ${name}`))
		say(`${name}: its command is not "${name}"`);
	if (name !== 'migrate') {
		const health = s.healthcheck?.test?.slice(1).join(' ') ?? '';
		if (!health.startsWith('schakel ') || !commands.includes(health.split(' ').slice(0, 2).join(' ')))
			say(`${name}: its health check is no command of the program: ${health}`);
		if (s.depends_on?.migrate?.condition !== 'service_completed_successfully')
			say(`${name}: starts before the migrations are done`);
		const drain = Number(environment.SCHAKEL_DRAIN_MS ?? known.get('SCHAKEL_DRAIN_MS')) / 1000;
		if (!(seconds(s.stop_grace_period ?? '10s') > drain))
			say(`${name}: is ended before its ${drain} seconds of draining are over`);
	} else if (s.depends_on?.database?.condition !== 'service_healthy') {
		say('migrate: starts before the database answers');
	}
}

function checkImage(dockerfile, dev, ignore, say) {
	const lines = instructions(dockerfile);
	const stages = lines.filter((l) => l.startsWith('FROM '));
	if (stages.length < 2 || !stages.every((l) => /^FROM debian:bookworm-slim\b/.test(l)))
		say('Dockerfile: a build stage and a stage to run, both on debian:bookworm-slim');
	const packages = lines.filter((l) => l.includes('apt-get install'))
		.map((l) => l.match(/--no-install-recommends (.*?)(&&|$)/)[1].trim().split(/\s+/));
	const wanted = dev.match(/^run_packages=\(([\s\S]*?)\)/m)[1].replace(/'/g, '').trim().split(/\s+/)
		.map((p) => p.replace(/(:|>=).*/, '')).filter((p) => !NOT_IN_IMAGE.has(p));
	if (JSON.stringify([...wanted].sort()) !== JSON.stringify([...packages[0]].sort()))
		say(`Dockerfile: builds with ${packages[0].join(' ')}, ./dev with ${wanted.join(' ')}`);
	for (const p of wanted.filter((w) => w.startsWith('lib') && w !== 'libc6-dev'))
		for (const runs of DOCKER_NAMES[p] ?? [`(the library of ${p}: add it to tests/lint/compose.mjs)`])
			if (!packages[1]?.includes(runs))
				say(`Dockerfile: the last stage lacks ${runs}`);
	const last = lines.slice(lines.indexOf(stages.at(-1)));
	if (!last.some((l) => /^USER (?!0|root)\S/.test(l)))
		say('Dockerfile: runs as root');
	if (!last.some((l) => /^COPY --from=build \S*\/bin\/schakel /.test(l)) || !last.some((l) => l === 'ENTRYPOINT ["schakel"]'))
		say('Dockerfile: the program is not what the image starts');
	if (!last.some((l) => /^HEALTHCHECK .*CMD \["schakel", "doctor", "--ready"\]/.test(l)))
		say('Dockerfile: no health check by the program itself');
	/* The migrations are compiled in: they have to be there when it builds. */
	for (const folder of ['migrations', 'api', 'lib', 'services', 'tests', 'CMakePresets.json'])
		if (ignore.split('\n').some((l) => l.replace(/\/.*$/, '') === folder))
			say(`.dockerignore: leaves out ${folder}, which the build needs`);
	return {
		env: Object.fromEntries(last.filter((l) => l.startsWith('ENV ')).map((l) => l.slice(4).trim().split('='))),
		port: last.find((l) => l.startsWith('EXPOSE '))?.slice(7).trim(),
	};
}

function check(files) {
	const faults = [];
	const say = (text) => faults.push(text);
	const compose = parseYaml(files.compose);
	const image = checkImage(files.dockerfile, files.dev, files.ignore, say);
	if (JSON.stringify(Object.keys(compose.services).sort()) !== JSON.stringify([...ALL].sort()))
		say(`docker-compose.yml: its services are not ${ALL.join(', ')}`);
	for (const [name, s] of Object.entries(compose.services))
		checkService(name, s, compose, say);
	for (const name of OURS.filter((n) => compose.services[n]))
		checkProgram(name, compose.services[name], compose.services.database, image, say);
	for (const [key, v] of Object.entries(image.env))
		if (key.startsWith('SCHAKEL_') && !known.has(key))
			say(`Dockerfile: ${key}=${v} is not a setting of the program`);

	const listen = compose.services.serve?.environment?.SCHAKEL_LISTEN ?? '';
	const port = listen.split(':').at(-1);
	if (port !== image.port || image.env.SCHAKEL_LISTEN !== listen)
		say(`ports: serve listens on ${listen}, the image on ${image.env.SCHAKEL_LISTEN} and exposes ${image.port}`);
	if (!compose.configs?.caddyfile?.content?.includes(`reverse_proxy serve:${port}`))
		say(`ports: the proxy does not lead to serve:${port}`);
	if (!compose.services.proxy?.ports?.some((p) => p.endsWith(':443')))
		say('ports: the proxy does not offer 443');
	const shared = (a, b) => compose.services[a]?.networks?.some((n) => compose.services[b]?.networks?.includes(n));
	for (const [a, b] of [['proxy', 'serve'], ['serve', 'database'], ['work', 'database'], ['migrate', 'database'], ['work', 'mail']])
		if (!shared(a, b))
			say(`networks: ${a} cannot reach ${b}`);
	if (shared('proxy', 'database'))
		say('networks: the proxy can reach the database');
	const version = compose.services.database?.image?.match(/^postgres:(\d+)/)?.[1];
	if (!(Number(version) >= 15))
		say('database: PostgreSQL 15 or newer');

	for (const m of files.dev.matchAll(/\bSCHAKEL_[A-Z_]+/g))
		if (!known.has(m[0]) && !DEV_ONLY.has(m[0]))
			say(`dev: ${m[0]} is not a setting of the program`);
	return faults;
}

const files = { compose: read('docker-compose.yml'), dockerfile: read('Dockerfile'), dev: read('dev'), ignore: read('.dockerignore') };
const broken = [
	['compose', 'SCHAKEL_LISTEN: 0.0.0.0:8080', 'SCHAKEL_LISTENING: 0.0.0.0:8080'],
	['compose', 'SCHAKEL_LISTEN: 0.0.0.0:8080', 'SCHAKEL_LISTEN: 0.0.0.0:8081'],
	['compose', 'SCHAKEL_LISTEN: 0.0.0.0:8080', 'SCHAKEL_LISTEN: nowhere'],
	['compose', 'reverse_proxy serve:8080', 'reverse_proxy serve:80'],
	['compose', '      test: ["CMD", "schakel", "doctor", "--ready"]\n', ''],
	['compose', '"schakel", "doctor", "--ready"', '"schakel", "healthy"'],
	['compose', '      migrate:\n        condition: service_completed_successfully\n', ''],
	['compose', 'command: ["migrate"]', 'command: ["serve"]'],
	['compose', '    stop_grace_period: 30s\n', '    stop_grace_period: 3s\n'],
	['compose', '    restart: unless-stopped\n', ''],
	['compose', 'PGPASSWORD: ${DATABASE_PASSWORD:?set it in .env}', 'PGPASSWORD: geheim'],
	['compose', '    networks:\n      - inside\n    shm_size', '    networks:\n      - inside\n      - front\n    shm_size'],
	['compose', '      - socket:/var/run/postgresql\n', ''],
	['compose', '/schakel?host=/var/run/postgresql', '@database/schakel'],
	['compose', '    shm_size: 256m\n', '    ports:\n      - "5432:5432"\n'],
	['compose', 'image: axllent/mailpit:v1.21', 'image: axllent/mailpit'],
	['dockerfile', 'USER 10001:10001\n', ''],
	['dockerfile', ' libpq5', ''],
	['dockerfile', ' libpq-dev', ''],
	['dockerfile', 'EXPOSE 8080', 'EXPOSE 80'],
	['dockerfile', 'ENV SCHAKEL_LISTEN', 'ENV SCHAKEL_LISTENS'],
	['dockerfile', 'HEALTHCHECK', '#HEALTHCHECK'],
	['ignore', 'build\n', 'build\nmigrations\n'],
	['dev', 'export SCHAKEL_LISTEN', 'export SCHAKEL_LISTENER'],
];

let failed = 0;
for (const [file, from, to] of broken) {
	const text = files[file].replace(from, to);
	if (text === files[file] || check({ ...files, [file]: text }).length === 0) {
		console.log(`tests/lint/compose.mjs: does not catch ${JSON.stringify(from)} becoming ${JSON.stringify(to)}`);
		failed++;
	}
}
for (const fault of check(files)) {
	console.log(fault);
	failed++;
}
console.log(`compose: ${broken.length} breakages tried, ${failed} faults`);
process.exit(failed === 0 ? 0 : 1);
