/*
 * Bad input and abuse. Whatever people write comes back as it was sent, or is refused with the place that is wrong; never
 * altered, never an error of ours (ASVS 1.2.3, 1.2.4). What a body may not set is refused by name (15.3.3), what comes twice too
 * (15.3.7), and what only asks changes nothing (3.5.3).
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { asksFor } from '../support/scenario.mjs';
import { suite } from '../support/suite.mjs';

let service, anonymous, aanbod, gemeente;
const { contract, clients, check } = suite({}, async (world) => {
	({ service, anonymous } = world);
	[aanbod] = (await clients.medewerker.all('/aanbod', { query: { status: 'actief' } })).filter((o) => o.soort === 'gastles');
	gemeente = (await clients.medewerker.all('/scholen')).find((x) => x.gemeente).gemeente.code;
});

/* ---- whatever people write ---- */

const around = (list, ...frames) => list.flatMap((s) => frames.map((f) => f(s)));
const point = (...codes) => codes.map((c) => String.fromCodePoint(c));
const whole = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
const within = (s) => `voor${s}na`;

const strings = [
	/* words that programs take for something else */
	...['null', 'NULL', 'undefined', 'nil', 'None', 'NaN', 'Infinity', '-Infinity', 'true', 'false', 'TRUE', 'yes', 'no', 'on', 'off', 'hasOwnProperty',
		'__proto__', 'constructor', 'prototype', 'toString', '[object Object]', 'then', 'length', 'CON', 'PRN', 'AUX', 'NUL', 'LPT1', 'default', 'select'],
	...['0', '-0', '1', '1.00', '$1.00', '1/2', '1E2', '-1', '1/0', '0/0', '0x0', '0xffffffff', '0xabad1dea', '1,000.00', '1.000,00', '9'.repeat(40), '--1', '1e999',
		'08', '09', '٠١٢٣', '½', '²', '-9223372036854775808', '2147483648', '4294967296', '1.7976931348623157e308', '0b1', '0o7'],
	/* words that end a statement, a tag, a quotation, a line of a shell or of a template */
	...around(['1', 'naam', '%'], (s) => `${s}'`, (s) => `${s}''`, (s) => `${s}"`, (s) => `${s}' or '1'='1`, (s) => `${s}'; drop table account; --`, (s) => `${s}') or 1=1--`,
		(s) => `${s}\\`, (s) => `${s}\\'`, (s) => `${s}$$`, (s) => `${s}$1`, (s) => `${s}::text`, (s) => `${s}/* */`, (s) => `${s}";--`),
	...['Robert"); drop table leerling;--', "E'\\x41'", "U&'\\0041'", 'pg_sleep(10)', "'||pg_sleep(10)||'", '%', '_', '%%%', '\\_', 'copy account to program'],
	...around(['alert(1)'], (s) => `<script>${s}</script>`, (s) => `<img src=x onerror=${s}>`, (s) => `"><svg onload=${s}>`, (s) => `javascript:${s}`,
		(s) => `<a href="javascript:${s}">x</a>`, (s) => `</title><script>${s}</script>`, (s) => `<!--<script>${s}-->`, (s) => `<iframe srcdoc="<script>${s}</script>">`,
		(s) => `<style>*{background:url(${s})}</style>`, (s) => `&lt;script&gt;${s}`, (s) => `<math><mi xlink:href="data:x,${s}">`, (s) => `]]><script>${s}`,
		(s) => `\${${s}}`, (s) => `{{${s}}}`, (s) => `<%= ${s} %>`, (s) => `#{${s}}`, (s) => `*{${s}}`, (s) => `\`${s}\``),
	...['$(reboot)', '; ls /', '| cat /etc/passwd', '&& true', '`id`', '../../../../etc/passwd', '..\\..\\windows', '/dev/null', 'file:///etc/passwd', '%00', '%0d%0aSet-Cookie: a=b', '%2e%2e%2f',
		'%s%s%s%n', '%x%p', '{0}', '%d', '%@', '%1$s', '=1+1', '+1+1', '-1+1', '@SUM(1)', '=cmd|\'/C calc\'!A0', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
		'<?php echo 1; ?>', 'http://169.254.169.254/latest/', '${jndi:ldap://a}', '() { :;}; echo x', '\\u0000', '\\x00', '&#0;', '&amp;', '&notin;'],
	/* many languages, letters of more than one piece, right to left, what is drawn wide */
	...['田中さんにあげて下さい', '사회과학원 어학연구소', 'ثم نفس سقطت وبالتحديد،', 'בראשית ברא', 'Ηλεκτρονική τάξη', 'Съешь же ещё этих', 'สวัสดีครับ', 'क्षत्रिय', 'ภาษาไทย', 'ʔəm', 'ἄλφα', 'ǄǅǆǇ',
		'İstanbul ıI', 'ſtraße ẞ', 'ĳsje Ĳs', 'Ångström Å', 'e\u0301 é', 'a\u0308\u0323', '\u1100\u1161\u11a8', 'ﷺ', 'ﬁ ﬂ', '𝔊𝔢𝔴𝔢𝔩𝔡', '𠜎𠜱𠝹', 'Z\u0335\u0321a\u0310l\u033fgo\u0488'],
	...['👨‍👩‍👧‍👦', '🏳️‍🌈', '🇳🇱', '👩🏽‍🔬', '1️⃣', '♥️', '🧑‍🎓🧑‍🏫', '❤️‍🔥', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
	...['¯\\_(ツ)_/¯', '(ノಠ益ಠ)ノ彡┻━┻', '‰ § ¶ • ª º', '‘’“”„‟‹›«»', '…—–‐', '€ ¢ £ ¥', '№ ℡ ™', '∑∏∂√∞', '⅛⅜⅝⅞', '←↑→↓', '▀▄█', '☺☻', '中\u3000文'],
	/* what is not seen, turns the order around, or is no letter at all */
	...around([...whole(0x00, 0x1f), '\x7f', ...whole(0x80, 0x9f)], within),
	...around(point(0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x202f, 0x205f,
		0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206a, 0x206f, 0x3000, 0x3164, 0xa0, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffa, 0xfffb, 0xfffc, 0xfffd,
		0x1d173, 0xe0001, 0xe0020, 0xe007f, 0xe0100), within, (s) => s, (s) => `${s}rand`, (s) => `rand${s}`),
	...around(point(0xfffe, 0xffff, 0xfdd0, 0xfdef, 0x1fffe, 0x1ffff, 0x10ffff, 0xe000, 0xf8ff, 0xf0000, 0x100000), within),
	...around(['\ud800', '\udfff', '\udc00\ud800'], within),
	/* much of something, and almost nothing */
	'', ' ', '   ', '\n', '\t', '.', 'a'.repeat(200), '🚲'.repeat(200), '\u0301'.repeat(200), '(((((((('.repeat(20), 'a\u0301'.repeat(100),
].filter((s, i, all) => all.indexOf(s) === i);

/* Who takes a text where, and what else belongs to it. */
const places = {
	'kring.omschrijving': { path: '/kringen', field: 'omschrijving', body: (n) => ({ naam: `Kring ${n}`, gemeenten: [gemeente] }) },
	'vrijwilliger.naam': { path: '/vrijwilligers', field: 'naam', body: (n) => ({ email: `invoer${n}@voorbeeld.example` }) },
	'aanvraag.onderwerp': { rol: 'school', path: '/aanvragen', field: 'onderwerp', body: (n) => asksFor(aanbod, aanbod.niveaus[0], `Klas ${n}`), after: 'intrekken' },
};

for (const [name, place] of Object.entries(places))
	check(`${strings.length} texts at ${name} come back as they were sent, or are refused there`, async () => {
		const client = clients[place.rol ?? 'medewerker'];
		let kept = 0, n = 0;
		for (const text of strings) {
			const answer = await client.post(place.path, { ...place.body(n++), [place.field]: text });
			const shown = JSON.stringify(text);
			if (answer.status === 201) {
				kept++;
				assert.equal(answer.body[place.field], text, shown);
				assert.equal((await client.get(`${place.path}/${answer.body.id}`, { expect: 200 })).body[place.field], text, shown);
				if (place.after)
					await client.patch(`${place.path}/${answer.body.id}`, { status: 'ingetrokken' }, { etag: answer.etag, expect: 200 });
				continue;
			}
			assert.equal(answer.status, 400, shown);
			const noText = /\p{Surrogate}|\0/u.test(text); /* the whole is no JSON then */
			assert.deepEqual(answer.body.errors.map((e) => e.pointer ?? ''), [noText ? '' : `/${place.field}`], `${shown}: ${answer.text}`);
		}
		assert.ok(kept > strings.length / 2 && kept < strings.length, `${kept} of ${strings.length} were kept`);
	});

check('the same texts as words to search for, in a path and as a bearer are no error of ours', async () => {
	for (const text of strings.filter((s) => !/\p{Surrogate}/u.test(s))) {
		const searched = await clients.medewerker.get('/scholen', { query: { zoek: text } });
		assert.ok([200, 400].includes(searched.status), JSON.stringify(text));
		const absent = await clients.medewerker.request('GET', `/kringen/${encodeURIComponent(text) || '-'}`);
		assert.ok([400, 404, 405].includes(absent.status) || text === '.', JSON.stringify(text));
		if (/^[\x21-\x7e]+$/.test(text))
			assert.equal((await anonymous.request('GET', '/ik', { headers: { authorization: `Bearer ${text}` } })).status, 401);
	}
});

/* ---- what one may not set, or says twice ---- */

const writable = (schema) => new Set(Object.keys(contract.deref(schema).properties ?? {}));

check('a property that a body has not is refused by name, also one that the answer has', async () => {
	let looked = 0;
	for (const op of contract.operations.filter((o) => o.body && !o.open)) {
		const own = writable(op.body);
		const more = ['id', 'versie', 'status', 'rol', 'rollen', 'accountId', 'gemaaktOp', 'gewijzigdOp', 'schoolId', 'bedrijfId', '__proto__x', 'isBeheerder'].filter((f) => !own.has(f));
		const client = clients[['medewerker', ...op.rollen].find((rol) => op.rollen.includes(rol))];
		const path = op.path.replace('{thema}', 'techniek').replace(/\{\w+\}/g, '0190c0de-0000-7000-8000-000000000000');
		const headers = op.method === 'PATCH' ? { 'If-Match': '"1"' } : {};
		const answer = await client.request(op.method, path, { headers, json: Object.fromEntries(more.map((f) => [f, 'x'])) });
		assert.equal(answer.status, 400, `${op.id}: ${answer.text}`);
		const named = answer.body.errors.filter((e) => e.code === 'veld.onbekend').map((e) => e.pointer);
		assert.deepEqual(named.sort(), more.map((f) => `/${f}`).sort(), op.id);
		looked++;
	}
	assert.ok(looked > 25, `${looked} operations`);
});

check('a parameter, a header or a member that comes twice is refused', async () => {
	for (const path of ['/scholen?zoek=a&zoek=b', '/aanbod?status=actief&status=actief', '/aanvragen?limit=1&limit=100', '/aanvragen?cursor=&cursor='])
		assert.deepEqual((await clients.medewerker.get(path, { expect: 400 })).body.errors.map((e) => e.code).filter((c) => c === 'parameter.dubbel'), ['parameter.dubbel'], path);
	const twice = await clients.medewerker.request('POST', '/kringen', { headers: { 'content-type': 'application/json' }, body: '{"naam":"Een","naam":"Twee","gemeenten":["0034"]}' });
	assert.deepEqual([twice.status, twice.body.errors.map((e) => e.code)], [400, ['veld.dubbel']]);
});

/* ---- what only asks ---- */

check('whatever is only read changes nothing but what tells of reading', async () => {
	const sum = () => execFileSync('psql', ['-XqAt', service.databaseUri, '-c', `select string_agg(t || ' ' || h, e'\\n' order by t) from (
		select c.relname as t, (xpath('/row/h/text()', query_to_xml(format('select md5(coalesce(string_agg(r::text, '','' order by r::text), '''')) as h from %I r', c.relname), false, true, '')))[1]::text as h
		from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('audit', 'zegel', 'sessie', 'vertoning')) x`], { encoding: 'utf8' });
	const before = sum();
	assert.ok(before.split('\n').length > 25);
	for (const op of contract.operations.filter((o) => o.method === 'GET'))
		for (const client of [...Object.values(clients), anonymous]) {
			const ids = { '/scholen': clients.school.ik.schoolId, '/bedrijven': clients.bedrijf.ik.bedrijfId, '/aanbod': aanbod.id };
			await client.request('GET', op.path.replace('{thema}', 'techniek').replace(/\{\w+\}/g, ids[`/${op.path.split('/')[1]}`] ?? aanbod.id));
		}
	assert.equal(sum(), before);
});
