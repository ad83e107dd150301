/* Comments stand between slash-star and star-slash, hold no old code, and promise nothing without an issue number. */
import { commentsOf, isC } from '../c.mjs';

const promise = /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/;
const texts = /\.(c|h|mjs|js|sql|sh|json|yml|cmake)$|(^|\/)(CMakeLists\.txt|dev|Dockerfile|run)$/;

/* A line that is a whole statement of C; a comment of nothing else is code put away. */
const oldCode = /^\s*\*?\s*((if|for|while|switch)\s*\(.*\)\s*\{?|return\b[^.]*;|(const |static |struct )*\w+[ *]+\w+( = .*)?;|[\w.>[\]-]+ [-+|&]?= .*;|\w+\(.*\);)\s*$/;

export const applies = (file) => texts.test(file) && !/(^|\/)(package-lock\.json|lint\/rules\/comments\.mjs)$/.test(file);

export function check(file, text) {
	const faults = [];
	text.split('\n').forEach((l, i) => {
		if (promise.test(l))
			faults.push({ line: i + 1, reason: 'a promise needs its issue number: TODO(#12)' });
	});
	if (!isC(file))
		return faults;
	for (const comment of commentsOf(text)) {
		if (comment.text.startsWith('//'))
			faults.push({ line: comment.line, reason: 'comments are /* … */' });
		const lines = comment.text.replace(/^\/\*+|\*\/$/g, '').split('\n').filter((l) => /\w/.test(l));
		if (lines.length > 0 && lines.every((l) => oldCode.test(l)))
			faults.push({ line: comment.line, reason: 'old code in a comment: git remembers it' });
	}
	return faults;
}

export const bad = {
	'a line comment': ['lib/base/a.c', 'int a; // why\n'],
	'a promise': ['lib/base/a.c', '/* TODO make it faster */\n'],
	'a promise in SQL': ['lib/store/sql/a/b.sql', '-- FIXME\n'],
	'a statement put away': ['lib/base/a.c', '/*\n * count = 1;\n * free(b);\n */\n'],
};
export const good = {
	'a reason': ['lib/base/a.c', '/* Two slashes in a string are none. */\nconst char *a = "http://x";\n'],
	'an example': ['lib/base/a.h', '/*\n * How to walk:\n *\tint i = 0;\n */\n'],
	'a promise with its number': ['lib/base/a.c', '/* TODO(#12): shorter */\n'],
};
