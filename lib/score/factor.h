/*
 * The factors: how good a possible pair is. Each gives 0 … 1000; where there is no data it gives a
 * neutral value and says so.
 *
 * All formulas are in integers, division rounds down.
 *
 * thema	Average over the asked topics of the nearness (0 … 1000, domain/thema.h) of the best
 *		topic of the aanbod. Neutral 500 when one of the two names no topic.
 * niveau	What is made for this level fits better than what is for everybody:
 *		1000 - 400 (k-1)/(K-1) - 100 (s-1); k = levels of the aanbod in the sector of the
 *		class, K = levels of that sector, s = sectors that the aanbod serves. 200 … 1000.
 *		Neutral 500 when the level of the class or the set of the aanbod is empty; 0 when
 *		the aanbod has no level of that sector (only when asking "what if").
 * datum	Room to choose: 1 common half-day 400, 2 700, 3 and more 1000 (none: 0). Where the
 *		school ranked its time options: the first of them with a common half-day, 1000 for
 *		what it likes best and 200 less for each after that; 0 when it is none of them.
 * reis		1000 up to 1 km, then straight down to 0 at the limit (the smaller of what both
 *		accept; 50 km when neither says). Where both agree to online it is at least 700.
 *		Further than accepted is 0. Neutral 500 when a place is not known and online is not
 *		agreed.
 * kring	The circle of the supplier serves this school 1000, another circle 300; no circle:
 *		neutral 500.
 * belasting	The fullest of the persons, companies and circles behind the aanbod:
 *		1000 - 1000 · used / maximum of the school year, or 1000 / (1 + used) without a
 *		maximum; the lowest counts. A circle without a maximum says nothing: all its
 *		suppliers together are not busy. Of the school years in which half-days are left,
 *		the best one. Neutral 500 when nobody behind it is counted.
 * behoefte	Activities the school already has this school year: 0 1000, 1 700, 2 500, more 300.
 *		The same for every aanbod of one aanvraag; it decides between aanvragen.
 *		Neutral 500 when not counted.
 * norm		What the class still misses of its norm (groep 7 and 8: two days of technology and
 *		one visit) in the school year in which the window begins: nothing 300, 1 625, 2 750,
 *		3 875, more 1000. The same for every aanbod of one aanvraag. Neutral 500 without a
 *		norm.
 * vertrouwd	k earlier activities of school and supplier. The school likes whom it knows:
 *		1000 - 1000 / (1 + k); it likes somebody else: 1000 / (1 + k). Neutral 500 when it
 *		does not mind, or the aanbod names no person and no company.
 * kwaliteit	Mean of the marks 1 … 5 on the scale 0 … 1000, with SCORE_PRIOR marks of the middle
 *		added, so that one mark decides little. Neutral 500 without marks.
 * reactie	Share of the proposals that were answered in time, with SCORE_PRIOR proposals added
 *		of which half were. Neutral 500 without proposals.
 * ambassadeur	500 + half of how near an ambassador stands to the class, so that an ambassador is
 *		never worse than somebody who is none. Near is the mean of what is known of
 *		age	1000 up to 4 years from the youngest, then 50 less a year, not below 0;
 *		level	the person did (or does) this level 1000; one of the same sector 800; else
 *			by steps on PO - VO and SO - MBO - HO to the nearest: none 700, 1 500,
 *			2 300, 3 100.
 *		Neutral 500 when the person is no ambassador, or neither is known.
 * wensen	Share of what the school would like that is met: one of the half-days of the week
 *		is left, one of the languages, an ambassador. Neutral 500 when nothing is wished,
 *		or it is not known of the aanbod (its languages).
 */
#ifndef SCORE_FACTOR_H
#define SCORE_FACTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "domain/soort.h"

enum score_factor {
	SCORE_FACTOR_THEMA,
	SCORE_FACTOR_NIVEAU,
	SCORE_FACTOR_DATUM,
	SCORE_FACTOR_REIS,
	SCORE_FACTOR_KRING,
	SCORE_FACTOR_BELASTING,
	SCORE_FACTOR_BEHOEFTE,
	SCORE_FACTOR_NORM,
	SCORE_FACTOR_VERTROUWD,
	SCORE_FACTOR_KWALITEIT,
	SCORE_FACTOR_REACTIE,
	SCORE_FACTOR_AMBASSADEUR,
	SCORE_FACTOR_WENSEN,
	SCORE_FACTOR_COUNT
};

#define SCORE_WAARDE_MAX  1000 /* best value of a factor */
#define SCORE_NEUTRAAL	  500  /* value of a factor without data */
#define SCORE_GEWICHT_SOM 1000 /* weights sum to this */
#define SCORE_MAX	  100000

#define SCORE_REIS_NABIJ_M     1000  /* up to here travel is no burden */
#define SCORE_REIS_STANDAARD_M 50000 /* limit of the scale when nobody set one */
#define SCORE_REIS_ONLINE      700

#define SCORE_CIJFER_MIN 100 /* worst mark of an evaluation, in hundredths */
#define SCORE_CIJFER_MAX 500
#define SCORE_PRIOR	 4 /* how many marks or answers of the middle are added */

struct score_paar; /* a pair while it is judged: score/paar.h, of this module only */
struct score_zin;  /* score/uitleg.h */

struct score_waarde {
	uint16_t waarde; /* 0 … 1000 */
	bool neutraal;	 /* there was no data: the value says nothing */
};

typedef struct score_waarde score_factor_waarde(const struct score_paar *paar);
/* What the factor saw, with the figures. */
typedef void score_factor_zin(struct score_zin *z, const struct score_paar *paar);

/* One factor: all there is to it. The API publishes code, names and soorten. */
struct score_factor_rij {
	const char *code; /* "belasting" */
	const char *nl;	  /* its name */
	const char *en;
	uint32_t soorten; /* mask of SOORT_BIT: where it applies; elsewhere it is neutral */
	score_factor_waarde *waarde;
	/* Depends on which half-days are left: the value at most, before they are known. NULL: the
	 * value does not depend on them. */
	score_factor_waarde *hoogstens;
	score_factor_zin *zin;
};

/* Indexed by enum score_factor. */
extern const struct score_factor_rij score_factor_table[SCORE_FACTOR_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err score_factor_from_code(struct str code, enum score_factor *ret_factor);

/* The weights of one version, indexed by enum score_factor. */
struct score_gewichten {
	uint16_t gewicht[SCORE_FACTOR_COUNT];
};

/* The versions that come with the program; indexed by enum soort. Version 1 knew the first seven
 * factors only, and stays, so that a koppeling of that time is recomputed to the same score. */
extern const struct score_gewichten score_gewichten_begin[SOORT_COUNT];	 /* 1 */
extern const struct score_gewichten score_gewichten_tweede[SOORT_COUNT]; /* 2 */

/* ERR_INVALID unless the weights sum to exactly SCORE_GEWICHT_SOM. */
MUST_CHECK enum err score_gewichten_check(const struct score_gewichten *gewichten);

/* One factor of one pair. */
struct score_deel {
	uint16_t waarde;  /* 0 … 1000 */
	bool neutraal;	  /* there was no data: the value says nothing */
	int32_t bijdrage; /* score_bijdrage; the contributions sum to the score */
};

/* waarde · gewicht / 10, rounded down: whole numbers, so that the contributions sum to the score.
 */
int32_t score_bijdrage(uint16_t waarde, uint16_t gewicht);

#endif
