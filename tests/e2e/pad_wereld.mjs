/*
 * The world of the path: a service of its own, filled with the publishers' real files of Flevoland,
 * or, where ../shared is absent, with the demo region. The tests of the path know only this.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '../support/client.mjs';
import { readContract } from '../support/contract.mjs';
import { startService } from '../support/service.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
export const data = path.resolve(here, '../../../shared/data');
const DAY_MS = 86400000;
const MAX_OUTPUT = 256 * 1024 * 1024;

export const files = Object.fromEntries(Object.entries({
	flevoland: 'municipalities/flevoland_2022_detail.geojson',
	gemeenten: 'municipalities/gemeente_2025.geojson',
	postcodes: 'postcode-pc4/zipcodes.nl.csv',
	regios: 'holidays/subdivisions.csv',
	schoolvakanties: 'holidays/holidays.school.csv',
	feestdagen: 'holidays/holidays.public.csv',
	po: 'schools-po-2026-04/02.-alle-schoolvestigingen-basisonderwijs.csv',
	geo: 'schools-all-geo-2024/scholen20241122-flevoland-en-buren.geo.json',
	vo: 'pupils-vo-profiles/leerlingen-vo-per-vestiging-flevoland-en-buren.csv',
	rdw: 'companies-rdw-2017/rdw-erkende-bedrijven-bv-nv-flevoland-en-buren.csv',
	ets: 'companies-eu-ets-nl-2022/ets-installaties-nl.csv',
}).map(([name, file]) => [name, path.join(data, file)]));

export const real = existsSync(files.po);

/* Of the demo region no postcodes and only its own holidays are known; these come in the publishers' form. */
const demoPostcodes = ['9901', '9902', '9903', '9904', '9905', '9906'].map((gemeente, i) => ({
	pc4: `199${i + 1}`, lat: (5260 + 4 * i) / 100, lon: (528 + 6 * i) / 100, gemeente }));

const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
export const addDays = (date, n) => iso(Date.parse(date) + n * DAY_MS);
export const today = iso(Date.now());
/* A school year begins on 1 August. */
export const schoolYear = (date) => Number(date.slice(0, 4)) - (date.slice(5, 7) < '08' ? 1 : 0);

function nextMonday(date) {
	const weekday = (new Date(Date.parse(date)).getUTCDay() + 6) % 7;
	return addDays(date, 7 - weekday);
}

function findPsql() {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root).sort((a, b) => b - a) : [];
	return versions.map((v) => path.join(root, v, 'bin/psql')).find(existsSync) ?? 'psql';
}

export class World {
	#psql = findPsql();
	#count = 0;

	constructor(service, publishers) {
		this.service = service;
		this.real = publishers;
		this.contract = readContract();
		this.client = new Client({ base: service.base, contract: this.contract });
		this.failed = false;
		this.folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-pad-'));
	}

	/* ---- the program and the database ---- */

	run(args, { input, env = {} } = {}) {
		return spawnSync(process.env.SCHAKEL_BINARY, args, {
			encoding: 'utf8', input, env: { ...process.env, SCHAKEL_DATABASE: this.service.databaseUri, SCHAKEL_KEY_FILE: this.service.env.SCHAKEL_KEY_FILE, ...env } });
	}

	import(...args) {
		const r = this.run(['import', ...args, '--json']);
		assert.equal(r.status, 0, r.stderr + r.stdout);
		return JSON.parse(r.stdout.trimEnd().split('\n').at(-1));
	}

	sql(text) {
		return execFileSync(this.#psql, [this.service.databaseUri, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8', maxBuffer: MAX_OUTPUT }).trim();
	}

	rows(text) {
		return JSON.parse(this.sql(`select coalesce(json_agg(t), '[]') from (${text}) t`));
	}

	number(text) {
		return Number(this.sql(text));
	}

	/* Runs a statement in a transaction of its own that stays open, with its locks, until the function that this gives is called. */
	async hold(text) {
		const child = spawn(this.#psql, [this.service.databaseUri, '-XqAt', '-v', 'ON_ERROR_STOP=1'], { stdio: ['pipe', 'pipe', 'inherit'] });
		const ended = once(child, 'exit');
		child.stdin.write(`begin;\n${text};\n\\echo held\n`);
		await Promise.race([once(child.stdout, 'data'), ended.then(() => assert.fail(`refused: ${text}`))]);
		return async () => {
			child.stdin.end('rollback;\n');
			await ended;
		};
	}

	/* ---- accounts ---- */

	/* A new account of the command line, signed in. */
	async account(rol, flag, id) {
		const email = `${rol}.${++this.#count}@pad.example`, wachtwoord = `geheim ${randomUUID()}`;
		const r = this.run(['account', 'add', '--email', email, '--naam', `Account ${this.#count}`, '--rol', rol,
			...(flag ? [flag, id] : [])], { input: wachtwoord + '\n' });
		assert.equal(r.status, 0, r.stderr + r.stdout);
		const client = await this.client.login({ email, wachtwoord });
		assert.equal(client.ik.rol, rol);
		client.email = email;
		client.wachtwoord = wachtwoord;
		return client;
	}

	/* ---- the region ---- */

	async fill() {
		if (!this.real)
			this.#fillDemo();
		const codes = this.real ? ['0995', '0050', '0034', '0303', '0171', '0184'] : demoPostcodes.map((p) => p.gemeente);
		const midden = this.real ? '0050' : '9904';
		this.gemeenten = [codes[0], midden, ...codes.filter((c) => c !== codes[0] && c !== midden)];
		this.postcodes = this.real ? readPostcodes(this.gemeenten) : demoPostcodes;
		const [noordSchool, middenSchool] = [await this.#findSchool(this.gemeenten[0]), await this.#findSchool(midden)];
		assert.equal(noordSchool.vakantieregio, 'noord');
		assert.equal(middenSchool.vakantieregio, 'midden');
		this.schoolA = await this.account('school', '--school', noordSchool.vestigingscode);
		this.schoolB = await this.account('school', '--school', middenSchool.id);
		Object.assign(this.schoolA, { school: noordSchool });
		Object.assign(this.schoolB, { school: middenSchool });
		this.bedrijven = await this.#findCompanies();
		this.#readHolidays();
	}

	#fillDemo() {
		const postcodes = path.join(this.folder, 'postcodes.csv');
		writeFileSync(postcodes, 'country_code,zipcode,place,province_code,latitude,longitude\n' +
			demoPostcodes.map((p) => `NL,${p.pc4},Plaats ${p.gemeente},${p.gemeente},${p.lat},${p.lon}\n`).join(''));
		assert.equal(this.import('postcodes', postcodes).nieuw, demoPostcodes.length);
		/* A week of holiday in Midden alone, soon: the region's own holidays pass. */
		const holidays = path.join(this.folder, 'holidays.csv');
		const monday = addDays(nextMonday(today), 7 * 7);
		writeFileSync(holidays, 'Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Groups\n' +
			`${randomUUID()};NL;${monday};${addDays(monday, 4)};School;Regional;NL Proefvakantie;MI\n`);
		assert.equal(this.import('vakanties', holidays).nieuw, 1);
	}

	/* A primary school that has a place, a telephone number and (of the real ones) known coordinates. */
	async #findSchool(gemeente) {
		const all = await this.staf.all('/scholen', { query: { gemeente, soort: 'po' } });
		const found = all.find((s) => s.locatie && s.telefoon && s.niveaus.includes('po-groep-7') && (!this.real || coordinates().has(s.vestigingscode)));
		assert.ok(found, `no primary school with a place in ${gemeente}`);
		return found;
	}

	/* Two companies in each of the six municipalities (in the demo as many as there are), on a postcode of one place. */
	async #findCompanies() {
		const all = (await this.staf.all('/bedrijven')).filter((b) => b.locatie && b.geslotenDatum === null);
		const known = new Set(this.postcodes.map((p) => p.pc4));
		const found = this.gemeenten.flatMap((code) => all.filter((b) => b.gemeente?.code === code
			&& (!this.real || known.has(b.adres.postcode?.slice(0, 4)))).slice(0, 2));
		assert.ok(found.length >= 4, 'fewer than four companies');
		return found;
	}

	#readHolidays() {
		const holidays = this.rows(`select soort, regios, van_datum as van, tot_datum as tot from vakantie where gesloten_op is null`);
		const off = (regio, day) => holidays.some((v) => v.van <= day && day <= v.tot && (v.soort === 'feestdag' || v.regios.includes(regio)));
		const days = (monday) => [0, 1, 2, 3, 4].map((n) => addDays(monday, n));
		const mondays = Array.from({ length: 60 }, (_, n) => addDays(nextMonday(today), 7 * (n + 1)));
		const open = mondays.filter((m) => days(m).every((d) => !off('noord', d) && !off('midden', d)));
		const ofYear = (year) => open.filter((m) => schoolYear(m) === year && schoolYear(addDays(m, 4)) === year);
		/* Caps count per school year: all weeks are of one. */
		this.weken = [schoolYear(today), schoolYear(today) + 1].map(ofYear).find((list) => list.length >= 8);
		assert.ok(this.weken, 'no eight weeks without a holiday');
		/* Holiday in Midden, school in Noord. */
		this.middenWeek = mondays.find((m) => days(m).every((d) => off('midden', d) && !off('noord', d)));
	}

	/* ---- what staff makes ---- */

	/* A volunteer near a municipality (index), with a VOG for two years. */
	async vrijwilliger(plek, fields = {}) {
		const n = ++this.#count;
		const { body } = await this.staf.post('/vrijwilligers', { naam: `Vrijwilliger ${n}`, email: `vrijwilliger.${n}@pad.example`,
			telefoon: '0320 123456', postcode: `${this.postcodeOf(plek).pc4} AB`, vogGezienDatum: addDays(today, -1),
			vogGeldigTotDatum: addDays(today, 730), ...fields }, { expect: 201 });
		return body;
	}

	/* An offer that suits `vraag` below in all. */
	async aanbod(fields, client = this.staf) {
		const { body } = await client.post('/aanbod', { soort: 'gastles', titel: 'Robots programmeren', themas: ['robotica'],
			niveaus: ['po-groep-7', 'po-groep-8'], dagdelen: ['di-ochtend', 'do-middag'], ...fields }, { expect: 201 });
		return body;
	}

	/* A request for Tuesday morning of a week. */
	async aanvraag(client, maandag, fields = {}) {
		const { body } = await client.post('/aanvragen', { klas: `Klas ${++this.#count}`, soort: 'gastles', onderwerp: 'Robots',
			themas: ['robotica'], niveau: 'po-groep-7', groepsgrootte: 25, vanDatum: maandag, totDatum: addDays(maandag, 4),
			dagdelen: ['di-ochtend'], vogVereist: false, ...fields }, { expect: 201 });
		return body;
	}

	/* A proposal for the first common half-day, or the one that is given. */
	async stelVoor(client, aanvraag, aanbod, tijdvak) {
		const free = tijdvak ?? (await this.oordeel(client, aanvraag, aanbod)).tijdvakken[0];
		const { body } = await client.post(`/aanvragen/${aanvraag.id}/koppelingen`,
			{ aanbodId: aanbod.id, tijdvak: { datum: free.datum, dagdeel: free.dagdeel } }, { expect: 201 });
		return body;
	}

	async oordeel(client, aanvraag, aanbod, headers = {}) {
		return (await client.get(`/aanvragen/${aanvraag.id}/kandidaten/${aanbod.id}`, { headers, expect: 200 })).body;
	}

	postcodeOf(plek) {
		return this.postcodes.find((p) => p.gemeente === this.gemeenten[plek]);
	}

	/* Everything of an offer's own and nothing of others: a volunteer of its own that it can be judged by. */
	async eigenAanbod({ plek = 0, vrijwilliger = {}, ...aanbod } = {}) {
		const v = await this.vrijwilliger(plek, vrijwilliger);
		return { ...await this.aanbod({ vrijwilligerId: v.id, ...aanbod }), vrijwilliger: v };
	}

	async stop() {
		rmSync(this.folder, { recursive: true, force: true });
		await this.service.stop({ failed: this.failed });
	}
}

/* The four-digit postcodes of these municipalities that stand for one place only. */
function readPostcodes(gemeenten) {
	const rows = readFileSync(files.postcodes, 'utf8').trimEnd().split(/\r?\n/).map((line) => line.split(','));
	const at = (name) => rows[0].indexOf(name);
	const all = rows.slice(1).map((r) => ({ pc4: r[at('zipcode')], gemeente: r[at('province_code')], lat: Number(r[at('latitude')]), lon: Number(r[at('longitude')]) }));
	const times = new Map();
	for (const { pc4 } of all)
		times.set(pc4, (times.get(pc4) ?? 0) + 1);
	return all.filter((p) => gemeenten.includes(p.gemeente) && times.get(p.pc4) === 1);
}

/* vestigingscode → { lat, lon } as the publisher has it. */
let known;
export function coordinates() {
	known ??= new Map(JSON.parse(readFileSync(files.geo, 'utf8')).features.map(({ properties: p, geometry: g }) =>
		[p.vestigingscode, { lat: g.coordinates[1], lon: g.coordinates[0], ...p }]));
	return known;
}

/* Metres over the ellipsoid's mean radius here: good to half a percent, without any of our own formulas. */
export function haversine(a, b) {
	const rad = Math.PI / 180, R = 6375000;
	const h = Math.sin((b.lat - a.lat) * rad / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin((b.lon - a.lon) * rad / 2) ** 2;
	return 2 * R * Math.asin(Math.sqrt(h));
}

/* Staff is there from the start: what was imported is asked of the API. */
export async function startWorld({ publishers = real } = {}) {
	const world = new World(await startService({ demo: !publishers, env: { SCHAKEL_PROCESSES: '2' } }), publishers);
	world.staf = await world.account('medewerker');
	return world;
}

/* A test of this world; after a failure its database stays. */
export function story(t, world, name, body) {
	return t.test(name, async (t) => {
		try {
			await body(t);
		} catch (e) {
			world.failed = true;
			throw e;
		}
	});
}
