/* The bytes of a planning: what is read is solved without a fault, and written back it is the same.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "motor/planning.h"

#define SMALL 4096 /* larger ones only take time */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct planning p;
	struct buf again;
	if (size > SMALL || planning_lees((struct str){ (const char *)data, size }, &p) != ERR_OK)
		return 0;
	buf_init(&again, SMALL);
	planning_schrijf(&p, &again);
	/* What is named nul may hold anything. */
	if (again.len != size)
		abort();
	buf_fini(&again);
	const struct plan_grenzen limits = {
		.max_bytes = 64u << 20, .max_werk = 100000, .winst = true
	};
	struct planning_antwoord a;
	struct planning_telling t;
	if (planning_los(&p, PLANNING_BEST, &limits, &a) == ERR_OK)
		planning_tel(&p, &a, &t);
	planning_antwoord_fini(&a);
	planning_fini(&p);
	return 0;
}
