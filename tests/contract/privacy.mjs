/*
 * What people can do with what is held about them, by the service as it runs.
 */
import assert from 'node:assert/strict';
import { suite } from '../support/suite.mjs';

let service, anonymous;
const { contract, check } = suite({ roles: [] }, async (world) => {
	({ service, anonymous } = world);
});

async function signIn(rol, nth = 0) {
	const account = service.account(rol, nth);
	return { account, client: await anonymous.login(account) };
}

check('everyone gets all that is held about them, and each field says why it is there', async () => {
	for (const rol of contract.roles()) {
		const { client, account } = await signIn(rol);
		const rows = await client.all('/ik/gegevens');
		const [first] = rows;
		assert.equal(first.tabel, 'account');
		const fields = Object.fromEntries(first.groepen.flatMap((g) => g.velden).map((v) => [v.kolom, v.waarde]));
		assert.deepEqual([fields.id, fields.email], [client.ik.id, account.email]);
		for (const tabel of ['lid', 'sessie'])
			assert.ok(rows.some((r) => r.tabel === tabel), `${rol}: nothing of ${tabel}`);
		for (const groep of rows.flatMap((r) => r.groepen))
			assert.match(groep.grondslag, /^AVG art\. 6 lid 1 onder [a-f]/);
		assert.ok(rows.flatMap((r) => r.groepen).every((g) => !/[{}]/.test(g.termijn)), 'a term names no rule');
	}
});

check('everyone changes their own name, in the version that they saw, and can have their data restricted', async () => {
	const { client } = await signIn('kringcoordinator');
	const { etag, body: { naam } } = await client.get('/ik', { expect: 200 });
	const changed = await client.patch('/ik', { naam: `${naam} Anders` }, { etag, expect: 200 });
	assert.equal(changed.body.naam, `${naam} Anders`);
	assert.equal((await client.patch('/ik', { naam }, { etag, expect: 412 })).etag, changed.etag);
	assert.notEqual((await client.patch('/ik', { beperkt: true }, { expect: 200 })).body.beperktOp, null);
	assert.equal((await client.patch('/ik', { beperkt: false }, { expect: 200 })).body.beperktOp, null);
});

check('who is erased is signed out everywhere at once, and the last administrator stays', async () => {
	const { client, account: { email, wachtwoord } } = await signIn('docent');
	const elsewhere = await anonymous.login({ email, wachtwoord });
	const { body } = await client.request('DELETE', '/ik', { expect: 200 });
	assert.ok(Date.parse(body.gewistOp) <= Date.now());
	await elsewhere.get('/ik', { expect: 401 });
	await anonymous.post('/sessies', { email, wachtwoord }, { expect: 401 });
	const last = (await signIn('beheerder')).client;
	assert.equal((await last.request('DELETE', '/ik', { expect: 409 })).body.code, 'lid.laatste');
	await last.get('/ik', { expect: 200 });
});
