/*
 * What is missing of a request, or would help, before it opens: hints, none of which blocks.
 *
 * Two kinds. Some bring candidates: a rule that is a wish of the school, and how many offers become
 * possible when only that rule is let go (score_niemand.enige: at most so many, for how far to give
 * in stands there as well). The others make a good answer likelier: words a supplier prepares on,
 * and what a factor would otherwise hold for neutral.
 *
 * Most useful first: with fewer than SCORE_GENOEG candidates what brings them, the most before the
 * fewer, and then the words; with enough of them the other way round. Between equals the table
 * decides.
 */
#ifndef SCORE_VOLLEDIG_H
#define SCORE_VOLLEDIG_H

#include "score/score.h"

#define SCORE_GENOEG 5 /* candidates from which a school has a choice */

enum score_hint {
	SCORE_HINT_PERIODE, /* the window lies wholly behind us: first, whatever else there is */
	SCORE_HINT_TIJDVAK,
	SCORE_HINT_THEMA_VEREIST,
	SCORE_HINT_AFSTAND,
	SCORE_HINT_GROEPSGROOTTE,
	SCORE_HINT_BEGELEIDING,
	SCORE_HINT_WACHTTIJD,
	SCORE_HINT_TAAL,
	SCORE_HINT_CREBO,
	SCORE_HINT_LEEFTIJD,
	SCORE_HINT_THEMAS,
	SCORE_HINT_LEERDOEL,
	SCORE_HINT_VOORKENNIS,
	SCORE_HINT_TIJDOPTIES,
	SCORE_HINT_VERVOLG,
	SCORE_HINT_COUNT
};

struct score_hint_rij {
	const char *code; /* "thema-vereist" */
	const char *veld; /* what to change: pointer into the request */
	const char *nl;
	const char *en;
	enum score_regel regel; /* what is let go; SCORE_REGEL_COUNT = brings no candidates */
};

/* Indexed by enum score_hint. */
extern const struct score_hint_rij score_hint_table[SCORE_HINT_COUNT];

/* What the engine itself does not look at. */
struct score_woorden {
	bool leerdoel;
	bool voorkennis;
	bool vervolg;
	bool voorbij; /* the last day is before today */
};

struct score_raadgeving {
	enum score_hint hint;
	uint32_t aantal; /* candidates it brings at most; 0 for what brings none */
};

/* How many hints there are. */
unsigned score_volledig(const struct score_aanvraag *aanvraag, const struct score_woorden *woorden,
	const struct score_niemand *niemand,
	struct score_raadgeving ret_hints[static SCORE_HINT_COUNT]);

#endif
