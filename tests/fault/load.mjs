/*
 * The load: clients that walk the story, from request to calendar, for the same people and classes.
 * Every write carries an Idempotency-Key. What has no clear answer (connection lost, 503) is sent
 * again under the same key until it has one; the book holds every clear answer.
 */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { sleep } from './cluster.mjs';

const DAY_MS = 86400000;
const PATIENCE_MS = 90000;
const DAGDELEN = ['ma', 'di', 'wo', 'do', 'vr'].flatMap((day) => [`${day}-ochtend`, `${day}-middag`]);
const PEOPLE = 12, CLASSES = 12, WEEKS = 40;

/* Numbers that look random and are the same each time (mulberry32). */
export function dice(seed) {
	let a = seed >>> 0;
	return (below) => {
		a = (a + 0x6d2b79f5) >>> 0;
		let t = Math.imul(a ^ (a >>> 15), a | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
}

const day = (n) => new Date(Date.now() + n * DAY_MS).toISOString().slice(0, 10);

export class Book {
	constructor() {
		this.acks = new Map(); /* key → { kind, text, etag, id } */
		this.twins = new Set(); /* keys that were sent twice at once */
		this.wrong = [];
		this.statuses = new Map();
		this.reset();
	}

	/* What one fault is judged by. */
	reset() {
		this.unclear = 0; /* answers that are none: connection lost, 503 */
		this.broken = 0; /* an answer that began and did not end */
		this.unanswered = 0; /* an effect whose answer never came, as the repetition showed */
		this.slowest = 0;
		this.codes = new Map();
		this.acked = 0;
	}

	note({ kind, key, status, headers, text, ms, before }) {
		const name = `${kind} ${status}`;
		this.statuses.set(name, (this.statuses.get(name) ?? 0) + 1);
		this.slowest = Math.max(this.slowest, ms);
		const wrong = (what) => this.wrong.push(`${kind} ${key}: ${status} ${what} ${text.slice(0, 300)}`);
		if (status >= 400) {
			const { code } = JSON.parse(text);
			this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
			if (status === 401 || status === 400 || status === 404 || status === 422)
				wrong('to a request that is right');
			if (code === 'opnieuw.proberen' && status !== 503)
				wrong('where 503 asks to come back');
			if (status >= 500 && !(status === 503 && headers['retry-after']))
				wrong('and not 503 with Retry-After');
			return;
		}
		const ack = this.acks.get(key);
		if (ack === undefined && !this.twins.has(key) && headers['idempotent-replayed'] === 'true' && before === 'lost')
			this.unanswered++;
		if (ack !== undefined && ack.text !== text)
			wrong(`and before under the same key ${ack.text.slice(0, 300)}`);
		if (ack === undefined)
			this.acked++;
		this.acks.set(key, { kind, text, etag: Number(headers.etag?.replaceAll('"', '')), id: JSON.parse(text).id });
	}
}

/* One client with connections of its own. */
export class Caller {
	constructor(base, book, seed = 1) {
		Object.assign(this, { url: new URL(base), book, patience: dice(seed) });
		this.agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
	}

	send(method, path, token, { key, json } = {}) {
		const text = json === undefined ? '' : JSON.stringify(json);
		const headers = { Authorization: `Bearer ${token}`, ...(key && { 'Idempotency-Key': key }),
			...(json !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }) };
		return new Promise((resolve, reject) => {
			const req = http.request({ host: this.url.hostname, port: this.url.port, method, path: `/v1${path}`, agent: this.agent, headers }, (res) => {
				let body = '';
				res.setEncoding('utf8').on('data', (d) => { body += d; })
					.on('error', (e) => reject(Object.assign(e, { broken: true })))
					.on('end', () => resolve({ status: res.statusCode, headers: res.headers, text: body }));
			});
			req.on('error', reject).end(text);
		});
	}

	/* Until it is clear. Gives the answer, whose status is then no 503. */
	async post(token, path, json, key = randomUUID()) {
		const kind = path.split('/').at(-1);
		for (let before = 'nothing', end = performance.now() + PATIENCE_MS; ; await sleep(40 + this.patience(80))) {
			const begin = performance.now();
			try {
				const answer = await this.send('POST', path, token, { key, json });
				this.book.note({ kind, key, ...answer, ms: performance.now() - begin, before });
				if (answer.status !== 503)
					return { ...answer, body: JSON.parse(answer.text) };
				before = '503';
			} catch (e) {
				this.book.broken += e.broken ? 1 : 0;
				before = 'lost';
			}
			this.book.unclear++;
			if (performance.now() > end)
				throw new Error(`${path} ${key}: no clear answer in ${PATIENCE_MS} ms`);
		}
	}

	close() {
		this.agent.destroy();
	}
}

/* The demo region, and a dozen people of its one company near its first school. */
export async function makeWorld(cluster, serve, accounts) {
	const caller = new Caller(serve.base, new Book());
	const login = async (rol, nth = 0) => {
		const { email, wachtwoord } = accounts.filter((a) => a.rol === rol)[nth];
		return JSON.parse((await caller.send('POST', '/sessies', '', { json: { email, wachtwoord } })).text);
	};
	const [school, bedrijf, staf] = [await login('school'), await login('bedrijf'), await login('medewerker')];
	await cluster.sql(`alter table risicoregel disable trigger user; update risicoregel set vier_ogen = false; alter table risicoregel enable trigger user;
		update bedrijf set max_per_week = null, max_per_schooljaar = null, max_voorstellen_per_week = 10000 where id = '${bedrijf.account.bedrijfId}';
		update school set max_open_aanvragen = 10000 where id = '${school.account.schoolId}';
		insert into vrijwilliger (id, naam, email_open, bedrijf_id, rd_x, rd_y, ambassadeur, vog_gezien_datum, vog_geldig_tot_datum, versie, gemaakt_op, gewijzigd_op)
		select ('00000000-0000-7000-8000-0000000000' || to_char(n, 'FM00'))::uuid, 'Proef ' || n, 'proef' || n || '@voorbeeld.example',
			'${bedrijf.account.bedrijfId}', s.rd_x, s.rd_y, false, current_date - 1, current_date + 700, 1, now(), now()
		from generate_series(1, ${PEOPLE}) n, school s where s.id = '${school.account.schoolId}'`);
	serve.run('migrate'); /* seals what that wrote */
	const aanbod = [];
	for (let n = 1; n <= PEOPLE; n++) {
		const answer = await caller.post(staf.token, '/aanbod', { vrijwilligerId: `00000000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
			soort: 'gastles', titel: `Proef ${n}`, themas: ['robotica'], niveaus: ['po-groep-7', 'po-groep-8'], dagdelen: DAGDELEN, plaatsen: 2 });
		if (answer.status !== 201)
			throw new Error(answer.text);
		aanbod.push(answer.body.id);
	}
	caller.close();
	return { school: school.token, bedrijf: bedrijf.token, staf: staf.token, aanbod };
}

export const vraag = (klas) => ({ klas, soort: 'gastles', onderwerp: 'Proef onder storing', themas: ['robotica'], niveau: 'po-groep-7', groepsgrootte: 20,
	vanDatum: day(7), totDatum: day(7 + WEEKS * 7), dagdelen: DAGDELEN, vogVereist: false });

/* A weekday in the window; some are holidays, which the service knows. */
export function slot(roll) {
	let datum;
	do
		datum = day(8 + roll(WEEKS * 7 - 2));
	while ([0, 6].includes(new Date(datum).getUTCDay()));
	return { datum, dagdeel: roll(2) ? 'ochtend' : 'middag' };
}

export class Load {
	constructor(world, base, book, { clients, seed }) {
		Object.assign(this, { world, book, running: 0, wanted: false });
		this.clients = Array.from({ length: clients }, (_, i) => ({ caller: new Caller(base, book, seed * 1000 + 500 + i), roll: dice(seed * 1000 + i) }));
		this.failed = new Promise((_, reject) => { this.fail = reject; });
		this.failed.catch(() => {});
	}

	start() {
		this.wanted = true;
		this.walks = this.clients.map((client) => this.#walk(client));
	}

	/* Every story that was begun comes to its end first, so nothing is unclear afterwards. */
	async pause() {
		this.wanted = false;
		await Promise.race([Promise.all(this.walks), this.failed]);
		for (const { caller } of this.clients)
			caller.close();
	}

	async #walk({ caller, roll }) {
		try {
			while (this.wanted)
				await this.#story(caller, roll);
		} catch (e) {
			this.fail(e);
		}
	}

	/* One step; now and then twice at once under one key, or again afterwards. */
	async #step(caller, roll, token, path, json) {
		const key = randomUUID(), way = roll(10);
		const post = () => caller.post(token, path, json, key);
		if (way === 0)
			this.book.twins.add(key);
		if (way === 0)
			return (await Promise.all([post(), post()]))[0];
		const answer = await post();
		return way === 1 && answer.status === 201 ? post() : answer;
	}

	async #story(caller, roll) {
		const { world } = this, step = (...rest) => this.#step(caller, roll, ...rest);
		const asked = await step(world.school, '/aanvragen', vraag(`Proefklas ${roll(CLASSES)}`));
		let made = { status: 0 };
		for (let i = 0; i < 4 && asked.status === 201 && made.status !== 201; i++)
			made = await step(world.school, `/aanvragen/${asked.body.id}/koppelingen`, { aanbodId: world.aanbod[1 + roll(PEOPLE - 1)], tijdvak: slot(roll) });
		if (made.status !== 201)
			return;
		const at = `/koppelingen/${made.body.id}`;
		const fate = roll(10);
		if (fate < 2) {
			await step(world.staf, `${at}/besluiten`, { besluit: 'afwijzen', reden: 'anders' });
			return;
		}
		await step(world.staf, `${at}/besluiten`, { besluit: 'goedkeuren' });
		const sides = roll(2) ? [world.school, world.bedrijf] : [world.bedrijf, world.school];
		await step(sides[0], `${at}/reacties`, { reactie: 'bevestigen' });
		await step(sides[1], `${at}/reacties`, fate < 6 ? { reactie: 'afslaan', reden: 'geen-tijd' } : { reactie: 'bevestigen' });
	}
}
