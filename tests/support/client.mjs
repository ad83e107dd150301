/*
 * A client for tests: like fetch, but every answer is held against the contract, and what was
 * exercised is written down (SCHAKEL_COVERAGE names a file of JSON lines; none: nothing is written).
 *
 *   const client = new Client({ base, contract });
 *   const school = await client.login(account);            a client of that account
 *   const answer = await school.post('/aanvragen', body);  { status, headers, body, text, etag }
 *
 * An answer that breaks the contract, or shows the account's role what it may not see, throws with the request that gave it. Which status is right
 * is for the test to say: `expect` in the options, or its own assert.
 */
import { appendFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

export class Client {
	constructor({ base, contract, token = null, coverage = process.env.SCHAKEL_COVERAGE }) {
		Object.assign(this, { base, contract, token, coverage });
	}

	/* The same client with another token (or none). */
	as(token) {
		return new Client({ ...this, token });
	}

	/* By a password, or by the link of a letter. */
	async login({ email, wachtwoord, link }) {
		const answer = await this.post('/sessies', { email, wachtwoord, link }, { expect: 201 });
		const client = this.as(answer.body.token);
		client.ik = answer.body.account;
		return client;
	}

	get(path, options) {
		return this.request('GET', path, options);
	}

	post(path, json, options) {
		return this.request('POST', path, { json, ...options });
	}

	/* `etag`: the version that is changed; without it the current one is asked first. */
	async patch(path, json, { etag, ...options } = {}) {
		const version = etag === undefined ? (await this.get(path)).etag : etag;
		return this.request('PATCH', path, {
			json, ...options, headers: { ...(version ? { 'If-Match': version } : {}), ...options.headers } });
	}

	/* Any request. `path` is without /v1 unless it begins with it; a needed Idempotency-Key is made up. */
	async request(method, path, { json, body, headers = {}, query, expect } = {}) {
		const url = new URL((path.startsWith('/v1/') || path === '/v1' ? '' : '/v1') + path, this.base);
		for (const [name, value] of Object.entries(query ?? {}))
			url.searchParams.append(name, value);
		const op = this.contract.find(method, url.pathname);
		const all = new Headers(headers);
		if (this.token && !all.has('authorization'))
			all.set('authorization', `Bearer ${this.token}`);
		if (json !== undefined && !all.has('content-type'))
			all.set('content-type', op?.media ?? 'application/json');
		if (!('Idempotency-Key' in headers) && op?.params.some((p) => p.name === 'Idempotency-Key' && p.required))
			all.set('idempotency-key', randomUUID());
		for (const [name, value] of Object.entries(headers))
			if (value === null)
				all.delete(name);
		const raw = await fetch(url, {
			method, headers: all, body: json !== undefined ? JSON.stringify(json) : body, redirect: 'manual' });
		const rol = all.has('Schakel-Lid') ? undefined : this.ik?.rol;
		return this.#take(method, url, op, raw, json ?? body, expect, rol);
	}

	/* `rol`: as what it was asked, where that is known. */
	async #take(method, url, op, raw, sent, expect, rol) {
		const text = await raw.text();
		const answer = { status: raw.status, headers: raw.headers, text, etag: raw.headers.get('etag'), body: undefined };
		const faults = this.contract.judge(method, url, answer);
		if (/json/.test(raw.headers.get('content-type') ?? '') && text !== '' && faults.length === 0)
			answer.body = JSON.parse(text);
		if (op && rol && answer.body && raw.status < 300) {
			const { schema } = Object.values(op.answer(raw.status).content)[0];
			faults.push(...[...this.contract.unseen(schema, answer.body, rol)].map((place) => `a ${rol} sees ${place}`));
		}
		if (expect !== undefined && ![expect].flat().includes(raw.status))
			faults.push(`expected ${expect}`);
		if (op && this.coverage)
			appendFileSync(this.coverage, JSON.stringify({ operation: op.id, status: raw.status }) + '\n');
		if (faults.length > 0)
			throw new Error(`${method} ${url.pathname}${url.search} gave ${raw.status}: ${faults.join('; ')}\n` +
				`  sent ${String(typeof sent === 'string' ? sent : JSON.stringify(sent)).slice(0, 600)}\n  got  ${text.slice(0, 600)}`);
		return answer;
	}

	/* All items of a list, page by page. */
	async all(path, { query = {}, limit = 100 } = {}) {
		const items = [];
		for (let cursor = null; ;) {
			const page = await this.get(path, { query: { ...query, limit, ...(cursor ? { cursor } : {}) }, expect: 200 });
			items.push(...page.body.items);
			cursor = page.body.volgende;
			if (cursor === null)
				return items;
		}
	}
}
