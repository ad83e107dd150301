/*
 * Property test of the running service, from the contract alone.
 *
 * For each operation and each role: requests that the contract allows. Their answers must be declared
 * and in shape (the client sees to that), never a 5xx, and a 400 may only be about what a schema cannot
 * say. For each operation with a body, and each query parameter: requests that it does not allow. They
 * must be refused with 400, naming every place that is wrong at once.
 *
 *   SCHAKEL_SEED   seed of the run (printed); default fixed
 *   SCHAKEL_RUNS   requests per property; default 8
 */
import fc from 'fast-check';
import { Arbitraries } from './arbitraries.mjs';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { proposeSome } from '../support/scenario.mjs';
import { startService } from '../support/service.mjs';

const seed = Number(process.env.SCHAKEL_SEED ?? 20261123);
const runs = Number(process.env.SCHAKEL_RUNS ?? 8);
const ABSENT = '0190c0de-0000-7000-8000-000000000000';

/* Codes that say: this does not fit the schema. A valid request never gets one. */
const SCHEMA_CODES = new Set(['json.syntax', 'veld.onbekend', 'veld.type', 'veld.te_kort', 'veld.te_lang', 'veld.te_klein',
	'veld.te_groot', 'veld.patroon', 'veld.formaat', 'veld.keuze', 'veld.dubbel', 'veld.null', 'veld.tekens', 'parameter.onbekend']);

const contract = readContract();
const service = await startService();
service.trust();
const anonymous = new Client({ base: service.base, contract });
const clients = {};
const findings = [];
let requests = 0;

/* What the service holds, by the name of the property or parameter that can hold it. */
async function pool() {
	const staff = clients.medewerker;
	const ids = async (path) => (await staff.all(path)).map((item) => item.id);
	const [schoolId, bedrijfId, kringId, vrijwilligerId, aanbodId, aanvraagId, gewichtId, klasId, normId, lespakketId, faciliteitId, campagneId, plekId, garantieId, keuzerondeId] = await Promise.all(
		['/scholen', '/bedrijven', '/kringen', '/vrijwilligers', '/aanbod', '/aanvragen', '/gewichten', '/klassen', '/normen', '/lespakketten', '/faciliteiten', '/campagnes', '/plekken', '/garanties', '/keuzerondes'].map(ids));
	const themas = (await anonymous.get('/themas')).body.items.map((t) => t.code);
	const gemeenten = [...new Set((await staff.all('/scholen')).flatMap((s) => s.gemeente?.code ?? []))];
	return { schoolId, bedrijfId, kringId, vrijwilligerId, aanbodId, aanvraagId, gewichtId, klasId, normId, lespakketId, vorigeId: lespakketId, faciliteitId, campagneId, plekId, garantieId, keuzerondeId, themas, thema: themas, ouder: themas, gemeenten, gemeente: gemeenten,
		telefoon: ['036 123 45 67', '+31 6 12345678', '(0320) 12 34 56'], postcode: ['8249 AB', '1315ab'], website: ['https://www.voorbeeld.example'] };
}

const owner = { scholen: 'schoolId', bedrijven: 'bedrijfId', kringen: 'kringId', vrijwilligers: 'vrijwilligerId',
	aanbod: 'aanbodId', aanvragen: 'aanvraagId', koppelingen: 'koppelingId', vetos: 'vetoId', sluitingen: 'sluitingId', erkenningen: 'erkenningId', gewichten: 'gewichtId', klassen: 'klasId', normen: 'normId', lespakketten: 'lespakketId', faciliteiten: 'faciliteitId', campagnes: 'campagneId', plekken: 'plekId', garanties: 'garantieId', keuzerondes: 'keuzerondeId', reserveringen: 'reserveringId' };

function pathArbitrary(op, known) {
	const parts = op.params.filter((p) => p.in === 'path').map((p) => {
		const ids = known[p.name === 'id' ? owner[op.path.split('/')[1]] : p.name];
		return fc.tuple(fc.constant(p.name), fc.oneof(
			{ weight: 6, arbitrary: ids?.length > 0 ? fc.constantFrom(...ids) : fc.constant(ABSENT) },
			{ weight: 1, arbitrary: fc.constantFrom(ABSENT, 'x', '1', '%F0%9F%9A%B2', ABSENT.toUpperCase()) }));
	});
	return fc.tuple(...parts).map((all) => all.reduce((path, [name, value]) => path.replace(`{${name}}`, value), op.path));
}

const valuesOf = (op, where, arb) => fc.record(
	Object.fromEntries(op.params.filter((p) => p.in === where && p.name !== 'cursor').map((p) => [p.name, arb.valid(p.schema, p.name).map(String)])),
	{ requiredKeys: op.params.filter((p) => p.in === where && p.required).map((p) => p.name) });

async function property(name, arbitrary, check, numRuns = runs) {
	const result = await fc.check(fc.asyncProperty(arbitrary, async (input) => {
		requests++;
		await check(input);
	}), { seed, numRuns, endOnFailure: false, interruptAfterTimeLimit: 60000 });
	if (result.failed)
		findings.push(`${name}: ${result.errorInstance?.message ?? result.error}\n  input ${JSON.stringify(result.counterexample)?.slice(0, 800)}`);
}

/* Half of the bodies get what no schema can ask: pairs in the right order, halves that belong together. */
const pairs = [['vanDatum', 'totDatum'], ['vogGezienDatum', 'vogGeldigTotDatum'], ['groepMin', 'groepMax']];
const sensible = (arbitrary) => fc.tuple(arbitrary, fc.boolean()).map(([body, mend]) => {
	if (!mend || body === undefined)
		return body;
	const mended = { ...body };
	for (const [low, high] of pairs) {
		if (mended[low] != null && mended[high] != null && mended[low] > mended[high])
			[mended[low], mended[high]] = [mended[high], mended[low]];
		if (low === 'vogGezienDatum' && (mended[low] == null || mended[high] == null))
			[low, high].forEach((name) => delete mended[name]);
	}
	if (mended.uitzonderingen)
		mended.uitzonderingen = mended.uitzonderingen.slice(0, 1);
	return mended;
});

/* The version that this caller sees, so that a change gets as far as it can. */
async function headersFor(op, client, path) {
	if (op.method !== 'PATCH')
		return {};
	const item = await client.get(path);
	return { 'If-Match': item.etag ?? '"1"' };
}

function checkValid(op, rol, answer) {
	if (answer.status >= 500)
		throw new Error(`${answer.status}: ${answer.text}`);
	if (!op.open && rol !== null && !op.rollen.includes(rol) && answer.status !== 403)
		throw new Error(`role ${rol} may not do this, yet the answer is ${answer.status}`);
	if (rol !== null && op.rollen.includes(rol) && !op.params.some((p) => p.in === 'path') && op.method === 'GET' && answer.status !== 200 && answer.status !== 400 && !(op.bevestiging && answer.body.code === 'bevestiging.nodig'))
		throw new Error(`a list for role ${rol} answers ${answer.status}`);
	const codes = answer.status === 400 ? (answer.body.errors ?? []).map((e) => e.code) : [];
	const wrong = codes.filter((c) => SCHEMA_CODES.has(c));
	if (wrong.length > 0)
		throw new Error(`a request that the contract allows is refused: ${answer.text}`);
}

async function tryValid(op, rol, client, arb, known) {
	const body = op.body ? sensible(arb.valid(op.body)).filter((b) => contract.errors(op.body, b) === null) : fc.constant(undefined);
	const input = fc.record({ path: pathArbitrary(op, known), query: valuesOf(op, 'query', arb), headers: valuesOf(op, 'header', arb), body });
	await property(`${op.id} as ${rol ?? 'nobody'}`, input, async ({ path, query, headers, body: json }) => {
		const own = rol === null || op.rollen.includes(rol) ? await headersFor(op, client, path) : {};
		checkValid(op, rol, await client.request(op.method, path, { query, json, headers: { ...headers, ...own } }));
	});
}

/* The places that are wrong, as JSON pointers; of a oneOf only its own place. */
function places(op, value) {
	const escape = (s) => s.replace(/~/g, '~0').replace(/\//g, '~1');
	return [...new Set(contract.errors(op.body, value).filter((e) => !/\/oneOf\//.test(e.schemaPath)).map((e) => e.instancePath +
		(e.keyword === 'required' ? '/' + escape(e.params.missingProperty)
			: e.keyword === 'additionalProperties' ? '/' + escape(e.params.additionalProperty) : '')))];
}

const related = (a, b) => a === b || a.startsWith(b + '/') || b.startsWith(a + '/');

async function tryInvalidBody(op, client, arb, known) {
	const path = op.path.replace(/\{(\w+)\}/g, (all, name) => known[name === 'id' ? owner[op.path.split('/')[1]] : name]?.[0] ?? ABSENT);
	await property(`${op.id} with a bad body`, arb.invalid(op.body), async (json) => {
		const answer = await client.request(op.method, path, { json, headers: op.method === 'PATCH' ? { 'If-Match': '"1"' } : {} });
		if (answer.status !== 400)
			throw new Error(`outside the schema at ${places(op, json)}, but answered ${answer.status}`);
		const named = (answer.body.errors ?? []).map((e) => e.pointer);
		const missed = named.length >= 50 ? [] : places(op, json).filter((p) => !named.some((n) => related(n, p)));
		if (missed.length > 0)
			throw new Error(`wrong at ${missed}, but errors name only ${JSON.stringify(named)}`);
	}, runs * 6);
}

async function tryInvalidQuery(op, client, arb, known) {
	const path = op.path.replace('{id}', known[owner[op.path.split('/')[1]]]?.[0] ?? ABSENT);
	const single = op.params.filter((p) => p.in === 'query').map((p) => arb.invalidParameter(p).map((v) => [[p.name, v]]));
	const unknown = fc.constantFrom([['onbekend', '1']], [['Limit', '5']], [['limit', '5'], ['limit', '6']], [['cursor', 'AAAA']]);
	/* What must be there is: who lacks it hears of that first. */
	const others = fc.record(Object.fromEntries(op.params.filter((p) => p.in === 'query' && p.required).map((p) => [p.name, arb.valid(p.schema, p.name).map(String)])));
	await property(`${op.id} with a bad query`, fc.tuple(fc.oneof(...single, unknown), others), async ([pairs, rest]) => {
		const more = Object.entries(rest).filter(([key]) => !pairs.some(([given]) => given === key));
		const answer = await client.request(op.method, `${path}?${new URLSearchParams([...pairs, ...more])}`);
		const [name] = pairs[0];
		if (answer.status !== 400)
			throw new Error(`answered ${answer.status}`);
		if (pairs.length === 1 && !/\0/.test(pairs[0][1]) && !(answer.body.errors ?? []).some((e) => e.pointer === '?' + name))
			throw new Error(`the errors do not name ?${name}: ${answer.text}`);
	}, runs * 2);
}

/* What stands around a body: its media type, its size, its syntax. */
async function tryForms(op, client, known) {
	const path = op.path.replace(/\{(\w+)\}/g, (all, name) => known[name === 'id' ? owner[op.path.split('/')[1]] : name]?.[0] ?? ABSENT);
	const base = op.method === 'PATCH' ? { 'If-Match': '"1"' } : {};
	const deep = '{"a":'.repeat(40) + '1' + '}'.repeat(40);
	const forms = [
		[415, '{}', { 'content-type': 'text/plain' }], [415, '{}', { 'content-type': 'application/xml' }],
		[400, '{', {}], [400, '', {}], [400, '{"a":1,"a":2}', {}], [400, '[1,]', {}], [400, deep, {}], [400, '{"a":"\ud800"}', {}],
		[400, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}], [400, '{"a":NaN}', {}], [400, '\ufeff{}', {}],
		[413, JSON.stringify({ a: 'x'.repeat(66000) }), {}], [406, '{}', { accept: 'text/csv' }], [406, '{}', { accept: 'application/json;q=0' }]];
	for (const [status, body, headers] of forms) {
		requests++;
		await client.request(op.method, path, { body, expect: status, headers: { 'content-type': op.media, ...base, ...headers } })
			.catch((e) => findings.push(`${op.id}: ${e.message}`));
	}
	if (op.method === 'PATCH') {
		requests += 2;
		const json = contract.deref(op.body).examples?.[0] ?? {};
		await client.request('PATCH', path, { json, expect: 428 }).catch((e) => findings.push(`${op.id}: ${e.message}`));
		await client.request('PATCH', path, { json, headers: { 'If-Match': '"999999"' }, expect: [412, 403, 404] }).catch((e) => findings.push(`${op.id}: ${e.message}`));
	}
	if (op.params.some((p) => p.name === 'Idempotency-Key' && p.required)) {
		requests++;
		await client.request(op.method, path, { json: contract.deref(op.body).examples[0], headers: { 'Idempotency-Key': null }, expect: 400 })
			.catch((e) => findings.push(`${op.id}: ${e.message}`));
	}
}

async function tryOperation(op, known) {
	const arb = new Arbitraries(contract, known);
	if (op.open) {
		await tryValid(op, null, anonymous, arb, known);
	} else {
		for (const rol of contract.roles())
			await tryValid(op, rol, clients[rol], arb, known);
	}
	const client = op.open ? anonymous : clients[op.rollen.at(-1)];
	if (op.body) {
		await tryInvalidBody(op, client, arb, known);
		await tryForms(op, client, known);
	}
	if (op.params.some((p) => p.in === 'query'))
		await tryInvalidQuery(op, client, arb, known);
}

let failed = true;
try {
	for (const rol of contract.roles())
		clients[rol] = await anonymous.login(service.account(rol));
	const known = await pool();
	/* Something for every operation that names a koppeling, and for each side something of its own. */
	const staff = clients.medewerker;
	const made = [...await proposeSome(clients.school, staff, { wanted: (a) => a.bedrijfId === clients.bedrijf.ik.bedrijfId, count: 3 }),
		...await proposeSome(clients.school, staff, { wanted: (a) => a.vrijwilligerId === clients.vrijwilliger.ik.vrijwilligerId, count: 3 })];
	known.koppelingId = made.map((k) => k.id);
	/* Exclusions of those that nothing else here needs: what is excluded can no longer be proposed. */
	const stranger = (await staff.post('/vrijwilligers', { naam: 'Een vreemde', email: 'vreemde@voorbeeld.example' }, { expect: 201 })).body;
	known.vetoId = [(await staff.post('/vetos', { schoolId: known.schoolId[0], vrijwilligerId: stranger.id, kant: 'school', reden: 'anders' }, { expect: 201 })).body.id];
	known.sluitingId = [(await staff.post('/sluitingen', { bedrijfId: known.bedrijfId[0], vanDatum: '2027-12-24', reden: 'anders' }, { expect: 201 })).body.id];
	known.erkenningId = [(await staff.post(`/bedrijven/${known.bedrijfId[0]}/erkenningen`, { crebo: 25297, geldigTotDatum: '2030-06-30' }, { expect: 201 })).body.id];
	known.aanvraagId.push(...made.map((k) => k.aanvraagId));
	/* Reading first: what is written changes what there is to read. */
	const order = [...contract.operations].sort((a, b) => (a.method === 'GET' ? 0 : 1) - (b.method === 'GET' ? 0 : 1));
	/* Who is erased asks for nothing more: privacy.mjs. */
	for (const op of order.filter((o) => !['sessiePost', 'ikDelete'].includes(o.id)))
		await tryOperation(op, known);
	/* Failing to sign in too often is refused for a while: few, and last. */
	await tryInvalidBody(contract.byId.get('sessiePost'), anonymous, new Arbitraries(contract), {});
	await tryForms(contract.byId.get('sessiePost'), anonymous, {});
	failed = findings.length > 0;
} finally {
	await service.stop({ failed });
}
for (const finding of findings)
	console.log(`FOUND ${finding}`);
console.log(`${contract.operations.length} operations, ${requests} requests, seed ${seed}, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
