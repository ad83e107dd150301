/* Migrations: numbered without a gap, one purpose each, named rules. */

export const applies = (file) => file.startsWith('migrations/');

const PART = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:''|[^'])*'/g;
const blank = (s) => s.replace(/[^\n]/g, ' ');
const numbers = new Set();

export function check(file, text) {
	const faults = [];
	const say = (at, reason) => faults.push({ line: text.slice(0, at).split('\n').length, reason });
	const number = file.match(/^migrations\/(\d{4})_[a-z][a-z0-9_]*\.sql$/)?.[1];
	if (!number)
		return [{ line: 1, reason: 'its name is 0001_<what>.sql' }];
	/* The examples come first and count for themselves: they are number 1 or have a fault of their own. */
	if (Number(number) > 1 && !numbers.has(Number(number) - 1))
		say(0, `there is no migration before ${number}: numbers have no gap`);
	numbers.add(Number(number));
	if (!/^-- \S/.test(text))
		say(0, 'the first line says what it is for; the second whether older code keeps working');
	const code = text.replace(PART, blank);
	for (const m of code.matchAll(/(?<!constraint\s+\w+\s+)\b((?<!with\s+)check\s*\(|exclude\s+using|foreign\s+key|references\s+\w+)/gi))
		if (!/^\s*$/.test(code.slice(0, m.index)) && !/(constraint\s+\w+\s+|foreign\s+key\s*\([\w\s,]*\)\s*)$/i.test(code.slice(0, m.index)))
			say(m.index, `${m[0].replace(/\s*\($/, '')} without a name: constraint <rule> ${m[0].trim()}`);
	for (const m of code.matchAll(/\b(begin|commit|rollback)\s*;/gi))
		if (!/\$\w*\$/.test(code.slice(0, m.index)))
			say(m.index, 'the runner opens and closes the transaction');
	for (const m of code.matchAll(/\bpg_notify\s*\(|\bnotify\s+\w/gi))
		say(m.index, 'no NOTIFY inside a business transaction: the outbox tells');
	return faults;
}

const at = 'migrations/0001_a.sql';
export const bad = {
	'no number': ['migrations/school.sql', '-- Schools.\n'],
	'a gap': ['migrations/9001_a.sql', '-- Schools.\n'],
	'no words': [at, 'create table a (b int4);\n'],
	'a rule without a name': [at, '-- A.\ncreate table a (b int4 check (b > 0));\n'],
	'a reference without a name': [at, '-- A.\ncreate table a (b uuid references c (id));\n'],
	'its own transaction': [at, '-- A.\nbegin;\ncommit;\n'],
	'a notify': [at, "-- A.\nselect pg_notify('a', 'b');\n"],
};
export const good = {
	'named rules': [at, '-- A.\ncreate table a (b int4 constraint a_b_positief check (b > 0),\n\tc uuid constraint a_van_c references c (id));\n'],
	'what a policy checks': [at, '-- A.\ncreate policy a_nieuw on a for insert with check (b > 0);\n'],
	'a reference of two columns': [at, '-- A.\ncreate table a (b int4, c int4,\n\tconstraint a_van_d foreign key (b, c) references d (b, c));\n'],
};
