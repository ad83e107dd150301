/* A function that may suspend takes its task first; whoever takes a task takes it first. */
import { codeOf, closing, fileScope, isOurC, lineAt } from '../c.mjs';

export const applies = isOurC;

export function check(file, text) {
	const scope = fileScope(codeOf(text));
	const faults = [];
	for (const m of scope.matchAll(/\b(\w+)[ \t]*\(/g)) {
		const open = m.index + m[0].length - 1;
		const args = scope.slice(open + 1, closing(scope, open) - 1).split(',');
		const at = args.findIndex((a) => /^\s*struct task \*(t|task)?\s*$/.test(a));
		if (at > 0)
			faults.push({ line: lineAt(scope, m.index), reason: `${m[1]}: struct task * comes first` });
	}
	return faults;
}

export const bad = {
	'the task behind': ['lib/db/a.h', 'enum err db_get(struct db *d, struct task *t, int a);\n'],
};
export const good = {
	'the task in front': ['lib/db/a.h', 'enum err db_get(struct task *t, struct db *d);\nvoid f(int a, struct task **ret_task);\n'],
};
