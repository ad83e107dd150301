#include "domain/reeks.h"

#include <stdbool.h>

#include "base/date.h"
#include "domain/dagdeel.h"

#define WEEK 7

static bool is_wanted(uint16_t dagdelen, int32_t day)
{
	const unsigned weekday = (unsigned)date_weekday(day) - 1;
	const unsigned week = dagdelen;
	const unsigned all = (1u << DAGDEEL_COUNT) - 1;
	return weekday < DAGDEEL_WEEKDAYS && (week >> (weekday * DAGDEEL_COUNT) & all) != 0;
}

/* The first that closes this day; `count` when none does. */
static size_t closed_by(const struct reeks_dicht *dicht, size_t count, int32_t day)
{
	size_t i = 0;
	while (i < count && (day < dicht[i].van || day > dicht[i].tot))
		i++;
	return i;
}

/* Whether a half-day of the time that lies so many days behind the first is open, and else what
 * closed its first day. */
static bool is_open(const struct reeks_ritme *ritme, int32_t dagen, const struct reeks_dicht *dicht,
	size_t count, size_t *ret_dicht)
{
	bool named = false;
	for (int32_t day = ritme->van; day <= ritme->tot; day++) {
		if (!is_wanted(ritme->dagdelen, day))
			continue;
		const size_t by = closed_by(dicht, count, day + dagen);
		if (by == count)
			return true;
		if (!named)
			*ret_dicht = by;
		named = true;
	}
	return false;
}

enum reeks_uitslag reeks_plan(const struct reeks_ritme *ritme, const struct reeks_dicht *dicht,
	size_t count, struct reeks_dagen *ret_dagen)
{
	struct reeks_dagen d = { .count = 1 };
	size_t by = 0;
	*ret_dagen = d;
	if (!is_open(ritme, 0, dicht, count, &by))
		return REEKS_EERSTE_DICHT;
	const int32_t step = ritme->weken * WEEK;
	for (int32_t dagen = step; ritme->van + dagen <= ritme->laatste; dagen += step) {
		if (ritme->aantal > 0 && d.count >= ritme->aantal)
			break;
		if (is_open(ritme, dagen, dicht, count, &by)) {
			if (d.count == REEKS_KEREN_MAX)
				return REEKS_TE_LANG;
			d.dagen[d.count++] = dagen;
		} else if (d.over_count < REEKS_OVER_MAX) {
			d.over[d.over_count++] = (struct reeks_over){ dagen, by };
		}
	}
	*ret_dagen = d;
	return d.count < 2 || d.count < ritme->aantal ? REEKS_TE_KORT : REEKS_GOED;
}
