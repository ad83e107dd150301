/* A text as words, numbers and signs, one at a time: for the parsers of free text in this module
 * only. */
#ifndef DOMAIN_WOORDEN_H
#define DOMAIN_WOORDEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define WOORD_MAX 24 /* bytes of a folded word; a longer one is nothing that we know */

enum woord_soort { WOORD_EINDE, WOORD_WOORD, WOORD_GETAL, WOORD_TEKEN };

struct woord {
	enum woord_soort soort;
	size_t from, to; /* bytes of the text */
	bool los;	 /* a space stands before it */
	char gevouwen[WOORD_MAX +
		      1]; /* a word in small letters without accents; "" when too long */
	bool hoofdletter; /* it begins with a capital */
	bool klein;	  /* it has a small letter */
	int getal;	  /* of up to eight digits, else -1 */
	int cijfers;
	char teken; /* curly quotes, dashes and bullets as ' - *; 0 for what is beyond ASCII else */
};

/* The word at `at` or behind the spaces there. A line's end is a sign: '\n'. */
struct woord woord_at(struct str text, size_t at);

bool woord_is(const struct woord *w, const char *gevouwen);
bool woord_is_een_van(const struct woord *w, const char *const *gevouwen); /* up to NULL */
bool woord_is_teken(const struct woord *w, char teken);

#endif
