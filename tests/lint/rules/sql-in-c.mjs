/* SQL stands in .sql files. The runner of migrations and the pool, in lib/db, speak their few words themselves. */
import { isOurC, stringsOf } from '../c.mjs';

const statement = /^\s*(select\s+(?!an?\s|the\s)[\s\S]*(\sfrom\s|\$\d|:\w|\()|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|merge\s+into\s|with\s+\w+\s+as\s*\(|(create|drop|alter|truncate|grant|revoke)\s+(or\s+replace\s+)?(table|index|unique|view|function|role|database|schema|extension|type|trigger|user|materialized)\b|copy\s+\w+\s+(from|to)\b|(begin|commit|rollback|savepoint\s+\w+|set\s+(local\s+)?\w+\s*(=|to)\s*\S+|listen\s+\w+|notify\s+\w+)\s*;?\s*$)/i;
const fragment = /\s(from|where|returning|order by|group by)\s+\w+.*[$:]\w|\bwhere\s+\w+\s*=/i;

/* sqlgen turns the files into strings: its own texts are about SQL. */
export const applies = (file) => isOurC(file) && !file.startsWith('lib/db/') && file !== 'lib/store/sqlgen.c';

export function check(file, text) {
	return stringsOf(text).filter((s) => statement.test(s.text) || fragment.test(s.text))
		.map(({ line }) => ({ line, reason: 'SQL in a C string: it belongs in lib/store/sql/' }));
}

export const bad = {
	'a select': ['services/api/a.c', 'q("select id from school where id = $1");\n'],
	'over two strings': ['lib/store/a.c', 'q("insert into "\n\t"school values (1)");\n'],
	'a piece': ['lib/store/a.c', 'buf_add(" where id = ");\n'],
	'a transaction': ['services/worker/a.c', 'q("begin");\n'],
};
export const good = {
	'a sentence': ['services/admin/a.c', 'say("choose where it stands; update your own data from time to time");\n'],
	'a help text': ['services/admin/a.c', 'say("Select a file to import.\\n" "Set it to 1.");\nsay("create an account");\n'],
};
