/* `schakel plan solve` as those see it who call it: what it writes, and with which exit. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'schakel-plan-'));
const file = join(folder, 'graaf');
after(() => rmSync(folder, { recursive: true }));

function solve(text, ...flags) {
	writeFileSync(file, text);
	const { status, stdout, stderr } = spawnSync(process.env.SCHAKEL_BINARY, ['plan', 'solve', ...flags, file], { encoding: 'utf8' });
	return [status, stdout, stderr.replaceAll(file, 'FILE')];
}

test('the cost first, then what flows', () => {
	const dimacs = 'p min 4 5\nn 1 4\nn 4 -4\na 1 2 0 4 2\na 1 3 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 1\n';
	const [status, stdout] = solve(dimacs);
	const [cost, ...flows] = stdout.trim().split('\n');
	assert.deepEqual([status, cost], [0, 'cost 14']);
	const arrives = flows.map((l) => l.match(/^f \d+ 4 (\d+)$/)).filter(Boolean).reduce((sum, [, n]) => sum + Number(n), 0);
	assert.equal(arrives, 4);
	assert.deepEqual(solve('3\n4 1 3\n2 0 5\n3 2 2\n'), [0, 'cost 5\nf 1 2 1\nf 2 1 1\nf 3 3 1\n', '']);
});

test('without a flow it says so, with an exit of its own', () => {
	const [status, stdout, stderr] = solve('p min 2 1\nn 1 2\nn 2 -2\na 1 2 0 1 0\n');
	assert.deepEqual([status, stdout], [3, 'infeasible\n']);
	assert.match(stderr, /^Er is geen oplossing/);
	assert.equal(solve('p asn 3 2\nn 1\na 1 2 5\na 1 3 5\n')[0], 3);
});

test('what is wrong is named by its line, and what is too large refused before it starts', () => {
	assert.deepEqual(solve('p min 2 1\nn 1 x\n'), [1, '', 'FILE, regel 2: hier hoort een geheel getal.\n']);
	assert.deepEqual(solve('p min 60000000 0\n', '--geheugen', '100').slice(0, 2), [1, '']);
	assert.match(solve('p min 60000000 0\n', '--geheugen', '100')[2], /^Dit vraagt \d{4} MiB geheugen, en mag er 100/);
	assert.deepEqual(solve('p min 2 1\nn 1 9\nn 2 -9\na 1 2 0 9 1\n', '--geheugen', '1'), [0, 'cost 9\nf 1 2 9\n', '']);
	const [status, , stderr] = solve(`p min 500000 1\na 1 2 0 1 ${2 ** 40}\n`);
	assert.deepEqual([status, stderr], [1, 'De kosten of aantallen zijn samen te groot om mee te rekenen.\n']);
	assert.equal(solve('', '--geheugen', '0')[0], 2);
});
