/*
 * What the contention tests share: sixteen clients, each with a connection of its own that is kept
 * alive, on a service of two processes; and a book of everything that was answered.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import http from 'node:http';

export const CLIENTS = 16;
const RETRY_MS = 50, PATIENCE = 100;

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

/* Every write and its answer. `effects` has one answer for each key that a 201 was given under. */
export class Book {
	constructor() {
		this.statuses = new Map();
		this.codes = new Map();
		this.created = new Set();
		this.effects = new Map();
		this.wrong = [];
		this.slowest = 0;
	}

	note({ path, key, status, headers, body, ms }) {
		const kind = path.split('/').at(-1);
		const name = `${kind} ${status}`;
		this.statuses.set(name, (this.statuses.get(name) ?? 0) + 1);
		this.slowest = Math.max(this.slowest, ms);
		if (status >= 400)
			this.codes.set(body.code, (this.codes.get(body.code) ?? 0) + 1);
		if (status >= 500 && !(status === 503 && headers['retry-after']))
			this.wrong.push(`${path}: ${status} ${JSON.stringify(body)}`);
		if (status !== 201)
			return;
		if (kind === 'koppelingen')
			this.created.add(body.id);
		const text = JSON.stringify(body), before = this.effects.get(key);
		if (before !== undefined && before !== text)
			this.wrong.push(`${path}: two answers under one key\n${before}\n${text}`);
		this.effects.set(key, text);
	}
}

/* One client: requests one after another over one connection. A 503 is asked again, as its Retry-After says. */
export class Caller {
	constructor(base, book) {
		this.url = new URL(base);
		this.book = book;
		this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
	}

	#send(method, path, token, key, text) {
		return new Promise((resolve, reject) => {
			const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) };
			const req = http.request({ host: this.url.hostname, port: this.url.port, method, path: `/v1${path}`, agent: this.agent, headers }, (res) => {
				let body = '';
				res.setEncoding('utf8').on('data', (d) => { body += d; }).on('error', reject)
					.on('end', () => resolve({ status: res.statusCode, headers: res.headers, body: JSON.parse(body) }));
			});
			req.on('error', reject).end(text);
		});
	}

	async post(token, path, json, key = randomUUID()) {
		for (let patience = PATIENCE; ; patience--) {
			const begin = performance.now();
			const answer = await this.#send('POST', path, token, key, JSON.stringify(json));
			this.book.note({ path, key, ...answer, ms: performance.now() - begin });
			if (answer.status !== 503 || patience === 0)
				return answer;
			await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
		}
	}

	close() {
		this.agent.destroy();
	}
}

/* All clients at once; the answers in their order. */
export function together(callers, act) {
	return Promise.all(callers.map((caller, i) => act(caller, i)));
}

/* What must be true of the database whatever happened before; one row that says otherwise is a fault. */
const PROMISES = {
	'no person in two running matches at once': `select k.id from koppeling k join koppeling l on l.vrijwilliger_id = k.vrijwilliger_id
		and l.id > k.id and l.tijdvak && k.tijdvak where koppeling_loopt(k.status) and koppeling_loopt(l.status)`,
	'no class in two running matches at once': `select k.id from koppeling k join koppeling l on l.klas_id = k.klas_id
		and l.id > k.id and l.tijdvak && k.tijdvak where koppeling_loopt(k.status) and koppeling_loopt(l.status)`,
	'no request with two running matches': `select aanvraag_id from koppeling where koppeling_loopt(status) group by aanvraag_id having count(*) > 1`,
	'no counter over its maximum or under zero': `select * from bezetting where bezet > maximum or bezet < 0`,
	'every counter counts the running matches of its holder': `with telt as (
			select k.aanbod_id as houder, 'tijdvak' as soort,
				(k.datum - date '1970-01-01') * 3 + case k.dagdeel when 'ochtend' then 0 when 'middag' then 1 else 2 end as periode
			from koppeling k where koppeling_loopt(k.status)
			union all select h.houder, 'week', to_char(k.datum, 'IYYYIW')::int4
			from koppeling k cross join lateral (values (k.vrijwilliger_id), (k.bedrijf_id)) h (houder)
			where koppeling_loopt(k.status) and h.houder is not null
			union all select h.houder, 'schooljaar', extract(year from k.datum - interval '7 months')::int4
			from koppeling k cross join lateral (values (k.vrijwilliger_id), (k.bedrijf_id)) h (houder)
			where koppeling_loopt(k.status) and h.houder is not null),
		som as (select houder, soort, periode, count(*) as aantal from telt group by houder, soort, periode)
		select * from som full join bezetting b using (houder, soort, periode)
		where coalesce(som.aantal, 0) <> coalesce(b.bezet, 0)`,
	'every history is a path in the table of steps': `select g.* from geschiedenis g
		left join geschiedenis v on v.koppeling_id = g.koppeling_id and v.volgnummer = g.volgnummer - 1
		where g.van is distinct from v.naar
			or not exists (select from toestand_stap s where s.van = coalesce(g.van, '') and s.naar = g.naar and s.rol = g.rol)
				and not (g.stap = 'bevestigen' and g.van = 'goedgekeurd' and g.naar = 'goedgekeurd' and g.rol in ('school', 'bedrijf', 'vrijwilliger'))`,
	'every history ends where the match stands, without a gap': `select k.id from koppeling k
		where k.status <> (select g.naar from geschiedenis g where g.koppeling_id = k.id order by g.volgnummer desc limit 1)
			or k.versie <> (select count(*) from geschiedenis g where g.koppeling_id = k.id)
			or k.versie <> (select max(g.volgnummer) from geschiedenis g where g.koppeling_id = k.id)`,
	'one audit row and one event for each step': `select g.koppeling_id, g.volgnummer from geschiedenis g
		where 1 <> (select count(*) from audit a where a.tabel = 'koppeling' and a.rij = g.koppeling_id and a.versie = g.volgnummer and a.handeling = g.stap)
			or 1 <> (select count(*) from gebeurtenis e where e.onderwerp = g.koppeling_id and e.versie = g.volgnummer and e.soort = 'koppeling.' || g.stap)`,
	'no audit row and no event without a step': `select a.rij::text from audit a where a.tabel = 'koppeling'
			and not exists (select from geschiedenis g where g.koppeling_id = a.rij and g.volgnummer = a.versie)
		union all select e.onderwerp::text from gebeurtenis e where e.soort like 'koppeling.%'
			and not exists (select from geschiedenis g where g.koppeling_id = e.onderwerp and g.volgnummer = e.versie)`,
	'a request is linked exactly when its lesson stands in the calendar': `select a.id from aanvraag a
		where (a.status = 'gekoppeld') <> exists (select from koppeling k where k.aanvraag_id = a.id and k.status = 'ingepland')`,
	'nobody waited for each other in a ring': `select deadlocks from pg_stat_database where datname = current_database() and deadlocks > 0`,
	'no key without its answer': `select * from idempotentie where status is null or antwoord is null`,
};

export function checkPromises(world) {
	for (const [name, query] of Object.entries(PROMISES))
		assert.deepEqual(world.rows(query), [], name);
}

/* What the service said and what the database holds are the same. */
export function checkBook(world, book) {
	assert.deepEqual(book.wrong, []);
	const ids = new Set(world.rows('select id from koppeling').map((r) => r.id));
	for (const id of book.created)
		assert.ok(ids.has(id), `${id} was acknowledged and is not there`);
	assert.equal(ids.size, book.created.size, 'a match is there that nobody was told of');
	const kept = new Map(world.rows(`select sleutel, count(*) as aantal, min(antwoord) as antwoord from idempotentie
		where operatie in ('koppelingPost', 'besluitPost', 'reactiePost') group by sleutel`).map((r) => [r.sleutel, r]));
	for (const [key, text] of book.effects)
		assert.equal(JSON.stringify(JSON.parse(kept.get(key)?.antwoord ?? 'null')), text, `key ${key}`);
	assert.equal(kept.size, book.effects.size, 'a key is kept that had no effect');
	const steps = world.number('select count(*) from geschiedenis where stap <> \'inplannen\'');
	assert.equal(steps, book.effects.size, 'each key had one effect');
}
