/* An include points down only: services > store, queue > http, db, auth, score, plan > task, json, domain > base. */
import { includesOf, isOurC, moduleOf } from '../c.mjs';

const layer = {
	base: 0,
	task: 1, json: 1, domain: 1,
	http: 2, db: 2, auth: 2, score: 2, plan: 2,
	store: 3, queue: 3,
	services: 4,
};
/* json reports the faults of a text on the task that reads it; queue reads the outbox by the statements of store. */
const beside = { json: 'task', queue: 'store' };
const above = new Set(['api', 'worker', 'admin', 'motor', 'post', 'audit', 'contact', 'privacy', 'portal']);

export const applies = isOurC;

export function check(file, text) {
	const from = moduleOf(file);
	if (!(from in layer))
		return [{ line: 1, reason: `lib/${from} stands in no layer; the table is in tests/lint/rules/layers.mjs` }];
	const faults = [];
	for (const { line, name, quoted } of includesOf(text)) {
		if (!quoted)
			continue;
		const slash = name.indexOf('/');
		const to = slash < 0 ? null : name.slice(0, slash);
		if (from === 'services' && (to === null || above.has(to)))
			continue;
		if (to === null || name.startsWith('.'))
			faults.push({ line, reason: `"${name}": include by path from lib/` });
		else if (above.has(to))
			faults.push({ line, reason: `${from} includes ${name} of the services above it` });
		else if (!(to in layer))
			faults.push({ line, reason: `"${name}" is in no module of lib/` });
		else if (to !== from && layer[to] >= layer[from] && beside[from] !== to)
			faults.push({ line, reason: `${from} (layer ${layer[from]}) includes ${name} (layer ${layer[to]}): an include points down only` });
	}
	return faults;
}

export const bad = {
	'a module includes one above it': ['lib/base/str.c', '#include "task/task.h"\n'],
	'a module includes its neighbour': ['lib/db/db.c', '#include "http/http.h"\n'],
	'a module includes a service': ['lib/store/a.c', '#include "api/req.h"\n'],
	'store includes the queue': ['lib/store/a.c', '#include "queue/queue.h"\n'],
	'an include without its folder': ['lib/base/str.c', '#include "buf.h"\n'],
	'an include with dots': ['lib/http/a.c', '#include "../base/buf.h"\n'],
	'a module outside the table': ['lib/misc/a.c', '\n'],
};
export const good = {
	'the queue by statements': ['lib/queue/a.c', '#include "store/sql.h"\n#include "db/wake.h"\n'],
	'down and beside itself': ['lib/db/a.c', '#include "db/db.h"\n#include "task/task.h"\n#include "base/str.h"\n'],
	'a service may everything': ['services/api/a.c', '#include "config.h"\n#include "store/sql.h"\n#include "worker/job.h"\n'],
};
