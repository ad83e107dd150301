/* domain, score and plan: no I/O, no clock, no randomness, no globals that change. */
import { callsOf, codeOf, includesOf, isC, lineAt, moduleOf, withoutDirectives } from '../c.mjs';

const pure = new Set(['domain', 'score', 'plan']);
/* <stdio.h> is for snprintf; what does I/O in it is refused by name. <immintrin.h> has instructions of the processor. */
const headers = new Set(['assert.h', 'ctype.h', 'immintrin.h', 'inttypes.h', 'limits.h', 'math.h', 'stdalign.h', 'stdarg.h',
	'stdbool.h', 'stddef.h', 'stdint.h', 'stdio.h', 'stdlib.h', 'string.h']);
const calls = /^(v?f?printf|puts|putchar|fputs|fputc|fwrite|fread|fopen|fdopen|fclose|fgets|getline|perror|open|read|write|close|socket|time|clock|clock_gettime|gettimeofday|localtime(_r)?|gmtime(_r)?|time_now\w*|date_today\w*|now_\w+|rand|srand|random|drand48|arc4random\w*|getrandom|uuid_new\w*|getenv|setenv|exit|log_\w+)$/;
const below = /^(base\/(?!log\.h)|domain\/)/;

export const applies = (file) => isC(file) && pure.has(moduleOf(file));

export function check(file, text) {
	const faults = [];
	const own = `${moduleOf(file)}/`;
	for (const { line, name, quoted } of includesOf(text)) {
		if (quoted ? !below.test(name) && !name.startsWith(own) : !headers.has(name))
			faults.push({ line, reason: `${name} has no place in a pure module` });
	}
	const code = withoutDirectives(codeOf(text));
	for (const { line, name } of callsOf(code))
		if (calls.test(name))
			faults.push({ line, reason: `${name}() is I/O, clock, chance or environment: pass the value in` });
	for (const m of code.matchAll(/\b(static|extern|_Thread_local)\b([^;{}=()]*)([;={(])/g))
		if (m[3] !== '(' && !/\bconst\b/.test(m[2]) && !/^\s*(struct|enum|union)\s+\w+\s*$/.test(m[2] + (m[3] === '{' ? '' : ' x')))
			faults.push({ line: lineAt(code, m.index), reason: 'a variable that outlives the call: keep it with the caller' });
	return faults;
}

export const bad = {
	'the clock': ['lib/score/a.c', 'int64_t f(void)\n{\n\treturn time(NULL);\n}\n'],
	'the clock by header': ['lib/domain/a.c', '#include <time.h>\n'],
	'output': ['lib/plan/a.c', 'void f(void)\n{\n\tprintf("x");\n}\n'],
	'chance': ['lib/score/a.c', 'int f(void)\n{\n\treturn rand();\n}\n'],
	'a database': ['lib/score/a.c', '#include "db/db.h"\n'],
	'logging': ['lib/domain/a.c', '#include "base/log.h"\n'],
	'a global': ['lib/score/a.c', 'static int calls;\n'],
	'a hidden global': ['lib/score/a.c', 'int f(void)\n{\n\tstatic int calls = 0;\n\treturn calls++;\n}\n'],
};
export const good = {
	'a table': ['lib/score/a.c', 'static const struct rule rules[] = { { 1 } };\nstatic int f(int a)\n{\n\treturn a;\n}\n'],
	'its own headers': ['lib/score/a.c', '#include "score/score.h"\n#include "domain/soort.h"\n#include "base/str.h"\n#include <string.h>\n'],
};
