/* What a planning keeps to beside lib/plan: weeks, school years, places and classes. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/date.h"
#include "worker/planner_verzamel.h"

#define DAG(n) ((n)*DAGDEEL_COUNT) /* the morning of the n-th day */

static struct verzameling v;
static struct planning_antwoord antwoord;

/* Requests of a class each, and one houder of one company of one circle; the window begins on
 * Monday 31 August 2026. */
static void begin(size_t aanvragen)
{
	verzameling_init(&v, date_from_civil(2026, 8, 30));
	*(struct planning_school *)planning_add(&v.planning.scholen,
		sizeof(struct planning_school)) = (struct planning_school){ .al = 0 };
	for (size_t i = 0; i < aanvragen; i++) {
		bool is_new = false;
		const struct uuid id = { .b = { 1, (uint8_t)i } };
		struct planning_aanvraag *const a = planning_add(&v.planning.aanvragen, sizeof(*a));
		a->id = id;
		(void)planning_add(&v.plaatsen, sizeof(struct verzameling_plaats));
		*(uint32_t *)planning_add(&v.klas_van, sizeof(uint32_t)) =
			planning_nummer(&v.klassen, id, &is_new);
	}
	*(struct planning_kring *)planning_add(&v.planning.kringen, sizeof(struct planning_kring)) =
		(struct planning_kring){ .max = 0 };
	*(struct planning_bedrijf *)planning_add(&v.planning.bedrijven,
		sizeof(struct planning_bedrijf)) = (struct planning_bedrijf){ .kring = 0 };
	for (int n = 0; n < VERZAMELING_LAGEN; n++)
		for (int p = 0; p < VERZAMELING_PERIODES; p++)
			if (n != VERZAMELING_HOUDER)
				(void)planning_add(&v.maxima[n][p].max, sizeof(int32_t));
}

static uint32_t add_houder(uint32_t plaatsen)
{
	const uint32_t number = (uint32_t)v.planning.houders.count;
	struct planning_houder *const h = planning_add(&v.planning.houders, sizeof(*h));
	h->id = (struct uuid){ .b = { 2, (uint8_t)number } };
	h->plaatsen = plaatsen;
	*(struct uuid *)planning_add(&v.planning.aanbod, sizeof(struct uuid)) = h->id;
	*(uint32_t *)planning_add(&v.houder_van, sizeof(uint32_t)) = number;
	(void)planning_add(&v.vrij, sizeof(uint64_t) * PLAN_WOORDEN_MAX);
	for (int p = 0; p < VERZAMELING_PERIODES; p++)
		(void)planning_add(&v.maxima[VERZAMELING_HOUDER][p].max, sizeof(int32_t));
	return number;
}

static void set_bit(uint64_t *woorden, int32_t bit)
{
	woorden[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* A chance on these half-days: by request, the best first. */
static void add_kans(
	uint32_t aanvraag, uint32_t houder, int32_t score, size_t count, const int32_t *bits)
{
	struct planning_aanvraag *const a =
		(struct planning_aanvraag *)v.planning.aanvragen.items + aanvraag;
	for (size_t i = 0; i < count; i++) {
		set_bit(a->venster, bits[i]);
		set_bit((uint64_t *)v.vrij.items + houder * (size_t)PLAN_WOORDEN_MAX, bits[i]);
	}
	*(struct planning_kans *)planning_add(&v.planning.kansen, sizeof(struct planning_kans)) =
		(struct planning_kans){ aanvraag, 0, houder, score };
}

static void set_max(enum verzameling_laag n, enum verzameling_periode p, int32_t max)
{
	((int32_t *)v.maxima[n][p].max.items)[0] = max;
}

static void set_used(
	enum verzameling_laag n, enum verzameling_periode p, int32_t periode, int32_t bezet)
{
	*(struct verzameling_bezet *)planning_add(&v.maxima[n][p].bezet,
		sizeof(struct verzameling_bezet)) = (struct verzameling_bezet){ 0, periode, bezet };
}

static enum err solve(void)
{
	const struct plan_grenzen none = { 0 };
	planning_antwoord_fini(&antwoord);
	return planning_los(&v.planning, PLANNING_BEST, &none, &antwoord);
}

/* Solves until nothing is full any more, as the worker does: how often. */
static unsigned solve_all(void)
{
	for (unsigned n = 1; n <= 6; n++) {
		cr_assert_eq(solve(), ERR_OK);
		if (verzameling_weer_vol(&v, &antwoord) == 0)
			return n;
	}
	return 0;
}

static int32_t day_of(uint32_t aanvraag)
{
	return antwoord.inzet[aanvraag].tijdvak.datum - v.planning.van;
}

static void end(void)
{
	planning_antwoord_fini(&antwoord);
	verzameling_fini(&v);
}

Test(verzameling, gives_nobody_more_than_the_school_year_leaves, .fini = end)
{
	const int32_t days[] = { DAG(0), DAG(7), DAG(14), DAG(21), DAG(28), DAG(35) };
	begin(6);
	const uint32_t h = add_houder(1);
	for (uint32_t i = 0; i < 6; i++)
		add_kans(i, h, 9000, 6, days);
	set_max(VERZAMELING_HOUDER, VERZAMELING_JAAR, 4);
	set_used(VERZAMELING_HOUDER, VERZAMELING_JAAR, 2026, 1);
	verzameling_sluit(&v);
	cr_assert_eq(((struct planning_houder *)v.planning.houders.items)[0].max, 3);
	cr_assert_eq(solve_all(), 1);
	cr_assert_eq(antwoord.bediend, 3);
}

Test(verzameling, counts_each_school_year_by_itself, .fini = end)
{
	/* 330 days on it is the school year after. */
	const int32_t early[] = { DAG(0), DAG(7), DAG(14) };
	const int32_t late[] = { DAG(340) };
	for (int n = 0; n < VERZAMELING_LAGEN; n++) {
		begin(4);
		const uint32_t h = add_houder(1);
		for (uint32_t i = 0; i < 3; i++)
			add_kans(i, h, 9000, 3, early);
		add_kans(3, h, 100, 1, late);
		set_max((enum verzameling_laag)n, VERZAMELING_JAAR, 2);
		verzameling_sluit(&v);
		cr_assert_eq(solve_all(), 2, "level %d", n);
		cr_assert_eq(antwoord.bediend, 3);
		cr_assert_neq(antwoord.inzet[3].kans, PLAN_GEEN);
		end();
	}
}

Test(verzameling, moves_who_does_not_fit_in_a_week, .fini = end)
{
	const int32_t days[] = { DAG(0), DAG(1), DAG(2), DAG(7), DAG(14) };
	for (int n = 0; n < VERZAMELING_LAGEN; n++) {
		begin(3);
		const uint32_t h = add_houder(1);
		for (uint32_t i = 0; i < 3; i++)
			add_kans(i, h, 9000, 5, days);
		set_max((enum verzameling_laag)n, VERZAMELING_WEEK, 1);
		verzameling_sluit(&v);
		cr_assert_neq(solve_all(), 0, "level %d", n);
		cr_assert_eq(antwoord.bediend, 3, "level %d", n);
		for (uint32_t i = 0; i < 3; i++)
			for (uint32_t j = 0; j < i; j++)
				cr_assert_neq(day_of(i) / 7, day_of(j) / 7);
		cr_assert_eq(v.planning.eisen.count, 0);
		end();
	}
}

Test(verzameling, leaves_a_pin_in_the_week_that_is_full, .fini = end)
{
	const int32_t monday[] = { DAG(0) };
	const int32_t tuesday[] = { DAG(1) };
	begin(2);
	const uint32_t h = add_houder(1);
	add_kans(0, h, 9000, 1, tuesday);
	add_kans(1, h, 100, 1, monday);
	*(struct planning_eis *)planning_add(&v.planning.eisen, sizeof(struct planning_eis)) =
		(struct planning_eis){ 1, h, 1 };
	set_max(VERZAMELING_HOUDER, VERZAMELING_WEEK, 2);
	set_used(VERZAMELING_HOUDER, VERZAMELING_WEEK, 202636, 1);
	verzameling_sluit(&v);
	cr_assert_eq(solve_all(), 2);
	cr_assert_eq(antwoord.inzet[0].kans, PLAN_GEEN);
	cr_assert_eq(day_of(1), 0);
}

Test(verzameling, rules_out_a_pair_where_others_keep_the_half_day, .fini = end)
{
	const int32_t monday[] = { DAG(0) };
	begin(3);
	const uint32_t h = add_houder(3);
	for (uint32_t i = 0; i < 3; i++)
		add_kans(i, h, 9000, 1, monday);
	set_max(VERZAMELING_BEDRIJF, VERZAMELING_WEEK, 2);
	verzameling_sluit(&v);
	cr_assert_eq(solve_all(), 2);
	cr_assert_eq(antwoord.bediend, 2);
	cr_assert_eq(antwoord.inzet[2].kans, PLAN_GEEN);
}

Test(verzameling, has_only_the_places_that_are_left_on_a_half_day, .fini = end)
{
	const int32_t monday[] = { DAG(0), DAG(1) };
	struct buf bytes;
	begin(4);
	const uint32_t h = add_houder(3);
	for (uint32_t i = 0; i < 4; i++)
		add_kans(i, h, 9000, i == 0 ? 2 : 1, monday);
	*(struct planning_minder *)planning_add(&v.planning.minder,
		sizeof(struct planning_minder)) = (struct planning_minder){ h, DAG(0), 2 };
	verzameling_sluit(&v);
	cr_assert_eq(solve(), ERR_OK);
	cr_assert_eq(antwoord.bediend, 3);
	cr_assert_eq(day_of(0), 1);
	/* The bytes know it too. */
	struct planning again;
	buf_init(&bytes, 1u << 16);
	planning_schrijf(&v.planning, &bytes);
	cr_assert_eq(planning_lees(buf_str(&bytes), &again), ERR_OK);
	cr_assert_eq(again.minder.count, 1);
	planning_fini(&again);
	buf_fini(&bytes);
}

Test(verzameling, has_a_class_once_on_a_half_day, .fini = end)
{
	const int32_t monday[] = { DAG(0) };
	const int32_t both[] = { DAG(0), DAG(3) };
	begin(2);
	const uint32_t one = add_houder(1), other = add_houder(1);
	add_kans(0, one, 9000, 1, monday);
	add_kans(1, other, 9000, 2, both);
	((uint32_t *)v.klas_van.items)[1] = 0;
	verzameling_sluit(&v);
	cr_assert_neq(solve_all(), 0);
	cr_assert_eq(antwoord.bediend, 2);
	cr_assert_eq(day_of(0), 0);
	cr_assert_eq(day_of(1), 3);
}

Test(verzameling, says_that_a_single_pin_cannot, .fini = end)
{
	const int32_t monday[] = { DAG(0) };
	begin(1);
	const uint32_t h = add_houder(1);
	add_kans(0, h, 9000, 1, monday);
	*(struct planning_eis *)planning_add(&v.planning.eisen, sizeof(struct planning_eis)) =
		(struct planning_eis){ 0, h, 1 };
	verzameling_sluit(&v);
	planning_add_eis(&v.planning, 0, h, PLANNING_VERBODEN);
	cr_assert_eq(solve(), ERR_INVALID);
	cr_assert_eq(antwoord.fout, PLAN_FOUT_VAST_KAN_NIET);
	cr_assert_eq(antwoord.botst_count, 1);
}
