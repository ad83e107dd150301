#include "domain/dagdeel.h"

#include "domain/codes.h"

const struct dagdeel_rij dagdeel_table[DAGDEEL_COUNT] = {
	[DAGDEEL_OCHTEND] = { "ochtend", "ochtend", "morning", 8 * 60 + 30, 12 * 60 },
	[DAGDEEL_MIDDAG] = { "middag", "middag", "afternoon", 12 * 60 + 30, 16 * 60 },
	[DAGDEEL_AVOND] = { "avond", "avond", "evening", 19 * 60, 21 * 60 + 30 },
};

const struct dagdeel_dag dagdeel_dag_table[7] = {
	{ "ma", "maandag", "Monday" },
	{ "di", "dinsdag", "Tuesday" },
	{ "wo", "woensdag", "Wednesday" },
	{ "do", "donderdag", "Thursday" },
	{ "vr", "vrijdag", "Friday" },
	{ "za", "zaterdag", "Saturday" },
	{ "zo", "zondag", "Sunday" },
};

enum err dagdeel_from_code(struct str code, enum dagdeel *ret_dagdeel)
{
	for (unsigned i = 0; i < DAGDEEL_COUNT; i++) {
		if (str_eq(code, str_from(dagdeel_table[i].code))) {
			*ret_dagdeel = (enum dagdeel)i;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

enum err dagdeel_week_from_code(struct str code, unsigned *ret_bit)
{
	if (code.len < 4 || code.ptr[2] != '-')
		return ERR_INVALID;
	enum dagdeel dagdeel = DAGDEEL_OCHTEND;
	TRY(dagdeel_from_code((struct str){ code.ptr + 3, code.len - 3 }, &dagdeel));
	for (unsigned day = 0; day < DAGDEEL_WEEKDAYS; day++) {
		if (str_eq((struct str){ code.ptr, 2 }, str_from(dagdeel_dag_table[day].code))) {
			*ret_bit = day * DAGDEEL_COUNT + (unsigned)dagdeel;
			return ERR_OK;
		}
	}
	return ERR_INVALID;
}

static const char *name(struct arena *a, unsigned bit)
{
	return arena_printf(a, "%s-%s", dagdeel_dag_table[bit / DAGDEEL_COUNT].code,
		dagdeel_table[bit % DAGDEEL_COUNT].code);
}

enum err dagdeel_week_parse(struct str text, uint16_t *ret_week)
{
	uint64_t set = 0;
	TRY(codes_parse(text, dagdeel_week_from_code, &set));
	*ret_week = (uint16_t)set;
	return ERR_OK;
}

struct str dagdeel_week_format(struct arena *a, uint16_t week)
{
	return codes_format(a, week, DAGDEEL_WEEK_COUNT, name);
}
