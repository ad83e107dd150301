/* Functions that have a better way here, each with that way. */
import { callsOf, codeOf, isC, withoutDirectives } from '../c.mjs';

const unbounded = 'no bound on what it writes: struct buf, or snprintf with its result looked at';
const number = 'takes too much and says too little: the readers of base/str.h';
const shared = 'keeps its result in shared memory';
const waits = 'blocks the loop, and in a test waits for luck: wait for the event, or move the clock';
const shell = 'starts a shell';
const guess = 'foreseeable: auth for secrets, a seed passed in for the rest';
const banned = {
	strcpy: unbounded, strcat: unbounded, strncpy: unbounded, strncat: unbounded, stpcpy: unbounded,
	sprintf: unbounded, vsprintf: unbounded, gets: unbounded, scanf: unbounded, fscanf: unbounded,
	sscanf: number, atoi: number, atol: number, atoll: number, atof: number,
	strtol: number, strtoul: number, strtoll: number, strtoull: number, strtod: number, strtof: number,
	strtok: shared, strtok_r: 'writes into its input: cut a struct str', localtime: shared, gmtime: shared,
	ctime: shared, asctime: shared, strerror: 'shared, and speaks the machine\'s language: strerrorname_np or %m in a log',
	getpwnam: shared, gethostbyname: 'asks DNS on the loop',
	sleep: waits, usleep: waits, nanosleep: waits,
	system: shell, popen: shell,
	rand: guess, srand: guess, random: guess, srandom: guess, drand48: guess,
	alloca: 'a frame has a fixed size: the arena', setjmp: 'jumps over cleanup', longjmp: 'jumps over cleanup',
	tmpnam: 'a race: mkstemp', mktemp: 'a race: mkstemp', signal: 'sigaction says what it does',
	strcasecmp: 'follows the locale: str_eq_ascii_case', setlocale: 'changes the whole process',
};
/* Programs of the build read our own files only and end with a message. */
const ofTheBuild = /^(lib\/store\/sqlgen|services\/api\/\w*gen|lib\/\w+\/gen\/\w+)\.c$/;
const fineThere = new Set(['sscanf', 'strtok_r']);

export const applies = isC;

export function check(file, text) {
	return callsOf(withoutDirectives(codeOf(text)))
		.filter(({ name }) => Object.hasOwn(banned, name) && !(ofTheBuild.test(file) && fineThere.has(name)))
		.map(({ line, name }) => ({ line, reason: `${name}(): ${banned[name]}` }));
}

export const bad = Object.fromEntries(Object.keys(banned)
	.map((name) => [name, ['lib/base/a.c', `void f(void)\n{\n\t${name}(a, b);\n}\n`]]));
export const good = {
	'in a string': ['lib/base/a.c', 'const char *a = "strcpy(a, b)"; /* sprintf(x) */\n'],
	'a longer name': ['lib/base/a.c', 'void my_system(void);\nint f(void)\n{\n\treturn date_random_day();\n}\n'],
};
