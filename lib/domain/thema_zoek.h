/*
 * Topics that free text is about: matches its words with the names and synonyms of topics, in both
 * languages at once. Pure; what it finds depends on the text and the topics alone, not on the order
 * in which the topics come.
 *
 * A word of the text meets a word of a term (a name or a synonym)
 * - as it is, or in another form (robots, robotje: domain/thema_woord.h);
 * - as part of a compound (robotarm: robot); the head, at the end, says more than what stands
 * before;
 * - misspelt: one edit in a word of 5 letters or more, two from 9. Only when neither of the above.
 *
 * A term of one word counts when it is met; of more words wholly when all are met, else with the
 * square of the share that is, halved: "elektrisch" alone says little about "elektrisch rijden".
 * What a topic has of different words adds up (1000 − Π(1000 − e)), and the score of its parents
 * lifts it a little when it is a suggestion by itself; they make it none.
 */
#ifndef DOMAIN_THEMA_ZOEK_H
#define DOMAIN_THEMA_ZOEK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define THEMA_ZOEK_MAX	   10  /* suggestions */
#define THEMA_ZOEK_WOORDEN 512 /* different words of the text that are looked at */
#define THEMA_ZOEK_MEER	   8   /* of which so many are named with a suggestion */
#define THEMA_ZOEK_DREMPEL 150 /* a lower score is no suggestion */

/* Evidence of a word, in thousandths. */
#define THEMA_ZOEK_HEEL	  800 /* the word itself */
#define THEMA_ZOEK_KOP	  600 /* of that: the head of a compound … */
#define THEMA_ZOEK_DEEL	  450 /* … what stands before it … */
#define THEMA_ZOEK_FOUT_1 800 /* … one edit … */
#define THEMA_ZOEK_FOUT_2 650 /* … two edits */
#define THEMA_ZOEK_OUDER  200 /* of the parent's score */

/* A name or synonym of a topic, in any form and language. */
struct thema_term {
	struct str tekst;
	uint16_t thema;
};

struct thema_zoek; /* what is known of the terms; never changes */

/*
 * Reads the terms; all memory from `a`, nothing of the input is kept. `ouder` is as in
 * domain/thema.h, `count` at most THEMA_MAX. A term without words, or of a topic that is not there,
 * is left out.
 */
const struct thema_zoek *thema_zoek_create(struct arena *a, const uint16_t *ouder, uint16_t count,
	const struct thema_term *terms, size_t term_count);

struct thema_treffer {
	uint16_t thema;
	uint16_t score; /* THEMA_ZOEK_DREMPEL … 1000 */
	uint8_t woord_count;
	struct str woorden[THEMA_ZOEK_MEER]; /* as they stand in the text, in its order */
};

/*
 * The topics that the text is about, best first, equal scores by index; gives their number. `a` is
 * for what is needed meanwhile.
 */
size_t thema_zoek_find(const struct thema_zoek *z, struct arena *a, struct str tekst,
	struct thema_treffer ret_treffers[static THEMA_ZOEK_MAX]);

#endif
