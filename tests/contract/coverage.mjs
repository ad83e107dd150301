/*
 * Over what the other tests wrote down (SCHAKEL_COVERAGE): every operation gave each answer that says
 * something of its own, and nothing was answered that is not declared.
 */
import { readFileSync } from 'node:fs';
import { readContract } from '../support/contract.mjs';

const contract = readContract();
const seen = new Map(contract.operations.map((op) => [op.id, new Set()]));
const faults = [];
let answers = 0;
for (const line of readFileSync(process.env.SCHAKEL_COVERAGE, 'utf8').split('\n').filter(Boolean)) {
	const { operation, status } = JSON.parse(line);
	answers++;
	seen.get(operation).add(status);
}
/* Met by overload, a fault of ours, or too many wrong passwords: not by every operation. */
const RARE = new Set([429, 500, 503]);
const everywhere = new Set();
for (const op of contract.operations) {
	const got = seen.get(op.id);
	got.forEach((status) => everywhere.add(status));
	const needed = [op.success, ...op.statuses.filter((s) => !RARE.has(s) && [401, 412, 413, 415, 428].includes(s)),
		...(op.rollen.length < contract.roles().length ? [403] : []), ...(op.path.includes('{') ? [404] : [])]
		.filter((status) => !(op.open && status === 401 && op.id !== 'sessiePost'));
	const missed = [...new Set(needed)].filter((status) => !got.has(status));
	if (missed.length > 0)
		faults.push(`${op.id} was never seen to answer ${missed.join(', ')}`);
	const undeclared = [...got].filter((status) => !op.statuses.includes(status) && status !== 405);
	if (undeclared.length > 0)
		faults.push(`${op.id} answered ${undeclared.join(', ')}, which is not declared`);
}
for (const status of [400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 428, 429])
	if (!everywhere.has(status))
		faults.push(`no operation was seen to answer ${status}`);
faults.forEach((f) => console.log(f));
console.log(`${contract.operations.length} operations, ${answers} answers, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
