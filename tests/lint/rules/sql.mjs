/* The statements of lib/store/sql: one a file, described in its head, with casts, without surprises. */

export const applies = (file) => /^lib\/store\/sql\/.*\.sql$/.test(file);

const PART = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:''|[^'])*'/g;
const blank = (s) => s.replace(/[^\n]/g, ' ');

export function check(file, text) {
	const faults = [];
	const say = (at, reason) => faults.push({ line: text.slice(0, at).split('\n').length, reason });
	const head = text.match(/^(--[^\n]*\n)*/)[0];
	if (!/^-- (?!(in|out|rows|index):)\S/.test(head))
		say(0, 'the first line says in words what it does');
	for (const word of ['rows'])
		if (!new RegExp(`^-- ${word}: \\S`, 'm').test(head))
			say(0, `the head has no line "-- ${word}:"`);
	if (/^-- rows: (one|maybe|many)/m.test(head) && !/^-- out: \S/m.test(head))
		say(0, 'it gives rows, but the head has no line "-- out:"');
	if (!/^[a-z_]+\/[a-z_]+\.sql$/.test(file.slice('lib/store/sql/'.length)))
		say(0, 'its place is <entity>/<verb>.sql');
	const code = text.replace(PART, blank);
	if (/:\w/.test(code.replace(/::/g, '  ')) && !/^-- in: \S/m.test(head))
		say(0, 'it takes parameters, but the head has no line "-- in:"');
	if (/;\s*\S/.test(code))
		say(code.indexOf(';'), 'more than one statement');
	for (const m of code.matchAll(/\bselect\s+(distinct\s+)?(\w+\.)?\*|\breturning\s+\*|,\s*\w+\.\*/gi))
		say(m.index, 'name the columns');
	for (const m of code.matchAll(/\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|random|gen_random_uuid|timeofday)\s*\(|\b(current_(date|time|timestamp)|localtime(stamp)?)\b/gi))
		say(m.index, `${m[0]}: time and chance are parameters`);
	for (const m of code.matchAll(/\|\|[^\n]*\bexecute\b|\bexecute\s+(format|\w+\s*\|\|)/gi))
		say(m.index, 'no statement made of strings');
	for (const m of code.matchAll(/(?<!:):([a-z_]\w*)(?!\w|::)/g))
		if (!/cast\s*\(\s*$/i.test(code.slice(0, m.index)))
			say(m.index, `:${m[1]} has no cast: :${m[1]}::<type>`);
	for (const m of code.matchAll(/\$\d+/g))
		say(m.index, `${m[0]}: parameters have names`);
	return faults;
}

const head = '-- One.\n-- in: id uuid\n-- out: naam text\n-- rows: maybe\n';
const at = 'lib/store/sql/school/get.sql';
export const bad = {
	'no head': [at, 'select naam from school where id = :id::uuid\n'],
	'no rows': [at, '-- One.\n-- in: id uuid\nselect naam from school where id = :id::uuid\n'],
	'no in': [at, '-- One.\n-- out: naam text\n-- rows: many\nselect naam from school where id = :id::uuid\n'],
	'all columns': [at, `${head}select * from school where id = :id::uuid\n`],
	'all columns of one': [at, `${head}select s.* from school s where id = :id::uuid\n`],
	'the clock': [at, `${head}select naam from school where id = :id::uuid and op < now()\n`],
	'no cast': [at, `${head}select naam from school where id = :id\n`],
	'a number': [at, `${head}select naam from school where id = $1::uuid\n`],
	'two statements': [at, `${head}select 1; select :id::uuid\n`],
	'another place': ['lib/store/sql/get.sql', `${head}select naam from school where id = :id::uuid\n`],
};
export const good = {
	'one statement': [at, `${head}select naam, ':x'::text, a[1:2] from school where id = :id::uuid -- now()\n`],
};
