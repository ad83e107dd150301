/* Free text against topics: the first line is the terms, with | between, the rest the text. What is
 * found is in order, names words of the text, and is found again. */
#include <string.h>

#include "domain/thema.h"
#include "domain/thema_woord.h"
#include "domain/thema_zoek.h"
#include "fuzz.h"

#define MAX_TERMS 64
#define MAX_BYTES 8000 /* as long as the API takes, in UTF-8 */

static bool inside(struct str part, struct str whole)
{
	return part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len;
}

static void check_words(struct arena *a, struct str text)
{
	struct str rest = text;
	struct thema_woord w;
	while (thema_woord_next(a, &rest, &w)) {
		FUZZ_CHECK(inside(w.tekst, text) && strlen(w.vorm) == w.len);
		FUZZ_CHECK(w.len >= THEMA_WOORD_MIN && w.len <= THEMA_WOORD_MAX);
		FUZZ_CHECK(thema_woord_afstand(w.vorm, w.len, w.vorm, w.len, 2) == 0);
		thema_woord_stam(w.vorm);
		FUZZ_CHECK(w.vorm[0] != '\0' && strlen(w.vorm) <= w.len);
	}
	const struct str form = thema_woord_vorm(a, text);
	FUZZ_CHECK(str_eq(thema_woord_vorm(a, form), form));
}

static void check_found(const struct thema_zoek *z, struct arena *a, struct str text)
{
	struct thema_treffer found[THEMA_ZOEK_MAX];
	struct thema_treffer again[THEMA_ZOEK_MAX];
	const size_t count = thema_zoek_find(z, a, text, found);
	FUZZ_CHECK(count <= THEMA_ZOEK_MAX && count == thema_zoek_find(z, a, text, again));
	for (size_t i = 0; i < count; i++) {
		const struct thema_treffer *t = &found[i];
		FUZZ_CHECK(t->thema == again[i].thema && t->score == again[i].score);
		FUZZ_CHECK(t->score >= THEMA_ZOEK_DREMPEL && t->score <= 1000);
		FUZZ_CHECK(i == 0 || found[i - 1].score >= t->score);
		FUZZ_CHECK(t->woord_count >= 1 && t->woord_count <= THEMA_ZOEK_MEER);
		for (size_t j = 0; j < t->woord_count; j++)
			FUZZ_CHECK(inside(t->woorden[j], text));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > MAX_BYTES)
		return 0;
	struct str rest = { (const char *)data, size };
	struct str line = STR_NULL;
	struct thema_term terms[MAX_TERMS];
	uint16_t parents[MAX_TERMS];
	uint16_t count = 0;
	(void)str_cut(&rest, '\n', &line);
	struct str term;
	while (count < MAX_TERMS && str_cut(&line, '|', &term)) {
		parents[count] = count % 3 == 0 ? THEMA_GEEN : (uint16_t)(count - 1);
		terms[count] = (struct thema_term){ term, count };
		count++;
	}
	struct arena a;
	arena_init(&a, (size_t)64 << 20);
	const struct thema_zoek *z = thema_zoek_create(&a, parents, count, terms, count);
	if (rest.ptr != NULL) {
		check_words(&a, rest);
		check_found(z, &a, rest);
	}
	arena_fini(&a);
	return 0;
}
