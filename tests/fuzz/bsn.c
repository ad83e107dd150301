/* The search for a burgerservicenummer in any bytes: it reads nothing beside the text, finds one
 * that stands on a line of its own whatever is around, none where there are too few digits, and
 * in the whole what it finds in a line. */
#include <string.h>

#include "base/arena.h"
#include "domain/bsn.h"
#include "fuzz.h"

#define MAX_BYTES 8000 /* as long as the API takes, in UTF-8 */
#define OWN_LINE  "\n123456782\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES)
		return 0;
	struct arena a;
	arena_init(&a, (size_t)1 << 22);
	/* A copy of just its size: the sanitizer sees one byte too far. */
	char *text = size > 0 ? malloc(size) : NULL;
	if (text != NULL)
		memcpy(text, data, size);
	const struct str whole = { text, size };
	const bool found = bsn_in_text(&a, whole);
	size_t digits = 0;
	for (size_t i = 0; i < size; i++)
		digits += (data[i] >= '0' && data[i] <= '9') || data[i] >= 0x80;
	FUZZ_CHECK(!found || digits >= 9);
	const char *with = arena_printf(&a, "%.*s" OWN_LINE "%.*s", STR_FMT(whole), STR_FMT(whole));
	FUZZ_CHECK(bsn_in_text(&a, str_from(with)));
	struct str rest = whole;
	struct str line;
	while (str_cut(&rest, '\n', &line))
		FUZZ_CHECK(found || !bsn_in_text(&a, line));
	free(text);
	arena_fini(&a);
	return 0;
}
