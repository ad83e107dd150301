/* The promises of invarianten.sql, for whoever has a function that gives the rows of a query. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('invarianten.sql', import.meta.url), 'utf8');

/* Each sentence with its query. */
export const promises = text.split(/^--: /m).slice(1).map((part) => {
	const [sentence, ...query] = part.split('\n');
	return { sentence, query: query.join('\n').trim().replace(/;$/, '') };
});

export function checkPromises(rows) {
	for (const { sentence, query } of promises)
		assert.deepEqual(rows(query), [], sentence);
}
