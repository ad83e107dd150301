/* A source file stays under 800 lines, and a function fits on a screen. */
import { functionsOf, isC } from '../c.mjs';

const FILE_LINES = 800;
const FUNCTION_LINES = 70;

export const applies = (file) => /\.(c|h|mjs|js|sql|sh)$/.test(file);

export function check(file, text) {
	const faults = [];
	const lines = text.split('\n').length - 1;
	if (lines >= FILE_LINES)
		faults.push({ line: FILE_LINES, reason: `${lines} lines: split it by idea (under ${FILE_LINES})` });
	if (isC(file))
		for (const f of functionsOf(text))
			if (f.lines > FUNCTION_LINES)
				faults.push({ line: f.line, reason: `${f.name} is ${f.lines} lines long: a function fits on a screen (${FUNCTION_LINES})` });
	return faults;
}

export const bad = {
	'a long file': ['lib/base/a.c', '\n'.repeat(FILE_LINES)],
	'a long function': ['lib/base/a.c', `static int f(int a,\n\tint b)\n{\n${'\ta++;\n'.repeat(FUNCTION_LINES + 1)}}\n`],
};
export const good = {
	'many short functions': ['lib/base/a.c', 'int f(int a)\n{\n\treturn a;\n}\n\n'.repeat(60)],
};
