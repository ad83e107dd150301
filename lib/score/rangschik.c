#include <assert.h>
#include <string.h>

#include "score/paar.h"

/* The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", 2014): every bit of the input reaches every bit of the output. */
static uint64_t mix(uint64_t x)
{
	x ^= x >> 30;
	x *= UINT64_C(0xbf58476d1ce4e5b9);
	x ^= x >> 27;
	x *= UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* Byte by byte, so that every machine draws the same lot. */
static uint64_t read_be(const uint8_t b[static 8])
{
	uint64_t x = 0;
	for (unsigned i = 0; i < 8; i++)
		x = x << 8 | b[i];
	return x;
}

uint64_t score_loting(uint64_t seed, struct uuid id)
{
	if (seed == 0)
		return 0;
	return mix(mix(mix(seed) ^ read_be(id.b)) ^ read_be(id.b + 8));
}

int score_rang_cmp(const struct score_rang *a, const struct score_rang *b)
{
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->loting != b->loting)
		return a->loting < b->loting ? -1 : 1;
	return uuid_cmp(a->id, b->id);
}

static void swap(struct score_rang *a, struct score_rang *b)
{
	const struct score_rang t = *a;
	*a = *b;
	*b = t;
}

/* A heap with the last of the ranking on top, which is the one to give way. */
static void sift_up(struct score_rang *heap, size_t i)
{
	while (i > 0) {
		const size_t parent = (i - 1) / 2;
		if (score_rang_cmp(&heap[i], &heap[parent]) <= 0)
			return;
		swap(&heap[i], &heap[parent]);
		i = parent;
	}
}

static void sift_down(struct score_rang *heap, size_t count)
{
	size_t i = 0;
	for (;;) {
		size_t last = i;
		for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < count; child++) {
			if (score_rang_cmp(&heap[child], &heap[last]) > 0)
				last = child;
		}
		if (last == i)
			return;
		swap(&heap[i], &heap[last]);
		i = last;
	}
}

void score_beste_add(
	struct score_rang *rangen, size_t *count, size_t k, const struct score_rang *rang)
{
	if (*count < k) {
		rangen[*count] = *rang;
		sift_up(rangen, (*count)++);
	} else if (score_rang_cmp(rang, &rangen[0]) < 0) {
		rangen[0] = *rang;
		sift_down(rangen, *count);
	}
}

void score_beste_sort(struct score_rang *rangen, size_t count)
{
	/* Take the last away again and again, to the end of the room that is left. */
	for (size_t left = count; left > 1; left--) {
		swap(&rangen[0], &rangen[left - 1]);
		sift_down(rangen, left - 1);
	}
}

/* The score of a possible pair; -1 when it is not possible, or cannot reach `needed`. */
static int32_t score_if_reaches(struct score_paar *p, int32_t needed)
{
	if (score_regels_run(p, 0, SCORE_REGEL_KALENDER) != SCORE_REGEL_KALENDER)
		return -1;
	/* What is certain already, and what the calendar may add at most. */
	int32_t sum = 0;
	int32_t most = 0;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		if (p->config->gewichten.gewicht[i] == 0)
			continue;
		const int32_t bijdrage = score_bijdrage_hoogstens(p, (enum score_factor)i);
		if (score_factor_table[i].hoogstens != NULL)
			most += bijdrage;
		else
			sum += bijdrage;
	}
	if (sum + most < needed)
		return -1;
	if (score_regels_run(p, SCORE_REGEL_KALENDER, SCORE_REGEL_COUNT) != SCORE_REGEL_COUNT)
		return -1;
	for (unsigned i = 0; i < SCORE_FACTOR_COUNT; i++) {
		if (score_factor_table[i].hoogstens != NULL)
			sum += score_deel_bereken(p, (enum score_factor)i).bijdrage;
	}
	return sum;
}

void score_rangschik(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, size_t count, size_t k, struct score_rang *ret_rangen,
	size_t *ret_count)
{
	assert(score_gewichten_check(&config->gewichten) == ERR_OK);
	assert(k <= SCORE_TOP_MAX && count <= UINT32_MAX);
	const bool soort_holds = (config->regels & SCORE_REGEL_BIT(SCORE_REGEL_SOORT)) != 0;
	size_t n = 0;
	for (size_t i = 0; i < count && k > 0; i++) {
		/* Most of a list may be of another soort: that is seen without making a pair. */
		if (aanbod[i].soort != aanvraag->soort && soort_holds)
			continue;
		struct score_paar p;
		score_paar_init(&p, config, aanvraag, &aanbod[i]);
		const int32_t score = score_if_reaches(&p, n == k ? ret_rangen[0].score : 0);
		if (score < 0)
			continue;
		const struct score_rang rang = { .id = aanbod[i].id,
			.score = score,
			.index = (uint32_t)i,
			.loting = score_loting(config->seed, aanbod[i].id) };
		score_beste_add(ret_rangen, &n, k, &rang);
	}
	score_beste_sort(ret_rangen, n);
	*ret_count = n;
}

void score_rangschik_kansen(const struct score_aanbod *aanbod, const struct score_kans *kansen,
	size_t count, size_t k, struct score_rang *ret_rangen, size_t *ret_count)
{
	assert(k <= SCORE_TOP_MAX && count <= UINT32_MAX);
	size_t n = 0;
	for (size_t i = 0; i < count && k > 0; i++) {
		const struct score_kans *kans = &kansen[i];
		assert(score_gewichten_check(&kans->config->gewichten) == ERR_OK);
		struct score_aanbod seen = *aanbod;
		seen.kring = kans->kring;
		struct score_paar p;
		score_paar_init(&p, kans->config, kans->aanvraag, &seen);
		const int32_t score = score_if_reaches(&p, n == k ? ret_rangen[0].score : 0);
		if (score < 0)
			continue;
		const struct score_rang rang = { .id = kans->id,
			.score = score,
			.index = (uint32_t)i,
			.loting = score_loting(kans->config->seed, kans->id) };
		score_beste_add(ret_rangen, &n, k, &rang);
	}
	score_beste_sort(ret_rangen, n);
	*ret_count = n;
}
