/* What people are told in Dutch has its English in services/api/engels_*.c, with the same directives; and no pair is left over. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { closing, codeOf, lineAt, stringsOf } from '../c.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const isCatalogue = (file) => /^services\/api\/engels_\w+\.c$/.test(file);

/* Which argument is a sentence, a format or a word that is said. */
const says = { task_fail: 3, task_fault: 3, task_fault_unless_confirmed: 4, task_say: 1, task_sayf: 1, req_not_found: 1, motor_not_found: 1,
	JSN_COMPLAINT: 1 };
/* Files whose other sentences are for administrators, or stand in both languages at once. */
const ofTheirOwn = new Set(['metrics.c', 'serve.c', 'agenda_ical.c', 'certificaat.c', 'overeenkomst.c']);

const joined = (text) => text.replace(/\\\n/g, ' \n');
const directives = (text) => (text.match(/%[-+ #0]*(\*|\d+)?(\.(\*|\d+))?(hh|h|ll|l|z|j|t)?[a-zA-Z%]/g) ?? []).join(' ');
const saysNothing = (text) => !/[a-z]/i.test(text.replace(/%[-+ #0]*(\*|\d+)?(\.(\*|\d+))?(hh|h|ll|l|z|j|t)?[a-zA-Z%]/g, ''));
const isSentence = (text) => /^[A-Z%].* .*\.$/s.test(text) && !saysNothing(text);

/* [{ line, nl, en }] of a file of the catalogue. */
function pairsOf(text) {
	const strings = stringsOf(text).filter((s) => !s.text.startsWith('api/'));
	return strings.flatMap((s, i) => i % 2 === 0 ? [{ line: s.line, nl: s.text, en: strings[i + 1]?.text ?? '' }] : []);
}

function* filesBelow(folder, ending) {
	for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
		const file = `${folder}/${entry.name}`;
		if (entry.isDirectory())
			yield* filesBelow(file, ending);
		else if (ending.test(file))
			yield file;
	}
}
const read = (file) => readFileSync(path.join(root, file), 'utf8');

const catalogue = new Map();
const written = new Set();
for (const file of [...filesBelow('services', /\.(c|h|inc)$/), ...filesBelow('lib', /\.(c|h)$/)]) {
	if (isCatalogue(file))
		for (const { nl, en } of pairsOf(read(file)))
			catalogue.set(nl, en);
	else
		for (const { text } of stringsOf(joined(read(file))))
			written.add(text);
}
for (const file of filesBelow('api/schemas', /\.json$/))
	for (const [, word] of read(file).matchAll(/"([a-z]+)"/g))
		written.add(word);

export const applies = (file) => isCatalogue(file) || file === 'lib/base/str_text.c' ||
	(/^(services\/(api|motor|contact)|lib\/(auth|db|json|task))\/\w+\.(c|h)$/.test(file) && file !== 'lib/db/migrate.c');

/* The arguments of the call whose bracket opens there: [{ at, text }]. */
function argumentsAt(text, code, open) {
	const out = [];
	let from = open + 1;
	for (let i = from, end = closing(code, open) - 1; i <= end; i++) {
		if ('([{'.includes(code[i])) {
			i = closing(code, i) - 1;
		} else if (code[i] === ',' || i === end) {
			out.push({ at: from, text: text.slice(from, i) });
			from = i + 1;
		}
	}
	return out;
}

/* [{ line, text }] of what the calls of a file say. */
function* said(text) {
	const code = codeOf(text);
	for (const m of code.matchAll(/\b(\w+)\(/g)) {
		if (!Object.hasOwn(says, m[1]))
			continue;
		const given = argumentsAt(text, code, m.index + m[0].length - 1);
		const what = given[says[m[1]]];
		/* what went wrong inside is for the log */
		if (!what || (m[1] === 'task_fail' && given[1].text.trim() === 'ERR_INTERNAL'))
			continue;
		const name = /^\s*([A-Z_]+)\s*$/.exec(what.text)?.[1];
		const from = name ? new RegExp(`#define\\s+${name}\\s+([^\\n]*(?:\\s+"[^\\n]*)*)`).exec(text)?.[1] ?? '' : what.text;
		for (const s of stringsOf(from))
			if (!saysNothing(s.text))
				yield { line: lineAt(text, what.at), text: s.text };
	}
	for (const m of text.matchAll(/\{\s*ERR_\w+,\s*"[^"]*",\s*"([^"]*)"/g))
		yield { line: lineAt(text, m.index), text: m[1] };
}

function checkPairs(text) {
	const seen = new Set();
	return pairsOf(text).flatMap(({ line, nl, en }) => {
		const reasons = [];
		if (seen.has(nl) || (catalogue.has(nl) && catalogue.get(nl) !== en))
			reasons.push('stands in the catalogue twice');
		if (!written.has(nl))
			reasons.push('nobody says this');
		if (directives(nl) !== directives(en) || en === '')
			reasons.push('the English has other directives');
		seen.add(nl);
		return reasons.map((reason) => ({ line, reason: `${reason}: ${nl}` }));
	});
}

export function check(file, original) {
	const text = joined(original);
	if (isCatalogue(file))
		return checkPairs(text);
	const sentences = ofTheirOwn.has(path.basename(file)) ? [] : stringsOf(text).filter((s) => isSentence(s.text));
	return [...sentences, ...said(text)].filter((s, i, all) => !catalogue.has(s.text) && all.findIndex((o) => o.text === s.text) === i)
		.map(({ line, text: nl }) => ({ line, reason: `has no English in services/api/engels_*.c: ${nl}` }));
}

const pair = (nl, en) => `const struct engels_zin engels_a[] = {\n\t{ "${nl}", "${en}" },\n};\n`;
export const bad = {
	'a sentence without English': ['services/api/a.c', 'static const char a[] = "Dit zegt nog "\n\t"niemand hier.";\n'],
	'a fault without English': ['services/api/a.c', 'void f(void)\n{\n\ttask_fault(t, "/a", "a.b", x ? "dit %s niet" : "dat niet", y);\n}\n'],
	'a word without English': ['services/motor/a.c', 'void f(void)\n{\n\treturn req_not_found(r, "Dit ongerijmde");\n}\n'],
	'a word by its name': ['services/api/a.c', '#define WHAT "Dit ongerijmde"\nvoid f(void)\n{\n\treturn req_not_found(r, WHAT);\n}\n'],
	'a title without English': ['services/api/a.c', 'x = { ERR_INVALID, "a.b", "Zonder Engels",\n'],
	'other directives': ['services/api/engels_a.c', pair('Versie %d is al actief.', 'Version %s is active already.')],
	'directives the other way': ['services/api/engels_a.c', pair('Deze koppeling is %s: de stap %s kan dan niet.', 'This is %s.')],
	'a pair of nobody': ['services/api/engels_a.c', pair('Dit zegt nog niemand hier.', 'Nobody says this here.')],
	'a pair twice': ['services/api/engels_a.c', pair('Deze koppeling bestaat niet.', 'There is no such match.')],
};
export const good = {
	'a sentence with English': ['services/api/a.c', 'static const char a[] = "Deze koppeling "\n\t"bestaat niet.";\n'],
	'only directives': ['services/api/a.c', 'void f(void)\n{\n\treturn task_fail(t, ERR_CONFLICT, "a.b", "%.*s: %s", a, b, c);\n}\n'],
	'what went wrong inside': ['services/api/a.c', 'void f(void)\n{\n\treturn task_fail(t, ERR_INTERNAL, "a.b", "it does not open: why?");\n}\n'],
	'a pair': ['services/api/engels_a.c', pair('Deze koppeling bestaat niet.', 'This match does not exist.')],
};
