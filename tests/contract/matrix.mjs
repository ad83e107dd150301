/*
 * Who sees what: role × operation × whose it is.
 *
 * Another's object answers exactly like an absent one, in every operation that names it; a role that
 * may not call an operation gets 403 whatever it names; what is one's own is found.
 */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { proposeSome } from '../support/scenario.mjs';
import { startService } from '../support/service.mjs';

const contract = readContract();
const ABSENT = '0190c0de-0000-7000-8000-000000000000';
/* Collections whose items belong to somebody; the others everybody may read. */
const OWNED = ['aanvragen', 'aanbod', 'koppelingen', 'vrijwilligers', 'vetos', 'leden'];
let service, failed = false;
const clients = {}, own = {}, others = {};

const idsOf = async (client, noun) => {
	const list = contract.operations.find((o) => o.path === `/${noun}` && o.method === 'GET');
	if (list.rollen.includes(client.ik.rol))
		return (await client.all(`/${noun}`)).map((item) => item.id);
	return noun === 'vrijwilligers' && client.ik.vrijwilligerId ? [client.ik.vrijwilligerId] : [];
};

before(async () => {
	failed = true;
	service = await startService();
	const anonymous = new Client({ base: service.base, contract });
	for (const rol of contract.roles())
		clients[rol] = await anonymous.login(service.account(rol));
	/* Each side gets something of its own, and there is something of others. */
	const { docent, school, bedrijf, vrijwilliger, medewerker } = clients;
	const other = await anonymous.login(service.account('school', 1));
	const ofOurs = (a) => a.bedrijfId === bedrijf.ik.bedrijfId || a.vrijwilligerId === vrijwilliger.ik.vrijwilligerId;
	await proposeSome(school, medewerker, { wanted: (a) => a.bedrijfId === bedrijf.ik.bedrijfId });
	await proposeSome(school, medewerker, { wanted: (a) => a.vrijwilligerId === vrijwilliger.ik.vrijwilligerId });
	await proposeSome(other, medewerker, { wanted: (a) => !ofOurs(a), count: 2 });
	await proposeSome(docent, medewerker);
	const elsewhere = (await medewerker.all('/bedrijven')).find((b) => b.id !== bedrijf.ik.bedrijfId);
	await school.post('/vetos', { bedrijfId: elsewhere.id, reden: 'anders' }, { expect: 201 });
	await bedrijf.post('/vetos', { schoolId: other.ik.schoolId, reden: 'anders' }, { expect: 201 });
	await vrijwilliger.post('/vetos', { schoolId: other.ik.schoolId, reden: 'anders' }, { expect: 201 });
	for (const rol of contract.roles()) {
		own[rol] = {};
		others[rol] = {};
		for (const noun of OWNED) {
			own[rol][noun] = await idsOf(clients[rol], noun);
			const all = await idsOf(clients.medewerker, noun);
			others[rol][noun] = all.filter((id) => !own[rol][noun].includes(id));
		}
	}
	failed = false;
});
after(() => service.stop({ failed }));

const nounOf = (op) => op.path.split('/')[1];
const without = ({ instance, ...rest }) => rest;

function call(client, op, id) {
	const path = op.path.replace('{id}', id).replace('{aanbodId}', own.medewerker.aanbod[0]);
	const json = op.body && (contract.deref(op.body).examples?.[0] ?? {});
	return client.request(op.method, path, { json, headers: op.method === 'PATCH' ? { 'If-Match': '"1"' } : {} });
}

const named = contract.operations.filter((o) => o.path.includes('{id}') && OWNED.includes(nounOf(o)));

test('there is something of one\'s own and of another to try with', () => {
	for (const rol of ['docent', 'school', 'bedrijf', 'vrijwilliger', 'kringcoordinator'])
		for (const noun of ['aanvragen', 'koppelingen'])
			assert.ok(others[rol][noun].length > 0 && own[rol][noun].length > 0, `${rol}: ${noun}`);
});

for (const op of named) {
	for (const rol of contract.roles().filter((r) => op.rollen.includes(r))) {
		test(`${op.id}: for a ${rol}, another's looks like an absent one`, async () => {
			failed = true;
			const absent = await call(clients[rol], op, ABSENT);
			assert.equal(absent.status, 404);
			for (const id of others[rol][nounOf(op)]) {
				const answer = await call(clients[rol], op, id);
				assert.equal(answer.status, 404, id);
				assert.deepEqual(without(answer.body), without(absent.body));
				for (const name of ['etag', 'location', 'content-length'])
					assert.equal(answer.headers.get(name), absent.headers.get(name), name);
			}
			failed = false;
		});
	}
	if (op.method === 'GET') {
		for (const rol of contract.roles().filter((r) => op.rollen.includes(r))) {
			test(`${op.id}: a ${rol} finds its own`, async () => {
				failed = true;
				/* Candidates are only for who asks: a side that sees the aanvraag has no such call. */
				for (const id of own[rol][nounOf(op)].slice(0, 5))
					assert.equal((await call(clients[rol], op, id)).status, 200, id);
				failed = false;
			});
		}
	}
}

for (const op of contract.operations.filter((o) => !o.open)) {
	for (const rol of contract.roles().filter((r) => !op.rollen.includes(r))) {
		test(`${op.id}: not for a ${rol}`, async () => {
			failed = true;
			const ids = [ABSENT, 'x', ...(own.medewerker[nounOf(op)] ?? []).slice(0, 1)];
			for (const id of op.path.includes('{id}') ? ids : [ABSENT])
				assert.equal((await call(clients[rol], op, id)).status, 403, id);
			failed = false;
		});
	}
}
