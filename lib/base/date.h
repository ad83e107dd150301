/*
 * Calendar dates and instants.
 *
 * A date is an int32 of days since 1970-01-01 (proleptic Gregorian); an instant is an int64 of
 * microseconds since 1970-01-01T00:00:00Z. Nothing here reads a clock, except clock_* at the end.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

#define DATE_TEXT_LEN	 10 /* 2026-11-24 */
#define INSTANT_TEXT_LEN 27 /* 2026-11-24T08:15:00.000000Z */

/* Days since 1970 of a civil date; the caller gives a valid one (Hinnant, "chrono-compatible
 * low-level date algorithms"). */
int32_t date_from_civil(int year, int month, int day);
void date_to_civil(int32_t date, int *ret_year, int *ret_month, int *ret_day);

/* Exactly YYYY-MM-DD, years 1900 to 2199, an existing day. */
MUST_CHECK enum err date_parse(struct str s, int32_t *ret_date);
/* YYYY-MM-DD; years 0 to 9999. */
void date_format(int32_t date, char text[static DATE_TEXT_LEN + 1]);

int date_weekday(int32_t date);	 /* ISO 8601: Monday 1 … Sunday 7 */
int date_iso_week(int32_t date); /* year * 100 + week, ISO 8601 */
/* The same day of the same ISO week, so many years (of weeks) later; of the last week where that
 * year has no 53. */
int32_t date_same_week(int32_t date, int years);
int date_school_year(int32_t date); /* year in which the school year began, 1 August */

/*
 * RFC 3339 date-time with any offset (or Z), up to microseconds; years as date_parse. A leap second
 * (:60) and more than six digits of fraction are ERR_INVALID: we could not give them back.
 */
MUST_CHECK enum err instant_parse(struct str s, int64_t *ret_us);
/* In UTC with Z; a fraction of six digits only when there is one. Years 0 to 9999. */
void instant_format(int64_t us, char text[static INSTANT_TEXT_LEN + 1]);

/*
 * The date that calendars in the Netherlands show at an instant (UTC+1; UTC+2 from the last Sunday
 * of March 01:00 UTC to the last Sunday of October 01:00 UTC: Directive 2000/84/EC, right since
 * 1996).
 */
int32_t date_in_netherlands(int64_t us);
/* And what clocks there show, in minutes after midnight. */
int minutes_in_netherlands(int64_t us);

/*
 * The instant at which clocks in the Netherlands show a date and minutes after midnight. Of the
 * hour that comes twice in October the second one; of the hour that is skipped in March, the moment
 * an hour earlier.
 */
int64_t instant_from_netherlands(int32_t date, int minutes);

int64_t clock_now_us(void);  /* wall clock, UTC */
int64_t clock_mono_us(void); /* monotonic, for deadlines */

#endif
