/*
 * ASVS 6.3.3: on a service as it is installed, staff without a second factor reaches no operation but those that
 * set it up; with one, all that it may do; and nobody else is asked for one.
 */
import assert from 'node:assert/strict';
import { suite } from '../support/suite.mjs';
import { totp } from '../support/totp.mjs';

let service, anonymous;
const { contract, clients, check } = suite({ env: { SCHAKEL_SECOND_FACTOR: 'required' } }, async (world) => {
	({ service, anonymous } = world);
});

const ABSENT = '0190c0de-0000-7000-8000-000000000000';
const STAFF = ['medewerker', 'beheerder'];
const closed = contract.operations.filter((o) => !o.open);
const before2fa = new Set(closed.filter((o) => contract.spec.paths[o.path][o.method.toLowerCase()]['x-zonder-tweede-factor']).map((o) => o.id));

function call(client, op) {
	const path = op.path.replace(/\{\w+\}/g, ABSENT);
	return client.request(op.method, path, { json: op.body ? {} : undefined, headers: op.method === 'PATCH' ? { 'If-Match': '"1"' } : {} });
}

check('few operations go without', () => {
	assert.deepEqual([...before2fa].sort(),
		['bevestigingPost', 'ikGet', 'ikWachtwoordPost', 'sessiesDelete', 'tweedeFactorActiveringPost', 'tweedeFactorPost']);
});

for (const rol of STAFF) {
	for (const op of closed.filter((o) => !before2fa.has(o.id))) {
		check(`${op.id}: not for a ${rol} without a second factor`, async () => {
			const answer = await call(clients[rol], op);
			assert.deepEqual([answer.status, answer.body.code], [403, 'tweede_factor.nodig']);
		});
	}
}

check('whoever is no staff is not asked for one', async () => {
	for (const rol of contract.roles().filter((r) => !STAFF.includes(r)))
		await clients[rol].get('/aanbod', { expect: 200 });
});

for (const rol of STAFF) {
	check(`a ${rol} sets it up, and works with it from then on`, async () => {
		const client = clients[rol];
		const { body: { geheim } } = await client.post('/ik/tweede-factor', undefined, { expect: 201 });
		await client.get('/gewichten', { expect: 403 });
		await client.post('/ik/tweede-factor/activeringen', { code: totp(geheim) }, { expect: 201 });
		await client.get('/gewichten', { expect: 200 });
		const { email, wachtwoord } = service.account(rol);
		assert.equal((await anonymous.post('/sessies', { email, wachtwoord }, { expect: 401 })).body.code, 'code.nodig');
		/* The next step: that of now was used. */
		const { body } = await anonymous.post('/sessies', { email, wachtwoord, code: totp(geheim, 1) }, { expect: 201 });
		await anonymous.as(body.token).get('/gewichten', { expect: 200 });
	});
}

check('who lost the app and the recovery codes gets in again by the command line, and sets it up anew', async () => {
	const { email, wachtwoord } = service.account('medewerker');
	const client = clients.medewerker;
	await client.get('/gewichten', { expect: 200 });
	assert.match(service.run('account', 'drop-code', '--email', email), /staat uit/);
	assert.throws(() => service.run('account', 'drop-code', '--email', email), /geen tweede factor/);
	assert.throws(() => service.run('account', 'drop-code', '--email', 'niemand@voorbeeld.example'), /geen account/);
	await client.get('/ik', { expect: 401 });
	const again = await anonymous.login({ email, wachtwoord });
	await again.get('/gewichten', { expect: 403 });
});
