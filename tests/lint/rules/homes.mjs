/* Every third-party header has one home; swapping the library touches one folder. */
import { includesOf, isC, moduleOf } from '../c.mjs';

/* pattern: folders that may include it. Tests may include what they test with. */
const homes = [
	[/^event2\//, ['lib/task/', 'lib/http/']],
	[/^(libpq-fe|postgres_ext|libpq\/.*)\.h$/, ['lib/db/']],
	[/^jansson\.h$/, ['lib/json/']],
	[/^sodium\.h$/, ['lib/auth/']],
	[/^utf8proc\.h$/, ['lib/base/']],
	[/^qrencode\.h$/, ['lib/base/']],
	[/^curl\//, ['lib/http/']],
	[/^openssl\//, ['lib/auth/', 'lib/db/look.c']],
	[/^(valgrind|sanitizer)\//, ['lib/task/', 'lib/base/']],
	[/^criterion\//, ['tests/']],
	[/^immintrin\.h$/, ['lib/score/']],
	[/^coin\//, ['tests/']],
	[/^sqlite3\.h$/, ['tests/bench/']],
];
/* The C library and the kernel. */
const system = /^(sys\/|linux\/|netinet\/|arpa\/|net\/)|^(assert|ctype|err|errno|fcntl|fenv|fnmatch|getopt|glob|inttypes|iso646|limits|locale|math|netdb|poll|pthread|pwd|regex|sched|semaphore|setjmp|signal|spawn|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|syslog|termios|threads|time|ucontext|unistd|wchar|dirent|endian|execinfo|libgen|ftw|malloc|dlfcn|langinfo|link)\.h$/;

export const applies = isC;

export function check(file, text) {
	const faults = [];
	for (const { line, name, quoted } of includesOf(text)) {
		if (quoted || system.test(name))
			continue;
		const home = homes.find(([pattern]) => pattern.test(name));
		if (!home)
			faults.push({ line, reason: `<${name}> has no home: a new dependency needs its reason in CONTRIBUTING.md and a line in tests/lint/rules/homes.mjs` });
		else if (![...home[1], 'tests/'].some((folder) => file.startsWith(folder)))
			faults.push({ line, reason: `<${name}> is only for ${home[1].join(', ')}, not for ${moduleOf(file) ?? 'here'}` });
	}
	return faults;
}

export const bad = {
	'libpq in store': ['lib/store/a.c', '#include <libpq-fe.h>\n'],
	'libevent in a service': ['services/api/a.c', '#include <event2/event.h>\n'],
	'jansson in http': ['lib/http/a.c', '#  include <jansson.h>\n'],
	'curl in the worker': ['services/worker/a.c', '#include <curl/curl.h>\n'],
	'sodium in db': ['lib/db/a.h', '#include <sodium.h>\n'],
	'an unknown library': ['lib/base/a.c', '#include <glib.h>\n'],
};
export const good = {
	'at home': ['lib/db/a.c', '#include <libpq-fe.h>\n#include <stdio.h>\n#include <sys/types.h>\n'],
	'a test': ['tests/unit/task/a.c', '#include <criterion/criterion.h>\n#include <event2/event.h>\n'],
	'in a comment': ['lib/base/a.c', '/*\n#include <jansson.h>\n*/\n'],
};
