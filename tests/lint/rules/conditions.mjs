/* No assignment inside a condition. */
import { closing, codeOf, isC, lineAt } from '../c.mjs';

export const applies = isC;

/* What stands in braces is no part of the condition: initialisers of compound literals. */
function withoutBraces(text) {
	for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1))
		text = text.slice(0, open) + ' '.repeat(closing(text, open) - open) + text.slice(closing(text, open));
	return text;
}

export function check(file, text) {
	const code = codeOf(text);
	const faults = [];
	for (const m of code.matchAll(/\b(if|while|for|switch)\s*\(/g)) {
		const open = m.index + m[0].length - 1;
		let condition = withoutBraces(code.slice(open + 1, closing(code, open) - 1));
		if (m[1] === 'for')
			condition = condition.split(';')[1] ?? '';
		if (/(?<![=!<>])=(?!=)|(<<|>>)=/.test(condition))
			faults.push({ line: lineAt(code, m.index), reason: `assignment inside the condition of ${m[1]}` });
	}
	return faults;
}

export const bad = {
	'plain': ['lib/base/a.c', 'if (a = b)\n\treturn;\n'],
	'in brackets': ['lib/base/a.c', 'while ((c = next()) != 0)\n\tf(c);\n'],
	'in the middle of a for': ['lib/base/a.c', 'for (int i = 0; (p = at(i)); i++)\n\tf(p);\n'],
};
export const good = {
	'comparisons': ['lib/base/a.c', 'if (a == b && c <= d && e >= f && g != h)\n\treturn;\n'],
	'the first part of a for': ['lib/base/a.c', 'for (int i = 0; i < 3; i += 2)\n\tf(i);\n'],
	'a compound literal': ['lib/base/a.c', 'if (f((struct a){ .b = 1 }))\n\treturn;\n'],
};
