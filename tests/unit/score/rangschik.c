#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "paren.h"

#define OFFERS 60

static struct paar_data data[OFFERS];
static struct score_aanbod offers[OFFERS];
static struct score_rang rangen[OFFERS];

/* Offers that differ in distance only, the nearest last; all possible. */
static void by_distance(void)
{
	for (int i = 0; i < OFFERS; i++) {
		paren_goed(&data[i]);
		data[i].aanbod.id.b[15] = (uint8_t)i;
		data[i].aanbod.plaats.x_m = 150000 + 1000 + (OFFERS - 1 - i) * 300;
		offers[i] = data[i].aanbod;
	}
}

static size_t rank(const struct score_config *config, size_t k)
{
	size_t count = 0;
	score_rangschik(config, &data[0].aanvraag, offers, OFFERS, k, rangen, &count);
	return count;
}

Test(rangschik, gives_the_best_first)
{
	by_distance();
	const struct score_config config = paren_config();
	cr_assert_eq(rank(&config, 20), 20);
	for (unsigned i = 0; i < 20; i++)
		cr_assert_eq(rangen[i].index, OFFERS - 1 - i);
}

Test(rangschik, gives_all_that_is_possible_when_asked_for_more)
{
	by_distance();
	for (int i = 0; i < OFFERS; i += 2)
		offers[i].soort = SOORT_WORKSHOP;
	const struct score_config config = paren_config();
	cr_assert_eq(rank(&config, OFFERS), OFFERS / 2);
	cr_assert_eq(rangen[0].index, OFFERS - 1);
	cr_assert_eq(rank(&config, 0), 0);
	size_t count = 7;
	score_rangschik(&config, &data[0].aanvraag, offers, 0, 5, rangen, &count);
	cr_assert_eq(count, 0);
}

Test(rangschik, breaks_ties_by_id_without_a_seed)
{
	by_distance();
	for (int i = 0; i < OFFERS; i++)
		offers[i].plaats = offers[0].plaats;
	const struct score_config config = paren_config();
	cr_assert_eq(rank(&config, 10), 10);
	for (unsigned i = 0; i < 10; i++) {
		cr_assert_eq(rangen[i].index, i);
		cr_assert_eq(rangen[i].loting, 0);
	}
}

Test(rangschik, draws_lots_between_equals_by_the_seed_and_the_same_lots_again)
{
	by_distance();
	for (int i = 0; i < OFFERS; i++)
		offers[i].plaats = offers[0].plaats;
	struct score_config config = paren_config();
	config.seed = 1;
	struct score_rang first[OFFERS];
	cr_assert_eq(rank(&config, OFFERS), OFFERS);
	memcpy(first, rangen, sizeof(first));
	cr_assert_eq(rank(&config, OFFERS), OFFERS);
	cr_assert_arr_eq(first, rangen, sizeof(first));
	config.seed = 2;
	cr_assert_eq(rank(&config, OFFERS), OFFERS);
	int same = 0;
	for (int i = 0; i < OFFERS; i++)
		same += uuid_eq(first[i].id, rangen[i].id);
	cr_assert_lt(same, OFFERS / 4);
}

Test(rangschik, takes_the_largest_list_it_promises)
{
	static struct score_rang many[SCORE_TOP_MAX];
	by_distance();
	const struct score_config config = paren_config();
	size_t count = 0;
	score_rangschik(&config, &data[0].aanvraag, offers, OFFERS, SCORE_TOP_MAX, many, &count);
	cr_assert_eq(count, OFFERS);
}

Test(niemand, counts_what_each_rule_stops_and_what_letting_it_go_gives)
{
	by_distance();
	for (int i = 0; i < OFFERS; i++) {
		if (i < 30)
			offers[i].talen = 2; /* stopped by language only */
		if (i >= 20)
			offers[i].reisafstand_m = 100; /* by distance; ten by both */
	}
	const struct score_config config = paren_config();
	struct score_niemand n;
	score_waarom_niemand(&config, &data[0].aanvraag, offers, OFFERS, &n);
	cr_assert_eq(n.bekeken, OFFERS);
	cr_assert_eq(n.mogelijk, 0);
	cr_assert_eq(n.eerste[SCORE_REGEL_TAAL], 30);
	cr_assert_eq(n.eerste[SCORE_REGEL_AFSTAND], 30);
	cr_assert_eq(n.enige[SCORE_REGEL_TAAL], 20);
	cr_assert_eq(n.enige[SCORE_REGEL_AFSTAND], 30);
}

Test(niemand, sees_that_an_earlier_rule_on_time_took_the_half_days_that_are_missed)
{
	paren_goed(&data[0]);
	data[0].aanbod.geldig_tot = PAREN_MAANDAG;
	data[0].boekingen[0] = (struct tijdvak_dag){ PAREN_MAANDAG, TIJDVAK_DAG_ALLE };
	data[0].aanbod.boeking_count = 1;
	const struct score_config config = paren_config();
	struct score_niemand n;
	score_waarom_niemand(&config, &data[0].aanvraag, &data[0].aanbod, 1, &n);
	cr_assert_eq(n.eerste[SCORE_REGEL_DUBBELE_BOEKING], 1);
	cr_assert_eq(n.enige[SCORE_REGEL_DUBBELE_BOEKING], 1);
	cr_assert_eq(n.enige[SCORE_REGEL_TIJDVAK], 1);
	cr_assert_eq(n.enige[SCORE_REGEL_PLAATSEN], 0);
}

static int compare_lines(const void *a, const void *b)
{
	return score_rang_cmp(a, b);
}

Test(rangschik, ranks_requests_for_an_offer_as_judging_each_does)
{
	static struct paar_data pairs[OFFERS];
	static struct score_config configs[OFFERS];
	static struct score_kans kansen[OFFERS];
	static struct score_rang want[OFFERS];
	static struct score_rang got[OFFERS];
	struct toeval t = { 77 };
	size_t possible = 0;
	for (int round = 0; round < 30; round++) {
		size_t m = 0;
		for (uint32_t i = 0; i < OFFERS; i++) {
			paren_toeval(&pairs[i], &t);
			configs[i] = score_config_init(paren_boom(), pairs[i].aanvraag.soort);
			kansen[i] = (struct score_kans){ .id = pairs[i].aanbod.id,
				.aanvraag = &pairs[i].aanvraag,
				.config = &configs[i],
				.kring = (enum score_kring)toeval_below(&t, 3) };
		}
		for (uint32_t i = 0; i < OFFERS; i++) {
			struct score_aanbod seen = pairs[0].aanbod;
			struct score_uitkomst u;
			seen.kring = kansen[i].kring;
			score_beoordeel(&configs[i], &pairs[i].aanvraag, &seen, &u);
			if (u.mogelijk)
				want[m++] = (struct score_rang){ kansen[i].id, u.score, i, 0 };
		}
		qsort(want, m, sizeof(*want), compare_lines);
		size_t n = 0;
		const size_t k = 1 + toeval_below(&t, 12);
		score_rangschik_kansen(&pairs[0].aanbod, kansen, OFFERS, k, got, &n);
		cr_assert_eq(n, m < k ? m : k);
		for (size_t i = 0; i < n; i++)
			cr_assert(uuid_eq(got[i].id, want[i].id) && got[i].score == want[i].score &&
				  got[i].index == want[i].index);
		possible += n;
	}
	cr_assert_gt(possible, 20, "%zu", possible);
}
