/*
 * From what both sides of a round ranked to who gets whom: the ranks of every pair that both could
 * have, the division of plan/stabiel.h, and the words in which both are kept. Whoever takes part
 * stands in the order of its id, so the same round gives the same bytes. Knows no database.
 */
#ifndef WORKER_KEUZE_REKEN_H
#define WORKER_KEUZE_REKEN_H

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"

#define KEUZE_OPGAVE_MAX_BYTES (4u << 20)

struct keuze_deelnemer {
	struct uuid id;
	struct db_uuids keuzes; /* what it ranks, best first */
	uint32_t plekken;	/* of an offer */
	bool niet_open;		/* a request that is no longer asked */
};

/* What the rules allow, and how good the engine calls it. */
struct keuze_paar {
	uint32_t vraag;
	uint32_t aanbod;
	int32_t score;
};

struct keuze_invoer {
	const struct keuze_deelnemer *vragen; /* ascending by id */
	size_t vraag_count;
	const struct keuze_deelnemer *aanbod; /* the same */
	size_t aanbod_count;
	const struct keuze_paar *paren; /* by request, then by offer */
	size_t paar_count;
	bool aanvullen; /* the score ranks what a side did not */
	uint64_t zaad;
};

/* In lists as verdeling/regels.sql takes them, a line for each request. */
struct keuze_uitslag {
	struct str opgave;
	struct str cijfers;
	struct uuid *aanvraag_ids;
	struct uuid *aanbod_ids; /* nil: none */
	int32_t *rangen_school;
	int32_t *rangen_aanbieder;
	int32_t *gekozen; /* 1: the school ranked it itself, 2: so did the supplier */
	struct str *redenen;
	size_t count;
};

/* ERR_INTERNAL when it is no round: our own mistake. Memory of the arena. */
MUST_CHECK enum err keuze_reken(
	struct arena *a, const struct keuze_invoer *in, struct keuze_uitslag *ret_uitslag);

#endif
