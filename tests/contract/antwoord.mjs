/*
 * Answers by the link of a letter, on the running service: of many at once one takes the step, the same one sent
 * again sees the same result, and the token is in no log.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { proposeSome } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

const tokens = [];

let service, anonymous;
const { clients, check } = suite({ env: { SCHAKEL_PROCESSES: '2' }, roles: ['school', 'medewerker'] }, async (world) => {
	({ service, anonymous } = world);
});

/* Approved matches with volunteers, each with the token that its letter brought. */
async function ask(count) {
	const koppelingen = await proposeSome(clients.school, clients.medewerker, { wanted: (a) => a.vrijwilligerId, count });
	assert.equal(koppelingen.length, count);
	const asked = [];
	for (const { id, titel } of koppelingen) {
		await clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
		const [letter] = service.letters();
		assert.ok(letter.includes(`"${titel}"`));
		const [, link] = /\/antwoord#([\w-]{43})\r$/m.exec(letter);
		tokens.push(link);
		asked.push({ id, link });
	}
	return asked;
}

const answer = (link, body, expect) => anonymous.post('/antwoorden', { link, ...body }, { expect });
const steps = async (id) => (await clients.medewerker.get(`/koppelingen/${id}/geschiedenis`, { expect: 200 })).body.items
	.filter((g) => g.rol === 'vrijwilliger').map((g) => g.stap);
const NO = { reactie: 'afslaan', reden: 'geen-tijd' };

check('of a yes and a no at once one is taken, and the other is told that the link was used', async () => {
	for (const { id, link } of await ask(3)) {
		const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => answer(link, i % 2 ? { reactie: 'bevestigen' } : NO, [200, 401])));
		const won = answers.filter((a) => a.status === 200);
		assert.equal(won.length, 3);
		assert.equal(new Set(won.map((a) => a.text)).size, 1, 'the same answer has the same result');
		assert.deepEqual(await steps(id), [won[0].body.reactie]);
	}
});

check('the same answer, eight at once and again later, is one step with one result', async () => {
	const [{ id, link }] = await ask(1);
	const answers = await Promise.all(Array.from({ length: 8 }, () => answer(link, { reactie: 'bevestigen' }, 200)));
	answers.push(await answer(link, { reactie: 'bevestigen' }, 200));
	assert.equal(new Set(answers.map((a) => a.text)).size, 1);
	assert.deepEqual(await steps(id), ['bevestigen']);
});

check('a link and the decline of the school at once: one of them ends the proposal', async () => {
	for (const { id, link } of await ask(3)) {
		const [byLink, bySchool] = await Promise.all([answer(link, NO, [200, 401]),
			clients.school.post(`/koppelingen/${id}/reacties`, NO, { expect: [201, 409] })]);
		assert.deepEqual([byLink.status === 200, bySchool.status === 201].filter(Boolean).length, 1);
		assert.equal((await clients.school.get(`/koppelingen/${id}`, { expect: 200 })).body.status, 'afgeslagen');
	}
});

check('what is approved again is asked by a new link, and the old one works no more', async () => {
	const [{ id, link }] = await ask(1);
	await clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'terugdraaien', reden: 'vergissing' }, { expect: 201 });
	await answer(link, { reactie: 'bevestigen' }, 401);
	await clients.medewerker.post(`/koppelingen/${id}/besluiten`, { besluit: 'goedkeuren' }, { expect: 201 });
	const [, again] = /\/antwoord#([\w-]{43})\r$/m.exec(service.letters()[0]);
	tokens.push(again);
	await answer(link, { reactie: 'bevestigen' }, 401);
	await answer(again, { reactie: 'bevestigen' }, 200);
	assert.deepEqual(await steps(id), ['bevestigen']);
});

check('what a link tells is what the contract says, and costs nothing', async () => {
	const [{ id, link }] = await ask(1);
	const { body: k } = await clients.school.get(`/koppelingen/${id}`, { expect: 200 });
	const { body } = await anonymous.post('/antwoorden/_vraag', { link }, { expect: 200 });
	assert.deepEqual([body.titel, body.schoolNaam, body.klas, body.tijdvak], [k.titel, k.schoolNaam, k.klas, k.tijdvak]);
	await answer(link, { reactie: 'bevestigen' }, 200);
	const { body: both } = await clients.school.post(`/koppelingen/${id}/reacties`, { reactie: 'bevestigen' }, { expect: 201 });
	assert.equal(both.status, 'ingepland');
	assert.equal((await anonymous.post('/antwoorden/_vraag', { link }, { expect: 401 })).body.code, 'link.ongeldig');
});

check('no token is in the log', () => {
	assert.ok(tokens.length >= 8);
	const log = readFileSync(service.log, 'utf8');
	assert.ok(log.includes('"antwoordPost"'));
	for (const token of tokens)
		assert.ok(!log.includes(token));
});
