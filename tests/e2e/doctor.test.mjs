/* `schakel doctor` beside a database that speaks TLS, with a certificate of its own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Cluster } from '../fault/cluster.mjs';
import { freePort, run, Serve } from './service_hulp.mjs';

const DAYS = 12;

/* A key and a certificate for `localhost` that proves itself. */
function makeCertificate(t) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-doctor-'));
	t.after(() => rmSync(folder, { recursive: true }));
	const [key, cert] = ['key', 'cert'].map((name) => path.join(folder, name));
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-days', String(DAYS), '-subj', '/CN=localhost',
		'-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' });
	return { folder, cert, texts: { key: readFileSync(key), cert: readFileSync(cert) } };
}

async function startDatabase(t, texts) {
	const port = await freePort(), cluster = new Cluster(port);
	t.after(() => cluster.remove());
	await cluster.create();
	await cluster.stop();
	await cluster.start({ listen_addresses: '127.0.0.1', ssl: 'on',
		ssl_key_file: cluster.give('key', texts.key), ssl_cert_file: cluster.give('cert', texts.cert) });
	return { port, cluster };
}

test('doctor says how the database is reached, until when its certificate holds, and what of it to mend', async (t) => {
	const { folder, cert, texts } = makeCertificate(t);
	const { port } = await startDatabase(t, texts);
	const uri = (mode) => `postgresql://schakel@localhost:${port}/schakel?sslmode=${mode}&sslrootcert=${cert}`;
	const keys = path.join(folder, 'keys');
	assert.equal(run(['key', 'add', keys]).status, 0);
	const looks = (mode) => run(['doctor'], { SCHAKEL_DATABASE: uri(mode), SCHAKEL_KEY_FILE: keys });
	assert.equal(run(['migrate'], { SCHAKEL_DATABASE: uri('verify-full') }).status, 0);
	const well = looks('verify-full');
	assert.equal(well.status, 0, well.stdout);
	assert.match(well.stdout, /goed +PostgreSQL \d+\.\d+\n/);
	assert.match(well.stdout, /goed +de klok van de database loopt gelijk met deze/);
	assert.match(well.stdout, /goed +de verbinding met de database is versleuteld, en de naam klopt/);
	assert.match(well.stdout, new RegExp(`let op het certificaat van de database geldt nog ${DAYS - 1} dagen: vernieuw het`));
	assert.match(well.stdout, /goed +libevent 2\.\S+, libsodium 1\.\S+/);
	assert.match(well.stdout, /(goed|let op) .*de klok van deze machine/);
	assert.match(looks('require').stdout, /let op niemand kijkt of het de echte database is/);
	assert.match(looks('disable').stdout, /goed +de verbinding met de database blijft op deze machine/);
	chmodSync(keys, 0o640);
	assert.match(looks('verify-full').stdout, /let op anderen mogen \S+ lezen: chmod 600 /);
	chmodSync(keys, 0o620);
	assert.equal(looks('verify-full').status, 1);
});

test('doctor looks at the file of the services where people sign in, and says what of it to mend', async (t) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-doctor-'));
	t.after(() => rmSync(folder, { recursive: true }));
	const cluster = new Cluster(), [file, keys] = ['diensten.json', 'keys'].map((name) => path.join(folder, name));
	t.after(() => cluster.remove());
	await cluster.create();
	assert.equal(run(['migrate'], { SCHAKEL_DATABASE: cluster.uri }).status, 0);
	assert.equal(run(['key', 'add', keys]).status, 0);
	const good = { code: 'proef', naam: 'Proef', issuer: 'https://proef.example', clientId: 'x', geheim: 'y', scopes: 'openid' };
	const looks = (dienst, mode = 0o600) => {
		writeFileSync(file, JSON.stringify({ diensten: [dienst] }));
		chmodSync(file, mode);
		return run(['doctor'], { SCHAKEL_DATABASE: cluster.uri, SCHAKEL_KEY_FILE: keys, SCHAKEL_AANMELDDIENSTEN: file });
	};
	const alleen = { claim: 'soort', waarde: 'docent' };
	const well = looks({ ...good, alleen });
	assert.equal(well.status, 0, well.stdout);
	assert.match(well.stdout, /goed +aanmelden kan bij Proef \(https:\/\/proef\.example\)\n/);
	assert.match(looks(good).stdout, /goed +aanmelden kan bij Proef .*: wie daar binnenkomt, komt hier binnen/);
	const misspelt = looks({ ...good, allen: alleen });
	assert.equal(misspelt.status, 1);
	assert.match(misspelt.stdout, /fout +SCHAKEL_AANMELDDIENSTEN, dienst 1: een veld dat niet bestaat: allen\.\n/);
	assert.match(looks(good, 0o640).stdout, /let op anderen mogen \S+diensten\.json lezen: chmod 600 /);
	assert.equal(looks(good, 0o620).status, 1);
});

test('a process of the service leaves no core', async (t) => {
	const cluster = new Cluster();
	t.after(() => cluster.remove());
	await cluster.create();
	assert.equal(run(['migrate'], { SCHAKEL_DATABASE: cluster.uri }).status, 0);
	const serve = await Serve.start({ SCHAKEL_DATABASE: cluster.uri });
	await serve.ready();
	for (const pid of [serve.child.pid, ...serve.children()])
		assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /^Max core file size +0 +0 /m);
	assert.equal(await serve.stop(), 0);
});
