#include "rank_shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "domain/niveau.h"

static int64_t read_ns(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

int64_t rank_now_ns(void)
{
	return read_ns(CLOCK_MONOTONIC);
}

int64_t rank_cpu_ns(void)
{
	return read_ns(CLOCK_THREAD_CPUTIME_ID);
}

int rank_compare_ns(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a;
	const int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

void rank_say(const char *metric, size_t count, double value, const char *unit, const char *vs,
	double ratio)
{
	printf("{\"name\":\"rank\",\"metric\":\"%s_%zu\",\"value\":%.4g,\"unit\":\"%s\","
	       "\"vs\":\"%s\",\"ratio\":",
		metric, count, value, unit, vs);
	if (ratio > 0)
		printf("%.4g}\n", ratio);
	else
		printf("null}\n");
	fflush(stdout);
}

void rank_die(const char *what)
{
	fprintf(stderr, "rank: %s\n", what);
	exit(1);
}

struct score_snapshot *rank_build(const struct data *d, enum score_kern kern)
{
	const struct score_snapshot_opties opties = { .boom = &d->boom,
		.schooljaar = DATA_SCHOOLJAAR,
		.max_aanbod = SCORE_SNAPSHOT_MAX,
		.max_bytes = (size_t)2 << 30,
		.kern = kern };
	struct score_snapshot *const s = score_snapshot_create(&opties);
	for (size_t i = 0; i < d->count; i++) {
		if (score_snapshot_put(s, &d->aanbod[i], d->kring[i]) != ERR_OK)
			rank_die("an offer did not fit");
	}
	while (!score_snapshot_orden(s, SIZE_MAX))
		continue;
	return s;
}

struct score_snapshot_vraag rank_asked(const struct data_vraag *q)
{
	return (struct score_snapshot_vraag){ .config = &q->config,
		.aanvraag = &q->aanvraag,
		.kringen = q->kringen,
		.kring_count = 2 };
}

bool rank_same(const struct score_rang *a, size_t n, const struct score_rang *b, size_t m)
{
	bool equal = n == m;
	for (size_t i = 0; equal && i < n; i++)
		equal = uuid_eq(a[i].id, b[i].id) && a[i].score == b[i].score;
	return equal;
}

int32_t rank_same_for_all(const struct data *d, const struct data_vraag *q)
{
	struct score_config config = q->config;
	config.regels = 0;
	struct score_uitkomst u;
	score_beoordeel(&config, &q->aanvraag, &d->aanbod[0], &u);
	int32_t sum = 0;
	for (unsigned f = SCORE_FACTOR_BEHOEFTE; f < SCORE_FACTOR_COUNT; f++)
		sum += u.delen[f].bijdrage;
	return sum;
}

unsigned rank_sectors(const struct score_aanbod *aanbod)
{
	unsigned sectors = 0;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++)
		sectors += (aanbod->niveaus & niveau_of_sector((enum niveau_sector)s)) != 0;
	return sectors;
}

void rank_free_days(const struct score_aanbod *b, struct tijdvak_set *ret)
{
	if (tijdvak_set_init_week(ret, DATA_DAG, DATA_DAG + RANK_DAYS - 1, b->dagdelen) != ERR_OK)
		abort();
	for (size_t i = 0; i < b->uitzondering_count; i++)
		tijdvak_set_remove(ret, b->uitzonderingen[i].datum, b->uitzonderingen[i].dagdelen);
	for (size_t i = 0; i < b->boeking_count; i++)
		tijdvak_set_remove(ret, b->boekingen[i].datum, b->boekingen[i].dagdelen);
}
