/*
 * Values that the contract allows, and values that it does not.
 *
 * Constants are mined: bounds, enums, examples and defaults of the contract, and from `pool` what
 * the running service holds (ids, codes), by the name of the property. A random string is made of
 * what people write; nothing that str_check_text refuses, which the contract cannot say.
 */
import fc from 'fast-check';

const letters = fc.constantFrom(...'abcdeknorst ABZ019-.,\'"&<>éëïöÉĳßŁ€…中日字🚲ﬀ'.match(/./gsu));
/* One line and not blank, which the contract cannot say either. */
const text = (min, max) => fc.array(letters, { minLength: min, maxLength: Math.min(max, Math.max(min, 40)) })
	.map((a) => a.join('')).filter((t) => min === 0 || t.trim() !== '');
const atMost = (max) => fc.constantFrom('x', 'é', '🚲').map((c) => c.repeat(max));
const isoDate = (d) => d.toISOString().slice(0, 10);
const near = fc.integer({ min: -30, max: 400 }).map((n) => isoDate(new Date(Date.now() + n * 86400000)));
const date = fc.oneof({ weight: 3, arbitrary: near }, { weight: 1, arbitrary: fc.constantFrom('1900-01-01', '2199-12-31', '2028-02-29') });
const mail = fc.tuple(fc.stringMatching(/^[a-z0-9]{1,10}([.+_-][a-z0-9]{1,10}){0,2}$/), fc.stringMatching(/^[a-z]{1,10}(-[a-z0-9]{1,5}){0,2}$/))
	.map(([a, b]) => `${a}@${b}.example`);
const site = fc.tuple(fc.constantFrom('http', 'https'), fc.stringMatching(/^[a-z]{1,20}$/), fc.constantFrom('', '/', '/over-ons?a=b%20c#d'))
	.map(([s, h, p]) => `${s}://${h}.example${p}`);

export class Arbitraries {
	/* pool: { propertyName: [values] } */
	constructor(contract, pool = {}) {
		Object.assign(this, { contract, pool });
	}

	valid(schema, name = '') {
		const s = this.contract.deref(schema);
		if (s.oneOf)
			return fc.oneof(...s.oneOf.map((x) => this.valid(x, name)));
		if (s.enum)
			return fc.constantFrom(...s.enum);
		if (s.const !== undefined)
			return fc.constant(s.const);
		const types = [s.type].flat();
		const of = types.map((t) => ({ weight: t === 'null' ? 1 : 4, arbitrary: this.#ofType(t, s, name) }));
		/* Two constants that never win by chance: the schema's own examples. */
		const mined = (s.examples ?? []).filter(() => s.type !== 'object');
		return fc.oneof(...of, ...(mined.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...mined) }] : []));
	}

	#ofType(type, s, name) {
		switch (type) {
		case 'null': return fc.constant(null);
		case 'boolean': return fc.boolean();
		case 'integer': return fc.oneof(
			fc.constantFrom(s.minimum, s.maximum), fc.integer({ min: s.minimum, max: s.maximum }),
			fc.integer({ min: s.minimum, max: Math.min(s.maximum, s.minimum + 30) }));
		case 'array': return (s.uniqueItems ? fc.uniqueArray : fc.array)(this.valid(s.items, name), {
			minLength: s.minItems ?? 0, maxLength: Math.max(s.minItems ?? 0, Math.min(s.maxItems, 12)) });
		case 'object': return this.#object(s);
		default: return this.#string(s, name);
		}
	}

	#string(s, name) {
		const known = this.pool[name] ?? [];
		const made = this.#madeString(s);
		return known.length > 0 ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made }) : made;
	}

	#madeString(s) {
		if (s.format === 'date')
			return date;
		if (s.format === 'date-time')
			return fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((d) => d.toISOString());
		if (s.format === 'uuid')
			return fc.uuid({ version: 7 });
		if (s.format === 'email')
			return mail;
		if (s.format === 'uri')
			return site;
		if (s.pattern)
			return fc.stringMatching(new RegExp(s.pattern, 'u')).filter((t) => [...t].length <= s.maxLength && [...t].length >= (s.minLength ?? 0));
		return fc.oneof({ weight: 4, arbitrary: text(s.minLength ?? 0, s.maxLength) }, { weight: 1, arbitrary: atMost(s.maxLength) });
	}

	#object(s) {
		const fields = Object.fromEntries(Object.entries(s.properties).map(([k, v]) => [k, this.valid(v, k)]));
		return fc.record(fields, { requiredKeys: s.required ?? [] })
			.filter((o) => Object.keys(o).length >= (s.minProperties ?? 0));
	}

	/* A body outside its schema: one or more places of a valid one spoiled. */
	invalid(schema) {
		const s = this.contract.deref(schema);
		const broken = this.valid(schema).chain((value) => this.#spoil(value, s));
		const other = fc.oneof(fc.constantFrom(null, [], 'x', 1, true, [{}]), fc.jsonValue());
		return fc.oneof({ weight: 9, arbitrary: broken }, { weight: 1, arbitrary: other })
			.filter((value) => this.contract.errors(schema, value) !== null);
	}

	#spoil(value, s) {
		const names = Object.keys(s.properties);
		const one = fc.oneof(
			{ weight: 6, arbitrary: fc.constantFrom(...names).chain((k) => this.#wrong(s.properties[k]).map((v) => (o) => ({ ...o, [k]: v }))) },
			{ weight: 1, arbitrary: fc.stringMatching(/^[a-z_$~/ ]{1,12}$/).map((k) => (o) => ({ ...o, [k]: 1 })) },
			{ weight: 2, arbitrary: fc.constantFrom(...names).map((k) => (o) => { const { [k]: gone, ...rest } = o; return rest; }) });
		return fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.reduce((o, spoil) => spoil(o), value));
	}

	/* Values just beside what a property allows, and of all other kinds. */
	#wrong(property) {
		const s = this.contract.deref(property);
		const plain = s.oneOf ? this.contract.deref(s.oneOf[0]) : s;
		const at = [null, [], {}, '', 'x', 0, -1, 1.5, 2 ** 53, 1e300, true, '2026-02-31', '2026-13-01', '2026-1-1', '\u0000', 'a\u0000b', 'a'.repeat(5000)];
		if (plain.maximum !== undefined)
			at.push(plain.maximum + 1, plain.minimum - 1, String(plain.minimum));
		if (plain.maxLength !== undefined)
			at.push('🚲'.repeat(plain.maxLength + 1), 'x'.repeat(plain.maxLength + 1), 'x'.repeat(Math.max(0, (plain.minLength ?? 0) - 1)));
		if (plain.enum)
			at.push(plain.enum[0].toUpperCase(), plain.enum[0] + ' ', ' ' + plain.enum[0], plain.enum.length);
		const wrong = [fc.constantFrom(...at), fc.jsonValue({ maxDepth: 2 })];
		if (plain.type === 'array') {
			wrong.push(this.#wrong(plain.items).map((v) => [v]),
				this.valid(plain.items).map((v) => [v, v]),
				this.valid(plain.items).map((v) => Array(plain.maxItems + 1).fill(v)));
		}
		if (plain.type === 'object')
			wrong.push(this.valid(plain).chain((v) => this.#spoil(v, plain)));
		return fc.oneof(...wrong);
	}

	/* One query parameter with a text that its schema does not allow. */
	invalidParameter(param) {
		const s = this.contract.deref(param.schema);
		const texts = ['', ' ', 'x\u0000', 'x'.repeat((s.maxLength ?? 300) + 1)];
		if (s.type === 'integer')
			texts.push('0x10', '1e1', '1.0', '+1', ' 1', '01x', '-1', String(s.maximum + 1), String(s.minimum - 1), '9'.repeat(30));
		if (s.format === 'uuid')
			texts.push('1', '0199b1f0-3a10-7c31-8d52-6a0f9e1b7c4', '{0199b1f0-3a10-7c31-8d52-6a0f9e1b7c44}');
		if (s.format === 'date')
			texts.push('2026-02-30', '2026-1-1', '20260101', '2026-01-01T00:00:00Z');
		if (s.enum)
			texts.push(s.enum[0].toUpperCase(), s.enum[0] + ',' + s.enum[0], '0');
		const bad = texts.filter((t) => s.type === 'integer'
			? !/^-?\d+$/.test(t) || Number(t) > s.maximum || Number(t) < s.minimum
			: this.contract.errors(s, t) !== null);
		return fc.constantFrom(...bad);
	}
}
