/*
 * The same answers by Fastify, as a practised hand would write them:  node fastify.mjs PORT
 *   GET /                 the text in BENCH_BODY
 *   GET /json             the object of http_server.c
 *   GET /v1/aanbod/{id}   one offer as JSON for the holder of a token, by postgres.js (when BENCH_DATABASE is set)
 * One process and one database connection: postgres.js sends over it without waiting, which measures
 * faster than a pool.
 */
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import postgres from 'postgres';

const app = Fastify({ logger: false });

app.get('/', (request, reply) => {
	reply.type('application/json').send(process.env.BENCH_BODY);
});

const text = { type: 'string' };
const integer = { type: 'integer' };
app.get('/json', { schema: { response: { 200: { type: 'object', properties: { id: text, soort: text, titel: text, omschrijving: text,
	groepMin: integer, groepMax: integer, online: { type: 'boolean' }, status: text } } } } }, () => ({
	id: '00000000-0000-4000-8001-000000000001', soort: 'gastles', titel: 'Een robotarm die meedoet in de klas',
	omschrijving: 'Noor neemt een kleine robotarm mee. De klas programmeert hem om blokjes te sorteren op kleur.',
	groepMin: 1, groepMax: 32, online: false, status: 'actief' }));

if (process.env.BENCH_DATABASE) {
	const [host, database, user] = process.env.BENCH_DATABASE.split('|');
	const sql = postgres({ host, database, user, max: 1, types: { bigint: postgres.BigInt } });
	const nullable = (type) => ({ type: [type, 'null'] });
	const texts = { type: 'array', items: { type: 'string' } };
	const schema = { type: 'object', properties: { id: { type: 'string' }, bedrijfId: nullable('string'),
		vrijwilligerId: nullable('string'), soort: { type: 'string' }, titel: { type: 'string' },
		omschrijving: nullable('string'), themas: texts, niveaus: texts, talen: texts, online: { type: 'boolean' },
		reisafstandM: nullable('integer'), groepMin: { type: 'integer' }, groepMax: { type: 'integer' }, leeftijdMin: nullable('integer'),
		plaatsen: { type: 'integer' }, dagdelen: texts, vanDatum: { type: 'string' }, totDatum: nullable('string'),
		uitzonderingen: { type: 'array', items: { type: 'integer' } }, status: { type: 'string' } } };
	const niveaus = process.env.BENCH_NIVEAUS.split(',');
	const dagdelen = process.env.BENCH_DAGDELEN.split(',');
	const chosen = (names, bits) => names.filter((_, i) => (bits >> BigInt(i)) & 1n);
	const day = (date) => (date === null ? null : date.toISOString().slice(0, 10));

	app.get('/v1/aanbod/:id', { schema: { response: { 200: schema },
		params: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } } } }, async (request, reply) => {
		const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
		if (!token)
			return reply.code(401).send();
		const hash = createHash('sha256').update(token).digest();
		const [caller] = await sql`select a.id as account_id, l.rol, l.school_id, l.bedrijf_id, l.vrijwilliger_id
			from sessie s join account a on a.id = s.account_id join lid l on l.account_id = a.id and l.status = 'actief'
			where s.token_hash = ${hash} and s.verloopt_op > ${new Date()} and a.actief`;
		if (!caller)
			return reply.code(401).send();
		const [o] = await sql`select o.id, o.bedrijf_id, o.vrijwilliger_id, o.soort, o.titel, o.omschrijving,
			o.themas, o.niveaus, o.talen, o.online, o.reisafstand_m,
			o.groep_min, o.groep_max, o.leeftijd_min, o.plaatsen, o.dagdelen, o.van_datum, o.tot_datum, o.uitzonderingen, o.status, o.versie
			from aanbod o
			where o.id = ${request.params.id} and (${caller.rol === 'medewerker'} or ${caller.rol === 'school'} and o.status = 'actief'
				or o.bedrijf_id = ${caller.bedrijf_id} or o.vrijwilliger_id = ${caller.vrijwilliger_id})`;
		if (!o)
			return reply.code(404).send();
		reply.header('etag', `"${o.versie}"`).header('cache-control', 'no-store');
		return { id: o.id, bedrijfId: o.bedrijf_id, vrijwilligerId: o.vrijwilliger_id, soort: o.soort, titel: o.titel,
			omschrijving: o.omschrijving, themas: o.themas, niveaus: chosen(niveaus, o.niveaus), talen: o.talen,
			online: o.online, reisafstandM: o.reisafstand_m, groepMin: o.groep_min, groepMax: o.groep_max, leeftijdMin: o.leeftijd_min,
			plaatsen: o.plaatsen, dagdelen: chosen(dagdelen, BigInt(o.dagdelen)), vanDatum: day(o.van_datum),
			totDatum: day(o.tot_datum), uitzonderingen: o.uitzonderingen, status: o.status };
	});
}

await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]) });
