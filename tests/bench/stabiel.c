/*
 * A stable division of 100,000 requests over 20,000 offers, against sorting the same lists with
 * qsort: no division can do with less than having read each list in its order. In one run on the
 * same data; that nobody would rather have each other is asserted, the time is not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "plan/stabiel.h"

#define VRAGEN 100000
#define AANBOD 20000
#define LIJST  10 /* offers on the list of a request */
#define PAREN  ((size_t)VRAGEN * LIJST)
#define ROUNDS 5
#define CAP    ((size_t)1 << 30)

static struct uuid vragen[VRAGEN];
static struct plan_stabiel_aanbod aanbod[AANBOD];
static struct plan_stabiel_paar paren[PAREN];
static struct plan_stabiel_paar sorted[PAREN];

static uint64_t next(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = *state;
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static struct uuid id_of(uint64_t *state)
{
	struct uuid id;
	for (unsigned i = 0; i < 16; i++)
		id.b[i] = (uint8_t)next(state);
	return id;
}

/* Each ranks as it likes: lists that agree would be easier, lists of one place harder. */
static void make(uint32_t plekken)
{
	uint64_t state = 20261130;
	for (uint32_t j = 0; j < AANBOD; j++)
		aanbod[j] = (struct plan_stabiel_aanbod){ id_of(&state), plekken };
	size_t count = 0;
	for (uint32_t i = 0; i < VRAGEN; i++) {
		vragen[i] = id_of(&state);
		const uint32_t first = (uint32_t)(next(&state) % AANBOD);
		const uint32_t step = 1 + (uint32_t)(next(&state) % (AANBOD / LIJST - 1));
		for (uint32_t k = 0; k < LIJST; k++)
			paren[count++] = (struct plan_stabiel_paar){ i, (first + k * step) % AANBOD,
				(uint16_t)(1 + next(&state) % 100),
				(uint16_t)(1 + next(&state) % 100) };
	}
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_list(const void *left, const void *right)
{
	const struct plan_stabiel_paar *const l = left;
	const struct plan_stabiel_paar *const r = right;
	if (l->vraag != r->vraag)
		return l->vraag < r->vraag ? -1 : 1;
	return (int)l->rang_vraag - (int)r->rang_vraag;
}

static double sort_ms(void)
{
	double best = 1e18;
	for (unsigned round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < PAREN; i++)
			sorted[i] =
				paren[(i * 7) % PAREN]; /* not in order yet: 7 has no part in it */
		const double begin = now_ms();
		qsort(sorted, PAREN, sizeof(*sorted), by_list);
		const double took = now_ms() - begin;
		best = took < best ? took : best;
	}
	return best;
}

static void say(const char *metric, uint32_t plekken, double value, const char *unit,
	const char *vs, double ratio)
{
	printf("{\"name\":\"stabiel\",\"metric\":\"%s_%u\",\"value\":%.4g,\"unit\":\"%s\",\"vs\":"
	       "\"%s\",\"ratio\":",
		metric, plekken, value, unit, vs);
	if (ratio > 0)
		printf("%.4g}\n", ratio);
	else
		printf("null}\n");
	fflush(stdout);
}

static void measure(uint32_t plekken)
{
	make(plekken);
	const struct plan_stabiel_opgave o = { .vragen = vragen,
		.vraag_count = VRAGEN,
		.aanbod = aanbod,
		.aanbod_count = AANBOD,
		.paren = paren,
		.paar_count = PAREN,
		.seed = 1 };
	double best = 1e18;
	struct plan_stabiel_telling counts[2] = { { .voorzien = 0 } };
	size_t bytes = 0;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct arena a;
		arena_init(&a, CAP);
		uint32_t *paar_van = NULL;
		const double begin = now_ms();
		if (plan_stabiel_verdeel(&a, &o, &paar_van) != ERR_OK)
			abort();
		const double took = now_ms() - begin;
		best = took < best ? took : best;
		bytes = a.used_bytes;
		struct plan_stabiel_fouten f;
		plan_stabiel_toets(&a, &o, paar_van, &f);
		if (f.blokkades + f.oneigen + f.vol > 0) {
			fprintf(stderr, "not a stable division\n");
			exit(1);
		}
		plan_stabiel_tel(&a, &o, paar_van, &counts[0], &counts[1]);
		arena_fini(&a);
	}
	const double sort = sort_ms();
	say("verdeel", plekken, best, "ms", "", 0);
	say("sort_of_the_lists", plekken, sort, "ms", "verdeel", sort / best);
	say("bytes_per_pair", plekken, (double)bytes / (double)PAREN, "B", "", 0);
	say("zonder", plekken, counts[0].zonder, "vragen", "", 0);
	say("mean_rank_vraag", plekken,
		(double)counts[0].rang_som / (counts[0].voorzien == 0 ? 1 : counts[0].voorzien),
		"rang", "", 0);
}

int main(void)
{
	measure(5); /* as many places as requests */
	measure(2); /* scarce: most ask all on their list */
	return 0;
}
