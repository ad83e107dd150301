/* The story that `./dev up` tells, on the demo: every step is a real answer, and it can be told again. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startWorld, story } from './pad_wereld.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const verhaal = path.resolve(here, '../../services/admin/demo/verhaal.sh');
const STEPS = ['1. Een school vraagt een gastles', '2. De drie beste kandidaten, en waarom', '3. Wie niet kan, en waarom niet',
	'4. Het voorstel', '5. De medewerker keurt goed, beide kanten bevestigen', '6. In de agenda', '7. Wat er is vastgelegd',
	'8. Een voorstel wordt afgeslagen: het volgende komt vanzelf', '9. De medewerker beslist over meer tegelijk, en bedenkt zich'];

/* heading → the lines under it, without the marks of a terminal. */
function chapters(text) {
	const out = new Map();
	let lines;
	for (const line of text.replace(/\u001b\[\d*m/g, '').split('\n').filter(Boolean)) {
		if (/^\d\. /.test(line))
			out.set(line, lines = []);
		else
			lines.push(line.trim());
	}
	return out;
}

function told(text, demo) {
	const parts = chapters(text), [ask, best, not, proposal, yes, agenda, steps, again, many] = STEPS.map((s) => parts.get(s));
	assert.deepEqual([...parts.keys()], STEPS);
	assert.match(ask.join('\n'), /OBS De Zonnewijzer.* vraagt voor (Groep 7 .*): Robots: hoe werkt dat\?\nvan \d{4}-\d\d-\d\d tot en met \d{4}-\d\d-\d\d, 27 leerlingen, status open/);
	assert.equal(best.filter((l) => /^[123]\. .* score \d+ van 100000$/.test(l)).length, 3);
	assert.equal(best.filter((l) => /^\d+\t\S.*\.$/.test(l)).length, 9, 'three reasons for each of the three');
	assert.equal(best.filter((l) => /^eerst vrij: \d{4}-\d\d-\d\d (ochtend|middag|avond)$/.test(l)).length, 3);
	const scores = best.map((l) => /score (\d+) van/.exec(l)?.[1]).filter(Boolean).map(Number);
	assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
	assert.match(not.join('\n'), /^\S.*: \S.* \(regel [a-z_]+\)$/);
	assert.match(proposal.join('\n'), /status voorgesteld$/);
	assert.deepEqual(yes.map((l) => l.split(': ').at(-1)), ['status goedgekeurd', 'status goedgekeurd', 'status ingepland']);
	assert.equal(agenda.length, 1);
	const [, titel, klas, datum, dagdeel] = /^(.*) voor (Groep 7 \(.*\)) op (\S+) \((\w+)\): status/.exec(proposal[0]);
	const line = /^(\S+) (\w+): (.*), OBS De Zonnewijzer, (Groep 7 \(.*\)), door (.+)$/.exec(agenda[0]);
	assert.ok(line, agenda[0]);
	assert.deepEqual(line.slice(1, 5), [datum, dagdeel, titel, klas]);
	assert.ok(!/[{}]|null/.test(line[5]), line[5]);
	assert.deepEqual(steps.map((l) => l.split(/\s+/)[1]), ['voorstellen', 'goedkeuren', 'bevestigen', 'bevestigen', 'inplannen']);
	assert.match(again[0], /: status afgeslagen, reden geen-tijd$/);
	assert.equal(again[1], 'poging 1 van hoogstens 3: voorgesteld');
	assert.match(again[2], /^.* voor Groep 7b \(.*\) op \S+ \(\w+\): status voorgesteld$/);
	assert.notEqual(again[2].split(' voor Groep')[0], again[0].split(': status')[0], 'another offer');
	assert.deepEqual(many, ['voorbeeld: kan', 'uitgevoerd: gedaan', 'teruggedraaid: teruggedraaid']);
	for (const { wachtwoord } of demo.accounts)
		assert.ok(!text.includes(wachtwoord), 'a password is in the story');
	return klas;
}

test('the story of the demo', async (t) => {
	const w = await startWorld({ publishers: false });
	const worker = spawn(process.env.SCHAKEL_BINARY, ['work'], { env: w.service.env, stdio: 'ignore' });
	t.after(async () => {
		worker.kill('SIGTERM');
		await w.stop();
	});
	const demo = { baseUrl: w.service.base, accounts: w.service.accounts }, file = path.join(w.folder, 'demo.json');
	writeFileSync(file, JSON.stringify(demo));
	const tell = () => spawnSync('bash', [verhaal, file], { encoding: 'utf8' });
	const classes = [];
	for (const time of ['is told step by step with real answers', 'can be told a second time', 'and a third'])
		await story(t, w, time, () => {
			const { status, stdout, stderr } = tell();
			assert.deepEqual([status, stderr], [0, ''], stdout);
			classes.push(told(stdout, demo));
		});
	await story(t, w, 'each time is another lesson in the calendar', () => {
		assert.equal(w.number(`select count(*) from koppeling where status = 'ingepland'`), classes.length);
	});
	await story(t, w, 'a step that fails ends it with the problem', () => {
		writeFileSync(file, JSON.stringify({ ...demo, accounts: demo.accounts.map((a) => ({ ...a, wachtwoord: 'iets anders' })) }));
		const { status, stderr } = tell();
		assert.notEqual(status, 0);
		assert.match(stderr, /Het verhaal stopt: POST \/v1\/sessies gaf 401/);
	});
});
