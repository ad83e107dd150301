/*
 * Tijdvakken (a date and a dagdeel) and sets of them over a window of days.
 *
 * A set has three bits per calendar day, weekends included, from its first day on; bit number =
 * (date - van) * 3 + dagdeel. Sets that meet in one operation must have the same window: that is
 * our own bookkeeping, so it is an assert. Dates outside the window are simply not in the set, so
 * lists of bookings of a whole year may be thrown in without sorting out.
 */
#ifndef DOMAIN_TIJDVAK_H
#define DOMAIN_TIJDVAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/dagdeel.h"

#define TIJDVAK_DAGEN_MAX 400 /* longest window: a school year with room on both sides */
#define TIJDVAK_WORDS	  ((TIJDVAK_DAGEN_MAX * DAGDEEL_COUNT + 63) / 64)

#define TIJDVAK_DAG_ALLE ((uint8_t)7) /* mask of all dagdelen of one day */

struct tijdvak {
	int32_t datum; /* days since 1970-01-01 */
	enum dagdeel dagdeel;
};

/* One number per half-day, as the database counts them: date · 3 + dagdeel. */
int32_t tijdvak_to_number(struct tijdvak tijdvak);
struct tijdvak tijdvak_from_number(int32_t number);

/* Some dagdelen of one day: an exception, a booking. */
struct tijdvak_dag {
	int32_t datum;
	uint8_t dagdelen; /* mask of 1 << enum dagdeel */
};

struct tijdvak_set {
	int32_t van;	/* first day of the window */
	uint16_t dagen; /* days in the window, 1 … TIJDVAK_DAGEN_MAX */
	uint16_t words; /* words in use; the rest is zero */
	uint64_t bits[TIJDVAK_WORDS];
};

/* An empty set over the days van … tot, both included. ERR_INVALID when tot < van or the window
 * is longer than TIJDVAK_DAGEN_MAX. */
MUST_CHECK enum err tijdvak_set_init(struct tijdvak_set *set, int32_t van, int32_t tot);

/* The same, filled with a week pattern (weekends stay empty). */
MUST_CHECK enum err tijdvak_set_init_week(
	struct tijdvak_set *set, int32_t van, int32_t tot, uint16_t week);

/* An empty set with the window of another. */
void tijdvak_set_init_like(struct tijdvak_set *set, const struct tijdvak_set *like);

/* Last day of the window. */
int32_t tijdvak_set_tot(const struct tijdvak_set *set);

/* Adds or takes out; what lies outside the window is ignored. */
void tijdvak_set_add(struct tijdvak_set *set, int32_t datum, uint8_t dagdelen);
void tijdvak_set_remove(struct tijdvak_set *set, int32_t datum, uint8_t dagdelen);

/* All dagdelen of the days van … tot, both included, as far as they lie inside the window. An
 * empty range (tot < van) changes nothing. */
void tijdvak_set_add_days(struct tijdvak_set *set, int32_t van, int32_t tot);
void tijdvak_set_remove_days(struct tijdvak_set *set, int32_t van, int32_t tot);

/* Keeps only what fits a week pattern. */
void tijdvak_set_keep_week(struct tijdvak_set *set, uint16_t week);

/* set &= other, set &= ~other, set |= other. Same window. */
void tijdvak_set_intersect(struct tijdvak_set *set, const struct tijdvak_set *other);
void tijdvak_set_subtract(struct tijdvak_set *set, const struct tijdvak_set *other);
void tijdvak_set_union(struct tijdvak_set *set, const struct tijdvak_set *other);

bool tijdvak_set_has(const struct tijdvak_set *set, int32_t datum, enum dagdeel dagdeel);
bool tijdvak_set_is_empty(const struct tijdvak_set *set);
unsigned tijdvak_set_count(const struct tijdvak_set *set);

/*
 * Walks in order of date and dagdeel. Start with *cursor = 0; false at the end.
 *	unsigned cursor = 0;
 *	struct tijdvak t;
 *	while (tijdvak_set_next(&set, &cursor, &t)) …
 */
bool tijdvak_set_next(const struct tijdvak_set *set, unsigned *cursor, struct tijdvak *ret_tijdvak);

#endif
