#include "domain/tijdvak.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"

#define DAG  DAGDEEL_COUNT
#define WEEK (7 * DAGDEEL_COUNT) /* bits after which a week pattern repeats */

static int32_t floor_div(int32_t a, int32_t b)
{
	const int32_t q = a / b;
	return a % b < 0 ? q - 1 : q;
}

int32_t tijdvak_to_number(struct tijdvak tijdvak)
{
	return tijdvak.datum * DAG + (int32_t)tijdvak.dagdeel;
}

struct tijdvak tijdvak_from_number(int32_t number)
{
	const int32_t datum = floor_div(number, DAG);
	return (struct tijdvak){ datum, (enum dagdeel)(number - datum * DAG) };
}

enum err tijdvak_set_init(struct tijdvak_set *set, int32_t van, int32_t tot)
{
	const int64_t dagen = (int64_t)tot - van + 1;
	if (dagen < 1 || dagen > TIJDVAK_DAGEN_MAX)
		return ERR_INVALID;
	*set = (struct tijdvak_set){
		.van = van,
		.dagen = (uint16_t)dagen,
		.words = (uint16_t)((dagen * DAG + 63) / 64),
	};
	return ERR_OK;
}

void tijdvak_set_init_like(struct tijdvak_set *set, const struct tijdvak_set *like)
{
	*set = (struct tijdvak_set){ .van = like->van, .dagen = like->dagen, .words = like->words };
}

/* What a word of the set holds of a week pattern: the pattern of 21 bits, turned to the weekday on
 * which the word begins and repeated. */
static uint64_t week_word(const struct tijdvak_set *set, uint16_t week, unsigned word)
{
	const uint64_t mask = (UINT64_C(1) << WEEK) - 1;
	const uint64_t pattern = week & DAGDEEL_WEEK_ALLE;
	const unsigned first = (unsigned)(date_weekday(set->van) - 1) * DAG;
	const unsigned phase = (first + word * 64) % WEEK;
	const uint64_t turned = ((pattern >> phase) | (pattern << (WEEK - phase))) & mask;
	return turned | turned << WEEK | turned << (2 * WEEK) | turned << (3 * WEEK);
}

enum err tijdvak_set_init_week(struct tijdvak_set *set, int32_t van, int32_t tot, uint16_t week)
{
	TRY(tijdvak_set_init(set, van, tot));
	for (unsigned i = 0; i < set->words; i++)
		set->bits[i] = week_word(set, week, i);
	const unsigned over = (unsigned)set->words * 64 - (unsigned)set->dagen * DAG;
	set->bits[set->words - 1] &= UINT64_MAX >> over;
	return ERR_OK;
}

int32_t tijdvak_set_tot(const struct tijdvak_set *set)
{
	return set->van + set->dagen - 1;
}

static bool in_window(const struct tijdvak_set *set, int32_t datum)
{
	return datum >= set->van && (int64_t)datum - set->van < set->dagen;
}

void tijdvak_set_add(struct tijdvak_set *set, int32_t datum, uint8_t dagdelen)
{
	if (!in_window(set, datum))
		return;
	for (unsigned d = 0; d < DAG; d++) {
		const unsigned bit = (unsigned)(datum - set->van) * DAG + d;
		if ((dagdelen >> d) & 1)
			set->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
	}
}

void tijdvak_set_remove(struct tijdvak_set *set, int32_t datum, uint8_t dagdelen)
{
	if (!in_window(set, datum))
		return;
	for (unsigned d = 0; d < DAG; d++) {
		const unsigned bit = (unsigned)(datum - set->van) * DAG + d;
		if ((dagdelen >> d) & 1)
			set->bits[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
	}
}

/* The bits of one word that lie in [begin, end). */
static uint64_t range_word(unsigned word, unsigned begin, unsigned end)
{
	const unsigned low = word * 64;
	if (end <= low || begin >= low + 64)
		return 0;
	uint64_t mask = UINT64_MAX;
	if (begin > low)
		mask &= UINT64_MAX << (begin - low);
	if (end < low + 64)
		mask &= UINT64_MAX >> (low + 64 - end);
	return mask;
}

/* Clips a range of days to the window, as bits [begin, end). False when nothing is left. */
static bool clip(const struct tijdvak_set *set, int32_t van, int32_t tot, unsigned *ret_begin,
	unsigned *ret_end)
{
	const int32_t last = tijdvak_set_tot(set);
	const int32_t first_day = van > set->van ? van : set->van;
	const int32_t last_day = tot < last ? tot : last;
	if (first_day > last_day)
		return false;
	*ret_begin = (unsigned)(first_day - set->van) * DAG;
	*ret_end = (unsigned)(last_day - set->van + 1) * DAG;
	return true;
}

void tijdvak_set_add_days(struct tijdvak_set *set, int32_t van, int32_t tot)
{
	unsigned begin = 0;
	unsigned end = 0;
	if (!clip(set, van, tot, &begin, &end))
		return;
	for (unsigned i = begin / 64; i < set->words; i++)
		set->bits[i] |= range_word(i, begin, end);
}

void tijdvak_set_remove_days(struct tijdvak_set *set, int32_t van, int32_t tot)
{
	unsigned begin = 0;
	unsigned end = 0;
	if (!clip(set, van, tot, &begin, &end))
		return;
	for (unsigned i = begin / 64; i < set->words; i++)
		set->bits[i] &= ~range_word(i, begin, end);
}

void tijdvak_set_keep_week(struct tijdvak_set *set, uint16_t week)
{
	for (unsigned i = 0; i < set->words; i++)
		set->bits[i] &= week_word(set, week, i);
}

static void check_same_window(const struct tijdvak_set *a, const struct tijdvak_set *b)
{
	assert(a->van == b->van && a->dagen == b->dagen);
	(void)a; /* a build without asserts does not look at them */
	(void)b;
}

void tijdvak_set_intersect(struct tijdvak_set *set, const struct tijdvak_set *other)
{
	check_same_window(set, other);
	for (unsigned i = 0; i < set->words; i++)
		set->bits[i] &= other->bits[i];
}

void tijdvak_set_subtract(struct tijdvak_set *set, const struct tijdvak_set *other)
{
	check_same_window(set, other);
	for (unsigned i = 0; i < set->words; i++)
		set->bits[i] &= ~other->bits[i];
}

void tijdvak_set_union(struct tijdvak_set *set, const struct tijdvak_set *other)
{
	check_same_window(set, other);
	for (unsigned i = 0; i < set->words; i++)
		set->bits[i] |= other->bits[i];
}

bool tijdvak_set_has(const struct tijdvak_set *set, int32_t datum, enum dagdeel dagdeel)
{
	if (!in_window(set, datum))
		return false;
	const unsigned bit = (unsigned)(datum - set->van) * DAG + (unsigned)dagdeel;
	return (set->bits[bit / 64] >> (bit % 64)) & 1;
}

bool tijdvak_set_is_empty(const struct tijdvak_set *set)
{
	uint64_t any = 0;
	for (unsigned i = 0; i < set->words; i++)
		any |= set->bits[i];
	return any == 0;
}

unsigned tijdvak_set_count(const struct tijdvak_set *set)
{
	unsigned count = 0;
	for (unsigned i = 0; i < set->words; i++)
		count += (unsigned)__builtin_popcountll(set->bits[i]);
	return count;
}

bool tijdvak_set_next(const struct tijdvak_set *set, unsigned *cursor, struct tijdvak *ret_tijdvak)
{
	for (unsigned i = *cursor / 64; i < set->words; i++) {
		uint64_t word = set->bits[i];
		if (i == *cursor / 64)
			word &= UINT64_MAX << (*cursor % 64);
		if (word == 0)
			continue;
		const unsigned bit = i * 64 + (unsigned)__builtin_ctzll(word);
		*cursor = bit + 1;
		*ret_tijdvak = (struct tijdvak){ set->van + (int32_t)(bit / DAG),
			(enum dagdeel)(bit % DAG) };
		return true;
	}
	return false;
}
