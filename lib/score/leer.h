/*
 * Learning: from what was shown and chosen, other weights, as a suggestion with its proof. Pure, as
 * all of score: decisions come in, integers go out. It knows no school, no person and no attribute
 * of either, only the values of the factors; and it puts nothing in force.
 *
 * Fit		Within a list the chosen line should score above each of the others: a logistic
 *		loss per pair, with non-negative weights, and a ridge that pulls to the present
 *		weights. Only proportions matter to an order, so the sharpness of the choices is
 *		free while fitting and the sum is restored afterwards. A factor that never differs
 *		within a list (behoefte, norm) says nothing about an order and keeps its weight.
 * Position	Who stands higher is seen more often, and so chosen more often. A choice at rank r
 *		counts r^eta times, at most SCORE_LEER_GEWICHT_MAX: inverse propensity, as
 *		T. Joachims, A. Swaminathan, T. Schnabel, "Unbiased Learning-to-Rank with Biased
 *		Feedback" (WSDM 2017). How steep the fall is (eta) is estimated from the same
 *		decisions: D. McFadden's conditional logit (1974) of the choice, with the logarithm
 *		of the rank beside the factors, drawn weakly to the 1 of the literature.
 * Backtest	Fitted on the earlier decisions, judged on the later ones, of requests that the fit
 *		has not seen: NDCG@10 of the chosen line, with the same correction, normalised by
 *		its sum. Requests are drawn again many times (bootstrap, seeded): where 95 % of the
 *		draws do not gain, it is noise, and nothing is suggested.
 *
 * What it cannot know: the list is the one at the moment of the proposal; the school may have seen
 * an earlier one. And who was never in a list was never chosen.
 *
 * Doubles, but only + - * / in a fixed order, so that every machine gives the same integers.
 */
#ifndef SCORE_LEER_H
#define SCORE_LEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/uuid.h"
#include "score/factor.h"

#define SCORE_LEER_LIJST_MAX	20    /* lines of one list */
#define SCORE_LEER_BESLUIT_MAX	20000 /* decisions of one fit; the newest say most */
#define SCORE_LEER_BESLUIT_MIN	200   /* below this any outcome would be chance */
#define SCORE_LEER_AANVRAAG_MIN 40    /* requests that the backtest needs */
#define SCORE_LEER_GEWICHT_MAX	10    /* what one choice far down counts at most */

struct arena;

/* What became of the choice; the higher, the more it counts. */
enum score_leer_uitkomst {
	SCORE_LEER_NIET_PASSEND, /* turned down since it did not fit: no sign of a good choice */
	SCORE_LEER_GEKOZEN,	 /* chosen; still open, ended otherwise, or a low mark */
	SCORE_LEER_AFGESPROKEN,	 /* both sides said yes */
	SCORE_LEER_GEDAAN	 /* it took place */
};

/* One line of a list that was shown. */
struct score_leer_regel {
	uint16_t rang; /* 1 = on top */
	uint16_t waarden[SCORE_FACTOR_COUNT];
};

/* One proposal: a list, and the line that was chosen. */
struct score_leer_besluit {
	struct uuid id; /* decides the order at the same moment */
	struct uuid aanvraag_id;
	int64_t op_us;
	enum score_leer_uitkomst uitkomst;
	uint16_t gekozen; /* index into regels */
	uint16_t aantal;
	struct score_leer_regel regels[SCORE_LEER_LIJST_MAX];
};

/* The decisions that say something (a choice between two or more that fitted), in order of time. */
struct score_leer_delen {
	const struct score_leer_besluit **leer; /* the earlier ones */
	size_t leer_count;
	const struct score_leer_besluit **toets; /* later ones, of requests that are not in leer */
	size_t toets_count;
	size_t toets_aanvragen;
	size_t bruikbaar;    /* that say something, in either part or in none */
	size_t niet_passend; /* of all */
};

/* Splits them, whatever their order. Memory of the arena; the decisions stay the caller's. */
void score_leer_deel(struct arena *a, const struct score_leer_besluit *besluiten, size_t count,
	struct score_leer_delen *ret_delen);

/* Whether there are enough to fit and to test. */
bool score_leer_genoeg(const struct score_leer_delen *delen);

enum score_leer_positie {
	SCORE_LEER_GEEN_CORRECTIE, /* only to show what the correction is worth */
	SCORE_LEER_CORRECTIE
};

struct score_leer_fit {
	struct score_gewichten gewichten; /* sum to SCORE_GEWICHT_SOM */
	uint32_t vast;			  /* mask of factors that kept their weight: never differ */
	int32_t eta;			  /* in hundredths; 0 = no fall by rank */
};

/* The weights that these decisions, in order of time, ask for, near the present ones. */
void score_leer_pas(const struct score_leer_besluit *const *besluiten, size_t count,
	const struct score_gewichten *nu, enum score_leer_positie positie,
	struct score_leer_fit *ret_fit);

/* NDCG@10 in millionths. */
struct score_leer_oordeel {
	int32_t oud;
	int32_t nieuw;
	int32_t verschil;
	int32_t laag; /* 95 % of the draws lie between these two */
	int32_t hoog;
};

/* How two sets of weights would have ranked what was chosen. */
void score_leer_toets(struct arena *a, const struct score_leer_besluit *const *besluiten,
	size_t count, const struct score_gewichten *oud, const struct score_leer_fit *fit,
	uint64_t seed, struct score_leer_oordeel *ret_oordeel);

/* Whether the gain is more than noise. */
bool score_leer_is_beter(const struct score_leer_oordeel *oordeel);

#endif
