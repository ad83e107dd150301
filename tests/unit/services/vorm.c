/* Shared forms of the API: names that stand in the contract and in the domain, sets, merge-patch.
 */
#include "api/vorm.h"

#include <criterion/criterion.h>
#include <string.h>

#include "api/operations.h"
#include "domain/dagdeel.h"
#include "domain/leeftijd.h"
#include "domain/niveau.h"
#include "domain/reden.h"
#include "domain/soort.h"
#include "domain/taal.h"
#include "domain/tijdvak.h"
#include "domain/toestand.h"
#include "score/factor.h"

static size_t count_names(const char *const *names)
{
	size_t count = 0;
	while (names[count])
		count++;
	return count;
}

#define assert_same_names(names, table, count)                                   \
	do {                                                                     \
		cr_assert_eq(count_names(names), (size_t)(count));               \
		for (size_t same_i = 0; same_i < (size_t)(count); same_i++)      \
			cr_expect_str_eq((names)[same_i], (table)[same_i].code); \
	} while (0)

Test(contract, names_what_the_domain_names_in_the_same_order)
{
	assert_same_names(api_niveau_names, niveau_table, NIVEAU_COUNT);
	assert_same_names(api_activiteitsoort_names, soort_table, SOORT_COUNT);
	assert_same_names(api_taal_names, taal_table, TAAL_COUNT);
	assert_same_names(api_dagdeel_names, dagdeel_table, DAGDEEL_COUNT);
	assert_same_names(api_reden_names, reden_table, REDEN_COUNT);
	assert_same_names(api_leeftijdsgroep_names, leeftijdsgroep_table, LEEFTIJDSGROEP_COUNT);
	assert_same_names(api_factor_code_names, score_factor_table, SCORE_FACTOR_COUNT);
	assert_same_names(api_stap_names, stap_table, STAP_COUNT);
	assert_same_names(api_rol_of_systeem_names, rol_table, ROL_COUNT);
	assert_same_names(api_koppeling_status_names, (toestand_table + 1), TOESTAND_COUNT - 1);
}

Test(contract, names_every_half_day_of_the_week)
{
	cr_assert_eq(count_names(api_weekdagdeel_names), DAGDEEL_WEEK_COUNT);
	for (unsigned i = 0; i < DAGDEEL_WEEK_COUNT; i++) {
		unsigned bit = 0;
		cr_assert_eq(
			dagdeel_week_from_code(str_from(api_weekdagdeel_names[i]), &bit), ERR_OK);
		cr_expect_eq(bit, i);
	}
}

Test(vorm, makes_bits_of_choices)
{
	int32_t niveaus[] = { API_NIVEAU_PO_GROEP_7, API_NIVEAU_PABO };
	cr_assert_eq(
		vorm_niveaus((struct jsn_array){ niveaus, 2 }), INT64_C(64) | INT64_C(1) << 48);
	int32_t week[] = { API_WEEKDAGDEEL_VR_AVOND, API_WEEKDAGDEEL_MA_OCHTEND };
	cr_assert_eq(vorm_dagdelen((struct jsn_array){ week, 2 }), 1 | 1 << 14);
	cr_assert_eq(vorm_dagdelen((struct jsn_array){ NULL, 0 }), 0);
}

/* ---- out ---- */

static struct buf text;
static struct jsn_out out;

static void open_object(void)
{
	buf_init(&text, 1 << 16);
	jsn_out_init(&out, &text);
	jsn_object(&out);
}

static void close_object(void)
{
	buf_fini(&text);
}

TestSuite(vorm_out, .init = open_object, .fini = close_object);

/* The object so far; JSON with ' for ". */
static void assert_written(const char *expected)
{
	jsn_object_end(&out);
	buf_add_char(&text, '\0');
	for (char *p = text.ptr; *p; p++)
		if (*p == '"')
			*p = '\'';
	cr_assert_str_eq(text.ptr, expected);
}

Test(vorm_out, writes_every_level_and_half_day_by_its_code)
{
	vorm_kv_niveau(&out, "niveau", INT64_C(1) << 48);
	vorm_kv_niveaus(&out, "niveaus", (INT64_C(1) << 48) | 1);
	vorm_kv_dagdelen(&out, "dagdelen", 1 << 14 | 1 << 3);
	assert_written("{'niveau':'pabo','niveaus':['po-groep-1','pabo'],'dagdelen':['di-ochtend','"
		       "vr-avond']}");
}

Test(vorm_out, writes_null_where_nothing_is_known)
{
	vorm_kv_int(&out, "a", false, 1);
	vorm_kv_date(&out, "b", false, 1);
	vorm_kv_uuid(&out, "c", false, (struct uuid){ { 1 } });
	vorm_put_gemeente(&out, STR("0034"), STR_NULL);
	vorm_put_locatie(&out, false, 1, 2);
	assert_written("{'a':null,'b':null,'c':null,'gemeente':null,'locatie':null}");
}

Test(vorm_out, joins_only_three_half_days_of_the_same_day)
{
	const int32_t day = tijdvak_to_number((struct tijdvak){ 20000, DAGDEEL_OCHTEND });
	const int32_t numbers[] = { day + 1, day + 2, day + 3, day + 4, day + 5, day + 6 };
	vorm_put_uitzonderingen(&out, (struct db_ints){ numbers, 6 });
	assert_written(
		"{'uitzonderingen':[{'datum':'2024-10-04','dagdeel':'middag'},"
		"{'datum':'2024-10-04','dagdeel':'avond'},{'datum':'2024-10-05','dagdeel':null},"
		"{'datum':'2024-10-06','dagdeel':'ochtend'}]}");
}

/* ---- merge-patch ---- */

Test(vorm, keeps_what_is_absent_clears_what_is_null_sets_what_has_a_value)
{
	struct str column = STR("oud");
	vorm_merge_text(JSN_ABSENT, STR("nieuw"), &column);
	cr_assert(str_eq(column, STR("oud")));
	vorm_merge_text(JSN_VALUE, STR("nieuw"), &column);
	cr_assert(str_eq(column, STR("nieuw")));
	vorm_merge_text(JSN_NULL, STR_NULL, &column);
	cr_assert_null(column.ptr);

	bool has = true;
	int32_t number = 7;
	vorm_merge_int(JSN_ABSENT, 8, &has, &number);
	cr_assert(has && number == 7);
	vorm_merge_int(JSN_NULL, 0, &has, &number);
	cr_assert_not(has);
	vorm_merge_int(JSN_VALUE, 9, &has, &number);
	cr_assert(has && number == 9);
}

Test(vorm, never_clears_a_column_that_always_has_a_value)
{
	bool yes = true;
	vorm_set_bool(JSN_NULL, false, &yes);
	cr_assert(yes);
	int32_t date = 20000;
	vorm_set_date(JSN_ABSENT, 1, &date);
	cr_assert_eq(date, 20000);
	struct str taal = STR("nl");
	vorm_set_choice(JSN_VALUE, api_taal_names, API_TAAL_FR, &taal);
	cr_assert(str_eq(taal, STR("fr")));
}
