/*
 * Words of free text for comparing with the names of topics: how text falls into words, what two
 * forms of one Dutch (or English) word have in common, and how far two spellings are apart. Knows
 * no topics.
 */
#ifndef DOMAIN_THEMA_WOORD_H
#define DOMAIN_THEMA_WOORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define THEMA_WOORD_MIN 2  /* letters and digits of a word that counts */
#define THEMA_WOORD_MAX 40 /* a longer one is no word */

/* One word, as it stood in the text and folded to a-z and 0-9. */
struct thema_woord {
	struct str tekst; /* borrowed from the text */
	char vorm[THEMA_WOORD_MAX + 1];
	uint8_t len;
};

/*
 * The next word of `rest`, which moves behind it; false at the end. A word is letters and digits;
 * an apostrophe inside does not end it (foto's), a hyphen does. Words too short or too long to
 * count are passed over.
 */
bool thema_woord_next(struct arena *a, struct str *rest, struct thema_woord *ret_woord);

/* The form in which a synonym is kept: its words folded, one space between; empty when it has none.
 */
struct str thema_woord_vorm(struct arena *a, struct str tekst);

/* Words that say nothing about a topic: articles, prepositions, and the like. */
bool thema_woord_is_leeg(const char *vorm);

/*
 * Cuts a folded word to what its forms share, in place: plurals (zonnepanelen, robots, huizen),
 * diminutives (robotje, paneeltje), the e of an adjective, and the doubled letters that Dutch adds
 * and drops with them. No word itself: only good for comparing with another that was cut.
 */
void thema_woord_stam(char *vorm);

/*
 * Edits from one word to the other: a letter more, less, other, or two swapped (optimal string
 * alignment). Gives most + 1 as soon as it is more than `most`.
 */
unsigned thema_woord_afstand(
	const char *a, size_t a_len, const char *b, size_t b_len, unsigned most);

#endif
