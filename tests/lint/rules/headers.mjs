/* A header opens with what it is for and guards itself by its own path. */
import { codeOf } from '../c.mjs';

export const applies = (file) => /^(lib|services)\/.*\.h$/.test(file);

export function check(file, text) {
	const faults = [];
	if (!/^\/\*\s*\S/.test(text))
		faults.push({ line: 1, reason: 'a header opens with a comment: what it is for, what it must not know, who owns what' });
	/* services/api/req.h may be API_REQ_H or SERVICES_API_REQ_H */
	const own = file.replace(/^(lib|services)\//, '').replace(/[^A-Za-z0-9]/g, '_').toUpperCase();
	const guard = text.includes(`#ifndef SERVICES_${own}\n`) && file.startsWith('services/') ? `SERVICES_${own}` : own;
	if (!new RegExp(`^\\s*#ifndef ${guard}\\n#define ${guard}\\n[\\s\\S]*#endif\\s*$`).test(codeOf(text)))
		faults.push({ line: 1, reason: `its guard is not ${guard}` });
	return faults;
}

export const bad = {
	'no words': ['lib/base/a.h', '#ifndef BASE_A_H\n#define BASE_A_H\n#endif\n'],
	'no guard': ['lib/base/a.h', '/* A. */\n#pragma once\n'],
	'the guard of another': ['lib/base/a.h', '/* A. */\n#ifndef BASE_B_H\n#define BASE_B_H\n#endif\n'],
};
export const good = {
	'both': ['lib/base/a.h', '/* A. */\n#ifndef BASE_A_H\n#define BASE_A_H\nint f(void);\n#endif\n'],
};
