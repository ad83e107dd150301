/* The search for dates of birth and lists of names in any bytes: it reads nothing beside the text,
 * and finds both on lines of their own whatever is around. */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "domain/leerling.h"
#include "fuzz.h"

#define MAX_BYTES 16000 /* as long as the API takes, in UTF-8 */
#define DATUM	  "\n3-4-2015\n"
#define NAMEN	  "\nSam\nNoor\nDaan\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES)
		return 0;
	const int32_t today = date_from_civil(2026, 11, 29);
	struct arena a;
	arena_init(&a, (size_t)1 << 20);
	/* A copy of just its size: the sanitizer sees one byte too far. */
	char *text = size > 0 ? malloc(size) : NULL;
	if (text != NULL)
		memcpy(text, data, size);
	const struct str whole = { text, size };
	(void)leerling_geboortedatum_in_text(whole, today);
	(void)leerling_namen_in_text(whole);
	const char *with = arena_printf(&a, "%.*s" DATUM "%.*s", STR_FMT(whole), STR_FMT(whole));
	FUZZ_CHECK(leerling_geboortedatum_in_text(str_from(with), today));
	with = arena_printf(&a, "%.*s" NAMEN "%.*s", STR_FMT(whole), STR_FMT(whole));
	FUZZ_CHECK(leerling_namen_in_text(str_from(with)));
	free(text);
	arena_fini(&a);
	return 0;
}
