/*
 * A division in which nobody can do better together: no request and offer would both rather have
 * each other than what they were given. For types of activity where both sides rank; never for
 * those where staff divides what there is. Pure: knows no database, no person and no clock.
 *
 * Method	Deferred acceptance, in which requests propose: D. Gale, L. S. Shapley, "College
 *		Admissions and the Stability of Marriage" (American Mathematical Monthly, 1962).
 *		Each request asks the best on its list that has not turned it down; each offer
 *		holds the best of those who asked, as many as it has places, until nobody asks any
 *		more. Of all stable divisions it is the best for every request at once, and a
 *		request cannot gain by ranking otherwise than it means (L. E. Dubins,
 *		D. A. Freedman, 1981; A. E. Roth, 1982). Who goes without goes without in every
 *		stable division (Roth, "On the Allocation of Residents to Rural Hospitals", 1986).
 * Ties		Each participant draws one lot from its id and the seed, and all others use that
 *		same lot where they rank it equal to another (single tie breaking: it gives fewer
 *		unhappy ends than a lot per list, A. Abdulkadiroglu, P. A. Pathak, A. E. Roth,
 *		2009). The outcome is stable by the ranks that were given; another seed gives
 *		another such outcome, the same seed the same one, whatever the order of the input.
 * Cost		Time grows with the length of all lists together, times the logarithm of the
 *		longest; memory with their length, 32 bytes a pair and 128 a participant at most.
 *
 * Everything belongs to the caller and is only read; what is returned is in its arena.
 */
#ifndef PLAN_STABIEL_H
#define PLAN_STABIEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/uuid.h"

#define PLAN_STABIEL_DEELNEMERS_MAX (1u << 20) /* of one side */
#define PLAN_STABIEL_PAREN_MAX	    (1u << 24)
#define PLAN_STABIEL_RANG_MAX	    4095 /* of a rank; 1 is the best */
#define PLAN_STABIEL_KEUZES	    10	 /* ranks that the counts tell apart */
#define PLAN_STABIEL_GEEN	    UINT32_MAX

struct arena;

struct plan_stabiel_aanbod {
	struct uuid id;
	uint32_t plekken; /* how many requests it takes; 0 = none */
};

/* A pair that both sides can accept. What is in no pair is on no list. */
struct plan_stabiel_paar {
	uint32_t vraag;	      /* index into vragen */
	uint32_t aanbod;      /* index into aanbod */
	uint16_t rang_vraag;  /* what the request calls the offer; equal = as good */
	uint16_t rang_aanbod; /* what the offer calls the request */
};

struct plan_stabiel_opgave {
	const struct uuid *vragen; /* each wants one offer */
	size_t vraag_count;
	const struct plan_stabiel_aanbod *aanbod;
	size_t aanbod_count;
	const struct plan_stabiel_paar *paren; /* in any order */
	size_t paar_count;
	uint64_t seed;
};

/*
 * For each request the index of its pair in paren, or PLAN_STABIEL_GEEN. ERR_INVALID when a limit
 * is passed, an index or a rank is none, or a pair is there twice.
 */
MUST_CHECK enum err plan_stabiel_verdeel(
	struct arena *a, const struct plan_stabiel_opgave *o, uint32_t **ret_paar_van);

/* What is wrong with a division, whoever made it: all 0 when it is stable. */
struct plan_stabiel_fouten {
	size_t blokkades; /* pairs that would both rather have each other */
	size_t oneigen;	  /* requests that were given a pair of another */
	size_t vol;	  /* offers with more than they have places */
};

/* Asks for an opgave that plan_stabiel_verdeel took. */
void plan_stabiel_toets(struct arena *a, const struct plan_stabiel_opgave *o,
	const uint32_t *paar_van, struct plan_stabiel_fouten *ret_fouten);

/* How one side fared. */
struct plan_stabiel_telling {
	uint32_t keuze[PLAN_STABIEL_KEUZES + 1]; /* [0] = what it ranks 1; the last: any further */
	uint32_t voorzien; /* requests with an offer, or places that are taken */
	uint32_t zonder;   /* requests without one, or offers (with a place) that nobody took */
	uint64_t rang_som; /* over voorzien: for the mean */
};

void plan_stabiel_tel(struct arena *a, const struct plan_stabiel_opgave *o,
	const uint32_t *paar_van, struct plan_stabiel_telling *ret_vragen,
	struct plan_stabiel_telling *ret_aanbod);

#endif
