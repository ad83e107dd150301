/*
 * The rondgang of a class: several companies on one day, one after the other. Which of them, in
 * which order, and when it is where.
 *
 * Few companies on few stops are enumerated, so the answer is exact: the least travel, there and
 * back; of those alike the highest scores together, the time that the school likes best, the
 * earliest day. Travel is plaats_reis_min of the straight line. A visit begins on a quarter of an
 * hour and lies within one half-day; the class leaves its school when the first half-day begins at
 * the earliest, and is back no more than RONDGANG_UITLOOP_MIN after the last one.
 *
 * Pure as score/score.h, and advice as well: the database decides at commit.
 */
#ifndef SCORE_RONDGANG_H
#define SCORE_RONDGANG_H

#include "score/score.h"

#define RONDGANG_HALTES_MAX	5
#define RONDGANG_KANDIDATEN_MAX 8
#define RONDGANG_UITLOOP_MIN	30
#define RONDGANG_RASTER_MIN	15 /* a visit begins on a multiple of this */

/* From one minute after midnight to another on a day. */
struct rondgang_uren {
	int32_t datum;
	int32_t van_min;
	int32_t tot_min; /* exclusive */
};

/* A company that may be a stop. */
struct rondgang_kandidaat {
	struct plaats plaats; /* known */
	int32_t score;
	const struct tijdvak_set *vrij;	   /* common half-days; the same window for all */
	const struct rondgang_uren *bezet; /* when it receives another class on its way */
	size_t bezet_count;
};

struct rondgang_vraag {
	const struct score_aanvraag *aanvraag; /* its place is known; its options of time count */
	size_t haltes;			       /* 1 … RONDGANG_HALTES_MAX */
	int32_t minuten;		       /* at each of them, more than 0 */
};

struct rondgang_halte {
	size_t index;	  /* of the candidate */
	int32_t reis_min; /* from where the class was before */
	enum dagdeel dagdeel;
	int32_t van_min; /* after midnight */
	int32_t tot_min;
};

struct rondgang {
	int32_t datum;
	size_t count;
	struct rondgang_halte haltes[RONDGANG_HALTES_MAX]; /* in the order of the day */
	int32_t reis_min;				   /* all of it, with the way back */
	int32_t terug_min;				   /* at school again, after midnight */
	int32_t score;					   /* of its stops together */
};

/* The best one; false when there is none. The candidates (at most RONDGANG_KANDIDATEN_MAX) stand in
 * the order of a ranking, which decides what nothing else does. */
bool rondgang_kies(const struct rondgang_vraag *vraag, const struct rondgang_kandidaat *kandidaten,
	size_t count, struct rondgang *ret_rondgang);

/* What stands already around a stop that is to be filled again. */
struct rondgang_gat {
	struct plaats voor; /* where the class comes from, and when it can leave there */
	int32_t voor_min;
	int32_t van_min; /* the stop itself */
	int32_t tot_min;
	struct plaats na; /* where it goes on to, and when it has to be there */
	int32_t na_min;
};

/* Whether a company there can be reached in time, and left in time; not when a place is unknown. */
bool rondgang_past(const struct rondgang_gat *gat, struct plaats plaats);

/* When the class can leave school for a first stop in this half-day, and has to be back after a
 * last one. */
int32_t rondgang_vertrek_min(enum dagdeel dagdeel);
int32_t rondgang_terug_min(enum dagdeel dagdeel);

#endif
