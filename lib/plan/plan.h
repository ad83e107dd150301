/*
 * The planning of a season: which aanbod goes to which aanvraag on which half-day, all at once, so
 * that no other planning is better. One piece of it, (aanvraag, aanbod, half-day), is an inzet.
 *
 * Exact: the question is one convex minimum-cost flow,
 *
 *   school → groep → aanvraag → (aanbod, half-day) → aanbod → bedrijf → kring
 *
 * whose matrix is totally unimodular, so the best answer is integral. It minimises the sum of
 *   - the cost of each inzet (of its kandidaat: the higher the score, the lower the cost),
 *   - the `straf` of each session that nobody serves,
 *   - what each school, groep, aanbod, bedrijf and kring takes for how much it gets (struct
 *     plan_maat): rising costs make the outcome as even as it can be (Frank and Murota,
 *     "Decreasing minimization on M-convex sets", 2018), entitlements are first units with a bonus.
 * Hard: windows, one inzet for each half-day of an aanbod, what happens at most once, every `min`
 * and `max`, what is pinned (vast) and what is ruled out (verboden).
 *
 * Every answer is checked from outside before it is given (feasible, and complementary slackness
 * with the prices that come along): `bewezen` says that it is a best one, and `kloof` how far it
 * can be from one when the work was cut short.
 *
 * Pure: no I/O, no clock, no chance, nothing that outlives the call. Lists are borrowed. Places in
 * lists are names: let schools, aanvragen, aanbod … stand in the order of their ids, then the same
 * input and seed give the same bytes. The order of kandidaten, verboden, vast and vorige does not
 * matter. Everything is integer, with checked arithmetic.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define PLAN_GEEN	    UINT32_MAX /* in the place of an index: none */
#define PLAN_ZONDER_MAX	    INT32_MAX  /* no maximum */
#define PLAN_DINGEN_MAX	    4000000    /* aanvragen, aanbod, … of a kind */
#define PLAN_KANDIDATEN_MAX 100000000
#define PLAN_WOORDEN_MAX    19	       /* 64 half-days each, three a day: as TIJDVAK_WORDS */
#define PLAN_SESSIES_MAX    1000       /* sessions of one aanvraag */
#define PLAN_AANTAL_MAX	    1000000000 /* `al` and `recht` */
#define PLAN_KOSTEN_MAX	    (INT64_C(1) << 40) /* size of any single cost, bonus or straf */

/*
 * How much of a season someone gets, or may be asked. The unit number u costs
 *   (2·(al + u) − 1) · stijging − (al + u ≤ recht ? bonus : 0):
 * the sum of the first part is stijging times the square of the number, so that it is the more
 * even the better. All zeroes but `max` is "no opinion".
 */
struct plan_maat {
	int32_t min;	  /* at least so many; a refusal when it cannot be */
	int32_t max;	  /* at most so many; PLAN_ZONDER_MAX */
	int32_t al;	  /* has so many already, beside this planning and its pins */
	int32_t recht;	  /* entitled to so many … */
	int64_t bonus;	  /* … each of which is worth this */
	int64_t stijging; /* how fast the cost of another rises */
};

struct plan_school {
	struct plan_maat maat;
};

/* The aanvragen of a class for a kind of activity, or whatever else shares a measure. */
struct plan_groep {
	uint32_t school; /* or PLAN_GEEN */
	struct plan_maat maat;
};

/* What happens at most once for an aanvraag. Both together would be no flow. */
enum plan_eenmaal {
	PLAN_EENMAAL_AANBOD, /* each aanbod */
	PLAN_EENMAAL_DAG     /* each day; only with a calendar */
};

struct plan_aanvraag {
	uint32_t groep;	 /* or PLAN_GEEN */
	int32_t sessies; /* 1 … PLAN_SESSIES_MAX */
	int32_t min;	 /* of which must be served */
	int64_t straf;	 /* of each session that is not served; at least 0 */
	enum plan_eenmaal eenmaal;
	const uint64_t *venster; /* half-days that suit, `woorden` words */
};

struct plan_kring {
	struct plan_maat maat;
};

struct plan_bedrijf {
	uint32_t kring; /* or PLAN_GEEN */
	struct plan_maat maat;
};

/* Who has a calendar: what one person can do under several names is one aanbod here, with the
 * cheapest of them as kandidaat. */
struct plan_aanbod {
	uint32_t bedrijf; /* or PLAN_GEEN */
	struct plan_maat maat;
	const uint64_t *vrij; /* half-days that are free, `woorden` words */
};

/* A pair that is possible. Of one that is named twice the cheapest counts. */
struct plan_kandidaat {
	uint32_t aanvraag;
	uint32_t aanbod;
	int64_t kosten;
};

struct plan_paar {
	uint32_t aanvraag;
	uint32_t aanbod;
};

/* `tijdvak` is the number of a bit, 0 = the first half-day; day = tijdvak / 3. PLAN_GEEN without a
 * calendar, and in a pin whose half-day may still be chosen (not of PLAN_EENMAAL_DAG). */
struct plan_inzet {
	uint32_t aanvraag;
	uint32_t aanbod;
	uint32_t tijdvak;
};

struct plan_opgave {
	const struct plan_school *scholen;
	size_t school_count;
	const struct plan_groep *groepen;
	size_t groep_count;
	const struct plan_aanvraag *aanvragen;
	size_t aanvraag_count;
	const struct plan_kring *kringen;
	size_t kring_count;
	const struct plan_bedrijf *bedrijven;
	size_t bedrijf_count;
	const struct plan_aanbod *aanbod;
	size_t aanbod_count;
	const struct plan_kandidaat *kandidaten;
	size_t kandidaat_count;
	/* Stays as it is: agreed, or chosen by staff; each once. Its pair is a kandidaat and not
	 * ruled out, its half-day is free and suits. It counts against every max. */
	const struct plan_inzet *vast;
	size_t vast_count;
	const struct plan_paar *verboden;
	size_t verbod_count;
	/* An earlier planning, and what it is worth to keep a pair of it: 0 looks at quality only,
	 * more keeps more of it. */
	const struct plan_inzet *vorige;
	size_t vorige_count;
	int64_t trouw;
	uint32_t woorden; /* words of a calendar; 0 = without: only amounts count */
	uint64_t seed;	  /* chooses between what is equally good */
};

/* What is known on the way; of the units that were placed until now. */
struct plan_voortgang {
	size_t gedaan, totaal; /* sessions that were looked at */
	size_t bediend;
	int64_t ondergrens; /* no planning costs less; without pins */
};

struct plan_grenzen {
	size_t max_bytes; /* memory; what would need more is refused before it starts; 0 = none */
	/* Steps of search, all together; then the best answer so far comes; 0 = none. */
	uint64_t max_werk;
	/* Called now and then, once all aanvragen that have a min are placed; false cuts the work
	 * short, as max_werk does. May be NULL. While those to blame for a refusal are looked for
	 * it begins anew with each question. */
	bool (*voortgang)(void *arg, const struct plan_voortgang *voortgang);
	void *arg;
	bool winst; /* tell winst_aanvraag too: another search over everything */
};

enum plan_deel {
	PLAN_DEEL_KANDIDAAT, /* the costs of the pairs */
	PLAN_DEEL_STRAF,     /* sessions that are not served */
	PLAN_DEEL_SCHOOL,    /* rising costs and bonuses of … */
	PLAN_DEEL_GROEP,
	PLAN_DEEL_AANBOD,
	PLAN_DEEL_BEDRIJF,
	PLAN_DEEL_KRING,
	PLAN_DEEL_TROUW, /* what was kept, below 0 */
	PLAN_DEEL_COUNT
};

/* An answer; plan_uitkomst_fini gives its memory back. */
struct plan_uitkomst {
	struct plan_inzet *inzet; /* by aanvraag, half-day, aanbod; pins too */
	size_t inzet_count;
	uint32_t *open; /* of each aanvraag: sessions that nobody serves */
	size_t bediend; /* sessions served, of all */
	size_t sessies;
	size_t behouden; /* pairs of the earlier planning that stayed */
	int64_t doel;	 /* the sum of `delen`, which is minimal */
	int64_t delen[PLAN_DEEL_COUNT];
	int64_t ondergrens; /* no planning costs less */
	int64_t kloof;	    /* doel − ondergrens; 0 when it is a best one */
	bool bewezen;	    /* the certificate holds: feasible, and `kloof` is 0 */
	uint64_t werk;
	/*
	 * Dual prices: what the planning would cost less (to the first unit, at least 0) with one
	 * more of the maximum of that aanbod, bedrijf or kring, and of each aanvraag what one
	 * session more would cost; at most, where several prices prove the same planning. Where a
	 * minimum binds they hold what a unit of it weighs.
	 */
	int64_t *prijs_aanvraag;
	int64_t *prijs_aanbod;
	int64_t *prijs_halfdag; /* of each aanbod, its dearest half-day */
	int64_t *prijs_bedrijf;
	int64_t *prijs_kring;
	/*
	 * Of each aanvraag what a best planning would cost less, exactly, when somebody who is not
	 * in this season took a session of it, as the perfect pair (costs 0), on a day of its own.
	 * One more guest teacher who can choose is worth the most of those within reach. NULL when
	 * it was not asked for, or the work was cut short.
	 */
	int64_t *winst_aanvraag;
};

void plan_uitkomst_fini(struct plan_uitkomst *uitkomst);

/* Why there is no answer. */
enum plan_fout {
	PLAN_FOUT_GEEN,
	PLAN_FOUT_VERWIJZING,	 /* an index to nothing, a half-day that is none */
	PLAN_FOUT_GETAL,	 /* below 0, min over max, over a limit of this header */
	PLAN_FOUT_KOSTEN,	 /* costs that could overflow together */
	PLAN_FOUT_GEHEUGEN,	 /* more memory than allowed: nodig_bytes */
	PLAN_FOUT_VAST_KAN_NIET, /* a pin of a pair or a half-day that is not possible */
	PLAN_FOUT_VAST_BOTST,	 /* pins that cannot stand together, with what they break */
	PLAN_FOUT_MIN_KAN_NIET	 /* minima (and pins) that cannot all be met */
};

enum plan_ding {
	PLAN_DING_SCHOOL,
	PLAN_DING_GROEP,
	PLAN_DING_AANVRAAG,
	PLAN_DING_KRING,
	PLAN_DING_BEDRIJF,
	PLAN_DING_AANBOD,
	PLAN_DING_KANDIDAAT,
	PLAN_DING_VAST,
	PLAN_DING_VERBOD,
	PLAN_DING_VORIGE
};

#define PLAN_SCHULDIG_MAX 64

/* The smallest set that is to blame: without any one of them it would do. Of PLAN_FOUT_MIN_KAN_NIET
 * none is named when the limits cut the search for it short. */
struct plan_weigering {
	enum plan_fout fout;
	struct plan_schuldig {
		enum plan_ding ding;
		uint32_t index;
	} schuldig[PLAN_SCHULDIG_MAX];
	size_t schuldig_count; /* when there are more, the first */
	size_t nodig_bytes;
};

/* The name of a fault, stable, for machines ("vast_botst"). */
const char *plan_fout_code(enum plan_fout fout);

/* Memory that plan_los takes for it, all together. Only counts are looked at. */
size_t plan_bytes(const struct plan_opgave *opgave);

/*
 * A best planning. ERR_INVALID, or ERR_TOO_LARGE for PLAN_FOUT_GEHEUGEN: `ret_weigering` says why,
 * and `ret_uitkomst` is empty.
 */
MUST_CHECK enum err plan_los(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	struct plan_uitkomst *ret_uitkomst, struct plan_weigering *ret_weigering);

/*
 * What people do by hand, to show beside it, under the same rules (but min, which they do not look
 * ahead for): the cheapest pair first over all of them, and each aanvraag in turn its cheapest
 * (first come, first served, in the order of `volgorde`, or of the list when it is NULL). Both
 * start from the pins, and from the aanvragen that have a min.
 */
MUST_CHECK enum err plan_gulzig(const struct plan_opgave *opgave,
	const struct plan_grenzen *grenzen, struct plan_uitkomst *ret_uitkomst,
	struct plan_weigering *ret_weigering);
MUST_CHECK enum err plan_eerste(const struct plan_opgave *opgave, const uint32_t *volgorde,
	const struct plan_grenzen *grenzen, struct plan_uitkomst *ret_uitkomst,
	struct plan_weigering *ret_weigering);

#endif
