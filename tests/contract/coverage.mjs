/*
 * Over what the other tests wrote down (SCHAKEL_COVERAGE): every operation gave each answer that says
 * something of its own, nothing was answered that is not declared, and whatever can name or show how to reach a person was
 * seen in the audit with whom.
 */
import { readFileSync } from 'node:fs';
import { readContract } from '../support/contract.mjs';

const contract = readContract();
const seen = new Map(contract.operations.map((op) => [op.id, new Set()]));
const told = new Set();
const faults = [];
let answers = 0;
for (const line of readFileSync(process.env.SCHAKEL_COVERAGE, 'utf8').split('\n').filter(Boolean)) {
	const { operation, status, audited } = JSON.parse(line);
	if (audited) {
		told.add(operation);
		continue;
	}
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

/* ---- readings of people ---- */

/* What names somebody or says how to reach them, from where they came, or which volunteer it is. A schema with one of these is of a person, or says here
 * that it is not. */
const NAMING = ['naam', 'aanbieder', 'email', 'telefoon', 'netwerk', 'toestel', 'vrijwilligerId'];
const THINGS = new Set(['IkLid', 'Aanmelddienst', 'Identiteit', 'App', 'Sleutel', 'Agendalink', 'School', 'Gemeente', 'Kring', 'ContactSchool', 'Klas', 'ProefGemeente', 'AgendaSchool', 'AgendaFaciliteit', 'AgendaPlek', 'Weergave', 'Mijlpaal', 'Prikbordcel', 'Zoekopdracht', 'ReeksOvergeslagen', 'Keuzeronde', 'SpreidingGemeente', 'SpreidingSchool', 'VerschilSchool']);
/* The answer is about who calls, and nobody else. */
const OWN = new Set(['rondgangPost', 'rondgangAnnuleringPost', /* what is not approved, or ended, says of nobody how to reach them, and only companies are visited */
	'sessiePost', 'ikGet', 'ikPatch', 'sessieList', 'ikBezwaarList', 'ikBezwaarPost', 'ikBezwaarDelete', 'lidPost']);

function schemasOf(op) {
	const found = new Set();
	const visit = (node) => {
		if (node === null || typeof node !== 'object')
			return;
		const name = node.$ref?.split('/').pop();
		if (name && found.has(name))
			return;
		if (name)
			found.add(name);
		Object.entries(name ? contract.deref(node) : node).forEach(([key, value]) => key !== 'examples' && visit(value));
	};
	Object.values(op.answer(op.success).content ?? {}).forEach((media) => visit(media.schema));
	return found;
}

const names = (schema) => NAMING.some((name) => contract.spec.components.schemas[schema].properties?.[name]?.type);
const ofPeople = (op) => [...schemasOf(op)].some((schema) => names(schema) && !THINGS.has(schema));
for (const op of contract.operations) {
	if (ofPeople(op) && !OWN.has(op.id) && !told.has(op.id))
		faults.push(`${op.id} gives somebody's data, and was never seen in the audit with whose`);
	if (OWN.has(op.id) && !ofPeople(op))
		faults.push(`${op.id} gives nobody's data: it needs no reason`);
}
for (const schema of THINGS)
	if (!contract.spec.components.schemas[schema] || !names(schema))
		faults.push(`${schema} names nothing: it needs no word here`);
faults.forEach((f) => console.log(f));
console.log(`${contract.operations.length} operations, ${answers} answers, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
