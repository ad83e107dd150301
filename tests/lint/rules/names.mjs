/* Names: prefixes of our dependencies are not ours, and structs are called struct. */
import { callsOf, codeOf, fileScope, isC, lineAt } from '../c.mjs';

const theirs = /^(json_|ev_|event_|evhttp_|evbuffer_|evutil_|evconnlistener_|PQ|pg_|crypto_|sodium_|randombytes_|utf8proc_|QRcode_|curl_)/;

export const applies = isC;

export function check(file, text) {
	const code = codeOf(text);
	const faults = [];
	for (const { line, name } of callsOf(fileScope(code)))
		if (theirs.test(name))
			faults.push({ line, reason: `${name}: this prefix belongs to a library` });
	for (const m of code.matchAll(/\btypedef\s+(struct|union|enum)\s*\w*\s*(?:\{|\w+\s*;)/g))
		faults.push({ line: lineAt(code, m.index), reason: `no typedef for a ${m[1]}` });
	for (const m of code.matchAll(/^(?:struct|enum|union)\s+(\w+)\s*\{/gm))
		if (theirs.test(m[1]))
			faults.push({ line: lineAt(code, m.index), reason: `${m[1]}: this prefix belongs to a library` });
	return faults;
}

export const bad = {
	'a function of jansson': ['lib/json/a.h', 'struct str json_text(int a);\n'],
	'a definition': ['lib/db/a.c', 'static int pg_start(void)\n{\n\treturn 0;\n}\n'],
	'a struct': ['lib/task/a.h', 'struct event_queue {\n\tint a;\n};\n'],
	'a typedef': ['lib/base/a.h', 'typedef struct foo {\n\tint a;\n} foo;\n'],
};
export const good = {
	'a call': ['lib/json/a.c', 'int f(void)\n{\n\treturn json_integer(1);\n}\n'],
	'a typedef of a function': ['lib/task/a.h', 'typedef void task_fn(struct task *t, void *arg);\ntypedef enum err on_row(void *arg);\n'],
};
