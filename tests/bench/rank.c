/*
 * The best 20 offers for one request: score_rangschik against judging every offer and sorting all
 * that is possible, in the same run on the same data. The offers are made up, spread over a square
 * of 60 by 60 km.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "domain/niveau.h"
#include "domain/taal.h"
#include "score/score.h"

#define OFFERS_MAX 100000
#define REQUESTS   101
#define TOP	   20
#define THEMAS	   56
#define BUSY	   6
#define FIRST_DAY  20700 /* 4 September 2026 */

struct offer_lists {
	uint16_t themas[2];
	struct tijdvak_dag boekingen[BUSY];
	struct score_houder houder;
	struct score_gebruik jaar;
};

static uint64_t random_state = 20261124;

static unsigned below(unsigned n)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (unsigned)((random_state * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % n;
}

static struct plaats any_place(void)
{
	return (struct plaats){ 140000 + (int32_t)below(60000), 470000 + (int32_t)below(60000),
		true };
}

/* Seven worlds; the other entries hang in them two layers deep. */
static void make_boom(struct thema_boom *boom)
{
	static uint16_t parents[THEMAS];
	static uint16_t near[THEMAS * THEMAS];
	for (uint16_t i = 0; i < THEMAS; i++) {
		if (i < 7)
			parents[i] = THEMA_GEEN;
		else
			parents[i] = i < 21 ? i % 7 : (uint16_t)(7 + i % 14);
	}
	if (thema_boom_init(boom, parents, THEMAS, near) != ERR_OK)
		abort();
}

static void make_offer(struct score_aanbod *b, struct offer_lists *l, uint32_t number)
{
	memset(b, 0, sizeof(*b));
	memcpy(b->id.b, &number, sizeof(number));
	b->soort = (enum soort)below(SOORT_OPEN_COUNT);
	b->niveaus = niveau_of_sector((enum niveau_sector)below(NIVEAU_SECTOR_COUNT)) |
		     niveau_of_sector(NIVEAU_SECTOR_PO);
	l->themas[0] = (uint16_t)(21 + below(THEMAS - 21));
	l->themas[1] = (uint16_t)below(21);
	b->themas = l->themas;
	b->thema_count = 2;
	b->talen = TAAL_BIT(TAAL_NL);
	b->reisafstand_m = 5000 + (int32_t)below(40000);
	b->plaats = any_place();
	b->groep_max = (uint16_t)(20 + below(15));
	b->dagdelen = (uint16_t)(below(DAGDEEL_WEEK_ALLE) | 1);
	b->geldig_van = SCORE_DATUM_GEEN;
	b->geldig_tot = SCORE_DATUM_ALTIJD;
	b->gepauzeerd_tot = below(20) == 0 ? SCORE_DATUM_ALTIJD : SCORE_DATUM_GEEN;
	b->vog_geldig_tot = below(3) == 0 ? SCORE_DATUM_GEEN : SCORE_DATUM_ALTIJD;
	b->kring = (enum score_kring)below(3);
	for (unsigned i = 0; i < BUSY; i++)
		l->boekingen[i] =
			(struct tijdvak_dag){ FIRST_DAY + (int32_t)below(200), TIJDVAK_DAG_ALLE };
	b->boekingen = l->boekingen;
	b->boeking_count = BUSY;
	l->jaar = (struct score_gebruik){ 2026, (uint16_t)below(8) };
	l->houder = (struct score_houder){
		.max_per_schooljaar = 10, .schooljaren = &l->jaar, .schooljaar_count = 1
	};
	b->houders = &l->houder;
	b->houder_count = 1;
}

static void make_request(struct score_aanvraag *v, uint16_t themas[static 2])
{
	memset(v, 0, sizeof(*v));
	const int32_t van = FIRST_DAY + (int32_t)below(120);
	if (score_aanvraag_venster(v, van, van + 41, DAGDEEL_WEEK_SCHOOLDAG) != ERR_OK)
		abort();
	v->soort = (enum soort)below(SOORT_OPEN_COUNT);
	v->niveau = UINT64_C(1) << below(8);
	themas[0] = (uint16_t)(21 + below(THEMAS - 21));
	themas[1] = (uint16_t)below(21);
	v->themas = themas;
	v->thema_count = 2;
	v->talen = TAAL_BIT(TAAL_NL);
	v->groepsgrootte = (uint16_t)(18 + below(14));
	v->vog_vereist = below(2) == 0;
	v->plaats = any_place();
	tijdvak_set_add_days(&v->gesloten, van + 14, van + 22);
}

static int compare(const void *a, const void *b)
{
	return score_rang_cmp(a, b);
}

static size_t sort_all(const struct score_config *config, const struct score_aanvraag *v,
	const struct score_aanbod *offers, uint32_t count, struct score_rang *room)
{
	size_t n = 0;
	for (uint32_t i = 0; i < count; i++) {
		struct score_uitkomst u;
		score_beoordeel(config, v, &offers[i], &u);
		if (u.mogelijk)
			room[n++] = (struct score_rang){ .id = u.id, .score = u.score, .index = i };
	}
	qsort(room, n, sizeof(*room), compare);
	return n < TOP ? n : TOP;
}

static int compare_us(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a;
	const int64_t y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void measure(const struct thema_boom *boom, const struct score_aanbod *offers,
	uint32_t count, struct score_rang *room)
{
	int64_t ours_us[REQUESTS];
	int64_t baseline_us[REQUESTS];
	for (unsigned r = 0; r < REQUESTS; r++) {
		struct score_aanvraag v;
		uint16_t themas[2];
		make_request(&v, themas);
		const struct score_config config = score_config_init(boom, v.soort);
		struct score_rang best[TOP];
		size_t n = 0;
		const int64_t begin = clock_mono_us();
		score_rangschik(&config, &v, offers, count, TOP, best, &n);
		const int64_t middle = clock_mono_us();
		const size_t m = sort_all(&config, &v, offers, count, room);
		baseline_us[r] = clock_mono_us() - middle;
		ours_us[r] = middle - begin;
		for (size_t i = 0; i < n || i < m; i++) {
			if (n == m && best[i].index == room[i].index)
				continue;
			fprintf(stderr, "rank: the two answers differ at place %zu\n", i);
			exit(1);
		}
	}
	qsort(ours_us, REQUESTS, sizeof(*ours_us), compare_us);
	qsort(baseline_us, REQUESTS, sizeof(*baseline_us), compare_us);
	const int64_t ours = ours_us[REQUESTS / 2];
	const int64_t baseline = baseline_us[REQUESTS / 2];
	printf("{\"name\":\"rank\",\"metric\":\"top20_p50_%u\",\"value\":%lld,\"unit\":\"us\","
	       "\"vs\":\"judge and sort all\",\"ratio\":%.2f}\n",
		count, (long long)ours, (double)baseline / (double)(ours > 0 ? ours : 1));
}

int main(void)
{
	struct score_aanbod *offers = calloc(OFFERS_MAX, sizeof(*offers));
	struct offer_lists *lists = calloc(OFFERS_MAX, sizeof(*lists));
	struct score_rang *room = calloc(OFFERS_MAX, sizeof(*room));
	if (offers == NULL || lists == NULL || room == NULL)
		abort();
	struct thema_boom boom;
	make_boom(&boom);
	for (uint32_t i = 0; i < OFFERS_MAX; i++)
		make_offer(&offers[i], &lists[i], i);
	measure(&boom, offers, 10000, room);
	measure(&boom, offers, OFFERS_MAX, room);
	free(room);
	free(lists);
	free(offers);
	return 0;
}
