/*
 * The part of YAML that docker-compose.yml and publiccode.yml are written in: mappings and lists by
 * indentation, plain and quoted scalars, [flow lists], {} and literal blocks. Anything else throws.
 */
export function parseYaml(text) {
	const lines = text.split('\n');
	let at = 0;
	const indentOf = (l) => l.match(/^ */)[0].length;
	const skip = () => {
		while (at < lines.length && /^\s*(#.*)?$/.test(lines[at]))
			at++;
	};
	const fail = (why) => {
		throw new Error(`line ${at + 1}: ${why}`);
	};

	function scalar(raw) {
		const s = raw.replace(/\s+#.*$/, '').trim();
		if (/^[["{]/.test(s))
			return JSON.parse(s);
		if (/^'.*'$/.test(s))
			return s.slice(1, -1).replaceAll("''", "'");
		if (/^[&*!|>]/.test(s))
			fail(`"${s}" is more YAML than this reads`);
		if (s === '' || s === 'null')
			return null;
		return s === 'true' ? true : s === 'false' ? false : /^\d+$/.test(s) ? Number(s) : s;
	}

	function literal(indent) {
		const out = [];
		let margin = -1;
		for (; at < lines.length && (lines[at].trim() === '' || indentOf(lines[at]) > indent); at++) {
			if (margin < 0 && lines[at].trim() !== '')
				margin = indentOf(lines[at]);
			out.push(lines[at].slice(Math.max(margin, 0)));
		}
		return `${out.join('\n').trimEnd()}\n`;
	}

	/* What stands behind a colon on line `at`, at this indentation; leaves `at` behind it. */
	function value(rest, indent) {
		at++;
		if (/^[|>]-?\s*$/.test(rest.trim()))
			return literal(indent);
		if (rest.replace(/\s#.*$/, '').trim() !== '' && !/^#/.test(rest.trim())) {
			at--;
			const got = scalar(rest);
			at++;
			return got;
		}
		skip();
		const next = at < lines.length ? indentOf(lines[at]) : -1;
		if (next > indent || (next === indent && /^\s*- /.test(lines[at])))
			return block(next);
		return null;
	}

	function block(indent) {
		const isList = /^\s*-( |$)/.test(lines[at]);
		const out = isList ? [] : {};
		for (skip(); at < lines.length && indentOf(lines[at]) === indent; skip()) {
			const line = lines[at].slice(indent);
			if (isList !== /^-( |$)/.test(line))
				break;
			if (isList) {
				if (/^- +[\w-]+:( |$)/.test(line)) {
					lines[at] = `${' '.repeat(indent + 2)}${line.slice(2)}`;
					out.push(block(indent + 2));
				} else {
					out.push(value(line.slice(1), indent));
				}
				continue;
			}
			const m = line.match(/^("[^"]+"|[\w./-]+):(?: (.*))?$/) ?? fail('no "key: value"');
			const key = m[1].replaceAll('"', '');
			if (key in out)
				fail(`${key} stands there twice`);
			out[key] = value(m[2] ?? '', indent);
		}
		return out;
	}

	skip();
	const out = block(0);
	skip();
	if (at < lines.length)
		fail('indented otherwise than what stands above it');
	return out;
}
