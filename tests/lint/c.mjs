/* What the rules need to know of C: comments, strings and code apart, each in its own place. */

const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g;

export const lineAt = (text, at) => text.slice(0, at).split('\n').length;
const blank = (s) => s.replace(/[^\n]/g, ' ');

/* The text with comments and the insides of strings blanked; lines and columns stay. */
export function codeOf(text) {
	return text.replace(TOKEN, (t, at) => {
		if (t[0] === '/')
			return blank(t);
		/* the name in #include "name" is no string */
		if (/#\s*include\s*$/.test(text.slice(text.lastIndexOf('\n', at) + 1, at)))
			return t;
		return t[0] + blank(t.slice(1, -1)) + t[0];
	});
}

/* [{ line, text }] of every comment. */
export function commentsOf(text) {
	return [...text.matchAll(TOKEN)].filter((m) => m[0][0] === '/')
		.map((m) => ({ line: lineAt(text, m.index), text: m[0] }));
}

/* [{ line, text }] of every string; neighbours that C joins are joined. */
export function stringsOf(text) {
	const out = [];
	let end = -1;
	for (const m of text.matchAll(TOKEN)) {
		if (m[0][0] !== '"')
			continue;
		const value = m[0].slice(1, -1).replace(/\\n|\\t/g, ' ').replace(/\\(.)/g, '$1');
		if (end >= 0 && /^\s*$/.test(text.slice(end, m.index)))
			out.at(-1).text += value;
		else
			out.push({ line: lineAt(text, m.index), text: value });
		end = m.index + m[0].length;
	}
	return out;
}

/* [{ line, name, quoted }] of every include. */
export function includesOf(text) {
	return [...codeOf(text).matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]/gm)]
		.map((m) => ({ line: lineAt(text, m.index), name: m[2], quoted: m[1] === '"' }));
}

/* Every call or declaration `name(`: [{ line, name, at }]. */
export function callsOf(code) {
	return [...code.matchAll(/\b([A-Za-z_]\w*)[ \t]*\(/g)]
		.map((m) => ({ line: lineAt(code, m.index), name: m[1], at: m.index }));
}

/* The index behind the bracket that closes the one at `open`; the end of the text when none does. */
export function closing(code, open) {
	const pairs = { '(': ')', '{': '}', '[': ']' };
	let depth = 0;
	for (let i = open; i < code.length; i++) {
		if (code[i] === code[open])
			depth++;
		else if (code[i] === pairs[code[open]] && --depth === 0)
			return i + 1;
	}
	return code.length;
}

/* Preprocessor lines (with their continuations) blanked. */
export const withoutDirectives = (code) => code.replace(/^[ \t]*#(?:\\\n|[^\n])*/gm, blank);

/* The code outside all braces: declarations and heads of functions. */
export function fileScope(code) {
	let depth = 0;
	return withoutDirectives(code).replace(/[^\n]/g, (ch) => {
		if (ch === '{')
			return depth++ === 0 ? '{' : ' ';
		if (ch === '}')
			return --depth === 0 ? '}' : ' ';
		return depth === 0 ? ch : ' ';
	});
}

/* [{ line, name, lines }] of every function with a body. */
export function functionsOf(text) {
	const code = withoutDirectives(codeOf(text));
	const out = [];
	for (const m of code.matchAll(/^(?!\s)[^;{}=#]*?\b(\w+)[ \t]*\(/gm)) {
		const behind = closing(code, m.index + m[0].length - 1);
		const open = behind + (code.slice(behind).match(/^\s*\{/)?.[0].length ?? 0) - 1;
		if (open < behind)
			continue;
		out.push({ line: lineAt(code, open), name: m[1], lines: lineAt(code, closing(code, open)) - lineAt(code, open) });
	}
	return out;
}

export const isC = (file) => /\.[ch]$/.test(file);
export const isOurC = (file) => isC(file) && /^(lib|services)\//.test(file);
/* The module of a file under lib/, "services" for what stands above, null for the rest. */
export const moduleOf = (file) => file.match(/^lib\/([^/]+)\//)?.[1] ?? (file.startsWith('services/') ? 'services' : null);
