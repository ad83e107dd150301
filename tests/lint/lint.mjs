/*
 * Runs one rule over the tree:  node lint.mjs RULE [ROOT]
 *
 * A rule (rules/<name>.mjs) exports
 *   applies(path)       whether it looks at this file (path from the root, with slashes)
 *   check(path, text)   the faults of one file: [{ line, reason }]
 *   bad                 { name: [path, text] }: each has to be caught
 *   good                { name: [path, text] }: each has to pass
 * The examples are tried first, so that a rule which no longer catches anything fails by itself.
 * One line that must break a rule carries, on it or above it, a comment "lint: <rule>: <reason>".
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(process.argv[3] ?? path.join(here, '../..'));
const name = process.argv[2];
const rule = await import(`./rules/${name}.mjs`);

function files() {
	const list = execFileSync('git', ['-c', 'safe.directory=*', '-C', root, 'ls-files', '-coz', '--exclude-standard'], {
		encoding: 'utf8', maxBuffer: 1 << 26 });
	return list.split('\0').filter((f) => f !== '' && existsSync(path.join(root, f))).sort();
}

function faults(file, text) {
	const lines = text.split('\n');
	const excused = (n) => [lines[n - 1], lines[n - 2]].some((l) => l?.includes(`lint: ${name}: `));
	return rule.check(file, text).filter((f) => !excused(f.line));
}

const out = [];
for (const [what, [file, text]] of Object.entries(rule.bad)) {
	if (!rule.applies(file) || faults(file, text).length === 0)
		out.push(`tests/lint/rules/${name}.mjs: does not catch its bad example "${what}"`);
}
for (const [what, [file, text]] of Object.entries(rule.good)) {
	if (rule.applies(file))
		for (const f of faults(file, text))
			out.push(`tests/lint/rules/${name}.mjs: refuses its good example "${what}": ${f.reason}`);
}
let seen = 0;
for (const file of files().filter((f) => rule.applies(f))) {
	seen++;
	for (const f of faults(file, readFileSync(path.join(root, file), 'utf8')))
		out.push(`${file}:${f.line}: ${f.reason}`);
}
for (const line of out)
	console.log(line);
console.log(`${name}: ${seen} files, ${out.length} faults`);
process.exit(out.length === 0 ? 0 : 1);
