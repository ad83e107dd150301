/* No path of one machine, no address of a package source, in anything that is kept. */

export const applies = (file) => !/\.(png|ico|woff2?|gz|bin|pdf)$/.test(file) && !/^tests\/fuzz\/corpus\//.test(file);

const machine = /(?<![\w.$}~<>-])\/(work|root|farm|home\/[a-z]\w*|Users\/\w+)(?=\/|["'\s]|$)/;

export function check(file, text) {
	const faults = [];
	const lock = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json)$/.test(file);
	text.split('\n').forEach((l, i) => {
		if (machine.test(l) && file !== 'tests/lint/rules/places.mjs')
			faults.push({ line: i + 1, reason: `a path of one machine: ${l.match(machine)[0]}` });
		if (lock && /"resolved"\s*:/.test(l))
			faults.push({ line: i + 1, reason: 'the lock names where a package came from: omit-lockfile-registry-resolved=true in .npmrc' });
		if (/(^|\/)\.npmrc$/.test(file) && /registry\s*=\s*https?:|_auth/.test(l))
			faults.push({ line: i + 1, reason: 'a package source of one machine' });
	});
	return faults;
}

export const bad = {
	'a home': ['README.md', 'cd /home/jan/schakel\n'],
	'a work tree': ['tests/e2e/a.mjs', "read('/work/main/x')\n"],
	'a resolved package': ['tests/package-lock.json', '\t"resolved": "https://example.org/a.tgz",\n'],
	'a package source': ['tests/.npmrc', 'registry=https://example.org/\n'],
};
export const good = {
	'other paths': ['README.md', 'services/work/a, https://example.org/work/x, $HOME/x and /var/lib/x\n'],
	'a lock': ['tests/package-lock.json', '\t"integrity": "sha512-x",\n\t"funding": { "url": "https://example.org" }\n'],
};
