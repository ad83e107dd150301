/*
 * The linter of the NLgov API Design Rules over the bundled contract: no errors. The rules stand beside the
 * checkout, in ../shared/adr; where they are absent this is skipped.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SKIPPED = 77;
const tests = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const adr = path.resolve(tests, '../../shared/adr');
const spectral = path.join(tests, 'node_modules/@stoplight/spectral-cli/dist/index.js');

if (!existsSync(adr)) {
	console.log('skipped: ../shared/adr is not beside this checkout');
	process.exit(SKIPPED);
}
let failed = false;
for (const rules of ['ruleset.yaml', 'own-rules.yaml']) {
	let text;
	try {
		text = execFileSync(process.execPath, [spectral, 'lint', '--fail-severity=error', '-r', path.join(adr, rules),
			process.env.SCHAKEL_CONTRACT], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
	} catch (e) {
		failed = true;
		text = e.stdout ?? String(e);
	}
	console.log(`${rules}:\n${text}`);
}
process.exit(failed ? 1 : 0);
