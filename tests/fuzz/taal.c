/*
 * Accept-Language, in one line or in two. It is never a reason to refuse, what makes no sense is
 * Dutch, and a list means the same in one line as in two.
 */
#include <string.h>

#include "api/negotiate.h"
#include "fuzz.h"

#define MAX_BYTES 2048

static enum score_taal language_of(const struct str *lines, size_t count)
{
	struct http_req http = { .header_count = count };
	for (size_t i = 0; i < count; i++)
		http.headers[i] = (struct http_header){ STR("accept-language"), lines[i] };
	struct req r = { .http = &http };
	negotiate_language(&r);
	FUZZ_CHECK(r.taal == SCORE_TAAL_NL || r.taal == SCORE_TAAL_EN);
	return r.taal;
}

static bool holds(struct str text, struct str word)
{
	for (size_t i = 0; i + word.len <= text.len; i++)
		if (str_eq_nocase((struct str){ text.ptr + i, word.len }, word))
			return true;
	return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES)
		return 0;
	const struct str whole = { (const char *)data, size };
	const enum score_taal taal = language_of(&whole, 1);
	/* Nothing of it, no English. */
	if (!holds(whole, STR("en")) && memchr(data, '*', size) == NULL)
		FUZZ_CHECK(taal == SCORE_TAAL_NL);
	/* A comma is where a line may end (RFC 9110, section 5.3). */
	const char *comma = memchr(data, ',', size);
	if (comma == NULL)
		return 0;
	const size_t first = (size_t)(comma - whole.ptr);
	const struct str lines[] = { { whole.ptr, first }, { comma + 1, size - first - 1 } };
	if (size < 512)
		FUZZ_CHECK(language_of(lines, 2) == taal);
	return 0;
}
