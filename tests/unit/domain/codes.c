/* Levels, kinds, languages, half-days of the week: tables of codes and sets of them. */
#include <criterion/criterion.h>
#include <string.h>

#include "domain/dagdeel.h"
#include "domain/leeftijd.h"
#include "domain/niveau.h"
#include "domain/soort.h"
#include "domain/taal.h"

static struct arena arena;

static void open_arena(void)
{
	arena_init(&arena, 1 << 20);
}

static void close_arena(void)
{
	arena_fini(&arena);
}

TestSuite(niveau, .init = open_arena, .fini = close_arena);
TestSuite(taal, .init = open_arena, .fini = close_arena);
TestSuite(dagdeel, .init = open_arena, .fini = close_arena);

Test(niveau, gives_every_code_its_own_bit_back)
{
	for (unsigned bit = 0; bit < NIVEAU_COUNT; bit++) {
		unsigned found = NIVEAU_COUNT;
		cr_assert_eq(niveau_from_code(str_from(niveau_table[bit].code), &found), ERR_OK);
		cr_assert_eq(found, bit, "%s", niveau_table[bit].code);
		cr_assert_gt(strlen(niveau_table[bit].nl), 0);
		cr_assert_gt(strlen(niveau_table[bit].en), 0);
	}
}

Test(niveau, keeps_the_bits_that_the_database_stores)
{
	static const struct {
		const char *code;
		unsigned bit;
	} fixed[] = { { "po-groep-1", 0 }, { "po-groep-8", 7 }, { "vmbo-bb-1", 8 },
		{ "vmbo-kb-1", 12 }, { "vmbo-gl-1", 16 }, { "vmbo-tl-4", 23 }, { "havo-1", 24 },
		{ "vwo-1", 29 }, { "vwo-6", 34 }, { "pro-2", 36 }, { "pro-6", 40 }, { "so", 41 },
		{ "vso", 42 }, { "mbo-1", 43 }, { "mbo-4", 46 }, { "hbo", 47 }, { "pabo", 48 } };
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++) {
		unsigned bit = NIVEAU_COUNT;
		cr_assert_eq(niveau_from_code(str_from(fixed[i].code), &bit), ERR_OK);
		cr_assert_eq(bit, fixed[i].bit, "%s", fixed[i].code);
	}
}

Test(niveau, puts_every_level_in_the_set_of_its_sector_and_in_no_other)
{
	uint64_t all = 0;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++) {
		const uint64_t set = niveau_of_sector((enum niveau_sector)s);
		for (unsigned bit = 0; bit < 64; bit++) {
			const bool in = bit < NIVEAU_COUNT && niveau_table[bit].sector == s;
			cr_assert_eq((set >> bit) & 1, in, "sector %u bit %u", s, bit);
		}
		all |= set;
	}
	cr_assert_eq(all, NIVEAU_ALLE);
}

Test(niveau, reads_and_writes_sets_of_codes)
{
	uint64_t set = 0;
	cr_assert_eq(niveau_set_parse(STR(" po-groep-8 , po-groep-7,vmbo-bb-3"), &set), ERR_OK);
	cr_assert_eq(set, UINT64_C(0x4c0));
	cr_assert_eq(niveau_set_count(set), 3);
	cr_assert_str_eq(niveau_set_format(&arena, set).ptr, "po-groep-7,po-groep-8,vmbo-bb-3");
	cr_assert_eq(niveau_set_parse(STR(""), &set), ERR_OK);
	cr_assert_eq(set, 0);
	cr_assert_str_eq(niveau_set_format(&arena, 0).ptr, "");
}

Test(niveau, brings_the_set_of_all_levels_to_text_and_back)
{
	uint64_t set = 0;
	cr_assert_eq(niveau_set_parse(niveau_set_format(&arena, UINT64_MAX), &set), ERR_OK);
	cr_assert_eq(set, NIVEAU_ALLE);
}

Test(niveau, refuses_a_set_with_an_unknown_or_empty_code_and_leaves_the_answer_alone)
{
	static const char *const wrong[] = { "po-groep-9", "po-groep-7,", ",po-groep-7",
		"po-groep-7,,po-groep-8", "PO-GROEP-7", "po-groep-7;po-groep-8", "po", "," };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		uint64_t set = 77;
		cr_assert_eq(
			niveau_set_parse(str_from(wrong[i]), &set), ERR_INVALID, "%s", wrong[i]);
		cr_assert_eq(set, 77);
	}
}

Test(niveau, knows_the_sectors_by_code)
{
	enum niveau_sector sector = NIVEAU_SECTOR_PO;
	cr_assert_eq(niveau_sector_from_code(STR("mbo"), &sector), ERR_OK);
	cr_assert_eq(sector, NIVEAU_SECTOR_MBO);
	cr_assert_eq(niveau_sector_from_code(STR("wo"), &sector), ERR_INVALID);
}

Test(soort, knows_every_kind_by_code)
{
	for (unsigned i = 0; i < SOORT_COUNT; i++) {
		enum soort soort = SOORT_COUNT;
		cr_assert_eq(soort_from_code(str_from(soort_table[i].code), &soort), ERR_OK);
		cr_assert_eq(soort, i);
	}
	enum soort soort = SOORT_COUNT;
	cr_assert_eq(soort_from_code(STR("bijles"), &soort), ERR_INVALID);
	cr_assert_eq(soort_from_code(STR_NULL, &soort), ERR_INVALID);
}

Test(soort, lets_the_pupils_travel_to_what_happens_in_a_company)
{
	for (unsigned i = 0; i < SOORT_COUNT; i++)
		cr_assert_eq(soort_table[i].reiziger == SOORT_REIZIGER_KLAS,
			i == SOORT_BEDRIJFSBEZOEK || i == SOORT_STAGE || i == SOORT_LEERWERKPLEK ||
				i == SOORT_DOCENTENSTAGE || i == SOORT_KENNISKRING ||
				i == SOORT_OMSCHOLING);
}

Test(taal, reads_and_writes_sets_of_codes)
{
	uint8_t set = 0;
	cr_assert_eq(taal_set_parse(STR("fr,nl"), &set), ERR_OK);
	cr_assert_eq(set, TAAL_BIT(TAAL_NL) | TAAL_BIT(TAAL_FR));
	cr_assert_str_eq(taal_set_format(&arena, set).ptr, "nl,fr");
	cr_assert_eq(taal_set_parse(STR("nl,xx"), &set), ERR_INVALID);
	enum taal taal = TAAL_NL;
	cr_assert_eq(taal_from_code(STR("de"), &taal), ERR_OK);
	cr_assert_eq(taal, TAAL_DE);
}

Test(dagdeel, numbers_the_week_from_monday_morning_to_friday_evening)
{
	unsigned bit = 99;
	cr_assert_eq(dagdeel_week_from_code(STR("ma-ochtend"), &bit), ERR_OK);
	cr_assert_eq(bit, 0);
	cr_assert_eq(dagdeel_week_from_code(STR("wo-middag"), &bit), ERR_OK);
	cr_assert_eq(bit, 7);
	cr_assert_eq(dagdeel_week_from_code(STR("vr-avond"), &bit), ERR_OK);
	cr_assert_eq(bit, 14);
}

Test(dagdeel, refuses_weekends_and_what_is_no_code)
{
	static const char *const wrong[] = { "za-ochtend", "zo-avond", "ma-nacht", "ma", "ma-",
		"ma_ochtend", "", "-ochtend", "MA-ochtend" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		unsigned bit = 0;
		cr_assert_eq(dagdeel_week_from_code(str_from(wrong[i]), &bit), ERR_INVALID, "%s",
			wrong[i]);
	}
}

Test(dagdeel, brings_every_week_pattern_to_text_and_back)
{
	for (unsigned week = 0; week <= DAGDEEL_WEEK_ALLE; week += 37) {
		uint16_t back = 0;
		const struct str text = dagdeel_week_format(&arena, (uint16_t)week);
		cr_assert_eq(dagdeel_week_parse(text, &back), ERR_OK);
		cr_assert_eq(back, week, "%s", text.ptr);
	}
}

Test(dagdeel, means_mornings_and_afternoons_by_a_school_day)
{
	cr_assert_str_eq(dagdeel_week_format(&arena, DAGDEEL_WEEK_SCHOOLDAG).ptr,
		"ma-ochtend,ma-middag,di-ochtend,di-middag,wo-ochtend,wo-middag,"
		"do-ochtend,do-middag,vr-ochtend,vr-middag");
}

Test(dagdeel, has_parts_of_the_day_that_do_not_overlap)
{
	cr_assert_eq(dagdeel_table[DAGDEEL_OCHTEND].begin_min, 510);
	cr_assert_eq(dagdeel_table[DAGDEEL_AVOND].eind_min, 1290);
	for (unsigned i = 0; i < DAGDEEL_COUNT; i++) {
		cr_assert_lt(dagdeel_table[i].begin_min, dagdeel_table[i].eind_min);
		if (i > 0)
			cr_assert_lt(dagdeel_table[i - 1].eind_min, dagdeel_table[i].begin_min);
	}
}

Test(leeftijd, stands_for_an_age_within_each_band)
{
	int before = 0;
	for (unsigned i = 0; i < LEEFTIJDSGROEP_COUNT; i++) {
		enum leeftijdsgroep groep = LEEFTIJDSGROEP_COUNT;
		cr_assert_eq(
			leeftijdsgroep_from_code(str_from(leeftijdsgroep_table[i].code), &groep),
			ERR_OK);
		cr_assert_eq(groep, i);
		cr_assert_gt(leeftijdsgroep_table[i].jaren, before);
		before = leeftijdsgroep_table[i].jaren;
	}
	enum leeftijdsgroep groep = LEEFTIJDSGROEP_COUNT;
	cr_assert_eq(leeftijdsgroep_from_code(STR("12"), &groep), ERR_INVALID);
	cr_assert_eq(leeftijdsgroep_from_code(STR_NULL, &groep), ERR_INVALID);
}

Test(niveau, goes_up_by_one_year_of_the_same_kind)
{
	unsigned from = 0;
	unsigned to = 0;
	cr_assert_eq(niveau_from_code(STR("po-groep-7"), &from), ERR_OK);
	cr_assert(niveau_volgend_jaar(from, &to));
	cr_assert_str_eq(niveau_table[to].code, "po-groep-8");
	static const char *const last[] = { "po-groep-8", "vmbo-bb-4", "havo-5", "vwo-6", "pro-6",
		"so", "vso", "mbo-2", "mbo-4", "hbo", "pabo" };
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++) {
		cr_assert_eq(niveau_from_code(str_from(last[i]), &from), ERR_OK);
		cr_expect_not(niveau_volgend_jaar(from, &to), "%s", last[i]);
	}
}
