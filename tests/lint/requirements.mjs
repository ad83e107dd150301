/*
 * What REQUIREMENTS.md says that a requirement is held by is there: each row names a file and what stands in it, mostly the name
 * of a test.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

/* The faults of a text whose files `read` gives, undefined when one is not there. */
function faultsOf(text, read) {
	const [held] = text.split('\n## Not held yet');
	const rows = held.split('\n').filter((line) => /^\| (?!requirement|---)/.test(line)).map((line) => line.slice(2, -2).split(' | '));
	return rows.flatMap(([id, , proofs]) => {
		const named = proofs?.split('<br>').map((p) => /^`([^`]+)`: (.+)$/.exec(p)) ?? [];
		return named.length === 0 || named.includes(null) ? [`${id}: names no test`] : named
			.filter(([, file, what]) => !read(file)?.includes(what)).map(([, file, what]) => `${id}: ${file} has no "${what}"`);
	});
}

const example = (proofs) => faultsOf(`| requirement | asks | held by |\n| --- | --- | --- |\n| 1.1 | much | ${proofs} |`, (f) => (f === 'a.c' ? 'Test(a, holds)' : undefined));
const faults = example('`a.c`: holds').map((f) => `takes a good row for a bad one: ${f}`);
for (const bad of ['`a.c`: is_not_there', '`b.c`: holds', 'holds', '`a.c`: holds<br>later'])
	if (example(bad).length === 0)
		faults.push(`takes "${bad}"`);
const read = (file) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : undefined);
faults.push(...faultsOf(read('tests/REQUIREMENTS.md'), read));
for (const fault of faults)
	console.error(`tests/REQUIREMENTS.md: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
