/*
 * The contract as the tests use it: operations, validators, and the one judge of answers.
 *
 * `judge` says everything that is wrong with an answer: status, media type, body, headers. It knows
 * the contract and the design rules that hold for every answer, not what this answer should say.
 */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/* Answers of the HTTP layer itself: of no operation in particular, described in components.responses. */
const PROTOCOL = new Set([400, 405, 408, 413, 414, 417, 421, 431, 501, 503, 505]);

export class Contract {
	constructor(spec) {
		this.spec = spec;
		this.ajv = new Ajv({ strict: false, allErrors: true, verbose: false });
		addFormats(this.ajv);
		/* Every instant that we give is in UTC. */
		const rfc3339 = this.ajv.formats['date-time'];
		this.answers = new Ajv({ strict: false, allErrors: true });
		addFormats(this.answers);
		this.answers.addFormat('date-time', { type: 'string', validate: (s) => rfc3339.validate(s) && s.endsWith('Z') });
		for (const ajv of [this.ajv, this.answers])
			ajv.addSchema(spec, 'spec');
		this.compiled = new Map();
		this.operations = [];
		for (const [path, item] of Object.entries(spec.paths))
			for (const [method, op] of Object.entries(item))
				this.operations.push(this.#operation(path, method, op));
		this.byId = new Map(this.operations.map((o) => [o.id, o]));
	}

	#operation(path, method, op) {
		const params = (op.parameters ?? []).map((p) => this.deref(p));
		const content = op.requestBody && this.deref(op.requestBody).content;
		const media = content && Object.keys(content)[0];
		return {
			id: op.operationId, path, method: method.toUpperCase(), params, media,
			body: media && content[media].schema,
			open: op.security?.length === 0,
			bevestiging: op['x-bevestiging'] === true,
			rollen: op['x-toegang'] && !op['x-toegang'].iedereen ? Object.keys(op['x-toegang']) : this.roles(),
			toegang: (rol) => op['x-toegang']?.[rol] ?? op['x-toegang']?.iedereen,
			success: Number(Object.keys(op.responses).find((s) => s[0] === '2')),
			statuses: Object.keys(op.responses).map(Number),
			answer: (status) => this.deref(op.responses[status]),
			match: new RegExp('^/v1' + path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+') + '$'),
		};
	}

	roles() {
		return this.spec.components.schemas.Rol.enum;
	}

	deref(s) {
		while (s?.$ref)
			s = s.$ref.slice(2).split('/').reduce((o, k) => o[k.replace(/~1/g, '/').replace(/~0/g, '~')], this.spec);
		return s;
	}

	/* The errors of a value under a schema of the contract; null when there are none. */
	errors(schema, value, ajv = this.ajv) {
		const key = (ajv === this.answers ? 'a' : 'r') + JSON.stringify(schema);
		if (!this.compiled.has(key)) {
			const rooted = JSON.parse(JSON.stringify(schema), (k, v) =>
				k === '$ref' && typeof v === 'string' && v.startsWith('#') ? 'spec' + v : v);
			this.compiled.set(key, ajv.compile(rooted));
		}
		const validate = this.compiled.get(key);
		return validate(value) ? null : validate.errors;
	}

	find(method, pathname) {
		const wanted = method === 'HEAD' ? 'GET' : method;
		return this.operations.find((o) => o.method === wanted && o.match.test(pathname));
	}

	/* All that is wrong with an answer: { status, headers (Headers), text } to `method url`. */
	judge(method, url, answer) {
		const { pathname } = new URL(url);
		const op = this.find(method, pathname);
		const out = [...this.#always(answer)];
		const status = answer.status;
		let declared = op?.answer(status);
		if (!declared && PROTOCOL.has(status))
			declared = this.spec.components.responses[`Probleem${status}`];
		if (!op && status === 404)
			declared = this.spec.components.responses.Probleem404;
		if (!op && status === 204 && method === 'OPTIONS')
			return out;
		if (!declared)
			return [...out, `status ${status} is not declared`];
		return [...out, ...this.#headers(declared, answer), ...this.#body(method, declared, answer), ...this.#links(op, answer)];
	}

	/* Each property with a value in an answer that this role may not see (x-zicht): its place. */
	* unseen(schema, value, rol, place = '') {
		const s = this.deref(schema?.oneOf?.[0] ?? schema);
		if (value === null || typeof value !== 'object')
			return;
		if (Array.isArray(value)) {
			for (const [i, item] of value.entries())
				yield* this.unseen(s.items, item, rol, `${place}/${i}`);
			return;
		}
		for (const [name, property] of Object.entries(s.properties ?? {})) {
			const inner = value[name];
			const shown = inner !== null && inner !== undefined && !(Array.isArray(inner) && inner.length === 0);
			if (shown && property['x-zicht'] && !property['x-zicht'][rol])
				yield `${place}/${name}`;
			yield* this.unseen(property, inner, rol, `${place}/${name}`);
		}
	}

	* #always({ headers, status, text }) {
		if (headers.get('api-version') !== this.spec.info.version)
			yield `API-Version is ${headers.get('api-version')}`;
		if (headers.get('x-content-type-options') !== 'nosniff')
			yield 'X-Content-Type-Options: nosniff is missing';
		if (!headers.get('strict-transport-security'))
			yield 'Strict-Transport-Security is missing';
		if (headers.get('x-frame-options') !== 'DENY')
			yield 'X-Frame-Options: DENY is missing';
		if (status !== 204 && text !== '' && !/charset=utf-8/i.test(headers.get('content-type') ?? ''))
			yield `Content-Type ${headers.get('content-type')} names no UTF-8`;
		if (status !== 204 && !/frame-ancestors 'none'/.test(headers.get('content-security-policy') ?? ''))
			yield 'Content-Security-Policy with frame-ancestors is missing';
		if (status !== 204 && !headers.get('cache-control'))
			yield 'Cache-Control is missing';
	}

	* #headers(declared, { headers }) {
		for (const [name, ref] of Object.entries(declared.headers ?? {})) {
			const header = this.deref(ref);
			const text = headers.get(name);
			if (text === null) {
				if (header.required)
					yield `the header ${name} is missing`;
				continue;
			}
			const value = header.schema.type === 'integer' ? Number(text) : text;
			const errors = this.errors(header.schema, value, this.answers);
			if (errors)
				yield `the header ${name} (${text}): ${this.answers.errorsText(errors)}`;
		}
		const etag = headers.get('etag');
		if (etag !== null && !/^(W\/)?"[!#-~]*"$/.test(etag))
			yield `ETag ${etag} is no entity tag`;
	}

	* #body(method, declared, { status, headers, text }) {
		if (status === 304) {
			if (text !== '')
				yield 'a 304 has no body';
			return;
		}
		const media = (headers.get('content-type') ?? '').split(';')[0].trim();
		const content = declared.content?.[media];
		if (!content)
			yield `media type ${media} is not declared for ${status}`;
		if (!content || method === 'HEAD' || !/json/.test(media))
			return;
		let value;
		try {
			value = JSON.parse(text);
		} catch {
			yield 'the body is no JSON';
			return;
		}
		const errors = this.errors(content.schema, value, this.answers);
		if (errors)
			yield `outside its schema: ${this.answers.errorsText(errors).slice(0, 400)}`;
		if (status >= 400 && (value.status !== status || value.type !== `/v1/documentatie#probleem-${status}`))
			yield `the problem says status ${value.status}, type ${value.type}`;
	}

	/* The next page is named twice, and both ways are the same. */
	* #links(op, { status, headers, text }) {
		if (status !== 200 || !op?.params.some((p) => p.name === 'cursor') || text === '')
			return;
		const { volgende } = JSON.parse(text);
		const link = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '');
		if ((volgende === null) !== (link === null))
			yield `volgende is ${volgende}, Link is ${headers.get('link')}`;
		else if (link && new URL(link[1], 'http://x').searchParams.get('cursor') !== volgende)
			yield 'Link names another cursor than volgende';
	}
}

/* SCHAKEL_CONTRACT names the bundled contract; the build sets it. */
export function readContract(file = process.env.SCHAKEL_CONTRACT) {
	if (!file)
		throw new Error('SCHAKEL_CONTRACT must name the bundled contract (generated/api/openapi.json in the build folder)');
	return new Contract(JSON.parse(readFileSync(file, 'utf8')));
}
