/*
 * The best 20 offers for one request out of ten thousand to a million: the snapshot, in each of the
 * ways in which this processor can weigh a block, against judging every offer one after another. In
 * one run on the same data, with the same answers. Of each request the least of some rounds counts:
 * the machine may be shared. Every round asks all of them, so that what one reads is as far away as
 * if nobody had asked for it before. What takes long is measured in time of the processor.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/niveau.h"
#include "rank_shared.h"

#define REQUESTS    1000
#define SCANNED	    100 /* of these are also asked of the plain scan and of the peers */
#define ROUNDS	    5
#define BUILDS	    3
#define MANY	    50000
#define MANY_OFFERS 250000
#define MANY_TOP    64

static struct score_rang answers[REQUESTS][RANK_TOP];
static size_t answer_counts[REQUESTS];
static int64_t times[REQUESTS];

static int64_t less(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* p50 in ns. The first kind fills the answers that the others must give. */
static double measure_kern(const struct data *d, enum score_kern kern, const char *name, bool first)
{
	struct score_snapshot *const s = rank_build(d, kern);
	for (unsigned i = 0; i < ROUNDS * REQUESTS; i++) {
		const unsigned r = i % REQUESTS;
		struct data_vraag q;
		struct score_rang best[RANK_TOP];
		size_t n = 0;
		data_vraag(d, r, &q);
		const struct score_snapshot_vraag v = rank_asked(&q);
		const int64_t begin = rank_now_ns();
		score_snapshot_rangschik(s, &v, RANK_TOP, best, &n);
		const int64_t took = rank_now_ns() - begin;
		times[r] = i < REQUESTS ? took : less(took, times[r]);
		if (first && i < REQUESTS) {
			memcpy(answers[r], best, sizeof(best));
			answer_counts[r] = n;
		} else if (!rank_same(best, n, answers[r], answer_counts[r])) {
			rank_die("two ways of weighing give different answers");
		}
	}
	qsort(times, REQUESTS, sizeof(*times), rank_compare_ns);
	char metric[64];
	snprintf(metric, sizeof(metric), "%s_p50", name);
	rank_say(metric, d->count, (double)times[REQUESTS / 2] / 1e3, "us", "", 0);
	snprintf(metric, sizeof(metric), "%s_p99", name);
	rank_say(metric, d->count, (double)times[REQUESTS * 99 / 100] / 1e3, "us", "", 0);
	const struct score_snapshot_stand stand = score_snapshot_stand(s);
	if (first)
		rank_say("bytes_per_offer", d->count, (double)stand.bytes / (double)d->count, "B",
			"", 0);
	score_snapshot_destroy(s);
	return (double)times[REQUESTS / 2];
}

static void measure_scan(struct data *d, double ours)
{
	int64_t scan[SCANNED];
	for (unsigned r = 0; r < SCANNED; r++) {
		struct data_vraag q;
		struct score_rang best[RANK_TOP];
		size_t n = 0;
		data_vraag(d, r, &q);
		for (size_t i = 0; i < d->count; i++)
			d->aanbod[i].kring = data_kring(&q, d->kring[i]);
		scan[r] = INT64_MAX;
		for (unsigned i = 0; i < ROUNDS; i++) {
			const int64_t begin = rank_now_ns();
			score_rangschik(
				&q.config, &q.aanvraag, d->aanbod, d->count, RANK_TOP, best, &n);
			scan[r] = less(rank_now_ns() - begin, scan[r]);
		}
		if (!rank_same(best, n, answers[r], answer_counts[r]))
			rank_die("the snapshot and the scan give different answers");
	}
	qsort(scan, SCANNED, sizeof(*scan), rank_compare_ns);
	rank_say("scan_p50", d->count, (double)scan[SCANNED / 2] / 1e3, "us", "snapshot",
		(double)scan[SCANNED / 2] / ours);
	rank_say("scan_p99", d->count, (double)scan[SCANNED * 99 / 100] / 1e3, "us", "", 0);
}

/* ---- what must be read ---- */

#define ROW_BYTES   25			/* level, topics, place, how far, load, circle */
#define READ_BYTES  ((size_t)256 << 20) /* more than a cache holds */
#define READ_ROUNDS 5

/* Bytes that one processor reads of memory in a second, in order. */
static double memory_speed(void)
{
	uint64_t *const all = malloc(READ_BYTES);
	if (all == NULL)
		abort();
	memset(all, 1, READ_BYTES);
	int64_t best = INT64_MAX;
	volatile uint64_t seen = 0; /* so that all is read */
	for (int round = 0; round < READ_ROUNDS; round++) {
		uint64_t sum[8] = { 0 };
		const int64_t begin = rank_now_ns();
		for (size_t i = 0; i < READ_BYTES / sizeof(*all); i += 8) {
			for (size_t k = 0; k < 8; k++)
				sum[k] += all[i + k];
		}
		const int64_t took = rank_now_ns() - begin;
		for (size_t k = 0; k < 8; k++)
			seen += sum[k];
		best = took < best ? took : best;
	}
	free(all);
	return (double)READ_BYTES / (double)best * 1e9;
}

/* Who is of the soort, serves the level and comes that far has to be looked at by anybody. */
static size_t rows_to_read(const struct data *d, const struct score_aanvraag *a)
{
	size_t count = 0;
	for (size_t i = 0; i < d->count; i++) {
		const struct score_aanbod *b = &d->aanbod[i];
		count += b->soort == a->soort && (b->niveaus & a->niveau) != 0 &&
			 plaats_afstand_m(a->plaats, b->plaats) <= b->reisafstand_m;
	}
	return count;
}

static void measure_bound(const struct data *d, double ours)
{
	int64_t bytes[SCANNED];
	for (unsigned r = 0; r < SCANNED; r++) {
		struct data_vraag q;
		data_vraag(d, r, &q);
		bytes[r] = (int64_t)(ROW_BYTES * rows_to_read(d, &q.aanvraag));
	}
	qsort(bytes, SCANNED, sizeof(*bytes), rank_compare_ns);
	rank_say("must_be_read_bytes_p50", d->count, (double)bytes[SCANNED / 2], "B", "", 0);
	const double p50_ns = (double)bytes[SCANNED / 2] / memory_speed() * 1e9;
	rank_say("must_be_read_p50", d->count, p50_ns / 1e3, "us", "snapshot", p50_ns / ours);
}

/* The same offers, each with somebody of a company behind it. */
static void measure_people(struct data *d)
{
	for (size_t i = 0; i < d->count; i++) {
		d->aanbod[i].vrijwilliger_id = d->aanbod[i / 2].id;
		d->aanbod[i].bedrijf_id = d->aanbod[i / 8].id;
	}
	struct score_snapshot *const s = rank_build(d, SCORE_KERN_BESTE);
	rank_say("bytes_per_offer_with_people", d->count,
		(double)score_snapshot_stand(s).bytes / (double)d->count, "B", "", 0);
	score_snapshot_destroy(s);
}

static void measure(size_t count)
{
	static const struct {
		enum score_kern kern;
		const char *name;
	} kernen[] = { { SCORE_KERN_BESTE, "snapshot" }, { SCORE_KERN_GEWOON, "row_by_row" },
		{ SCORE_KERN_VECTOR, "plain_vectors" }, { SCORE_KERN_AVX2, "avx2" },
		{ SCORE_KERN_AVX512, "avx512" } };
	struct data d;
	data_init(&d, count);
	int64_t build = INT64_MAX;
	for (unsigned i = 0; i < BUILDS; i++) {
		const int64_t begin = rank_cpu_ns();
		struct score_snapshot *const s = rank_build(&d, SCORE_KERN_BESTE);
		build = less(rank_cpu_ns() - begin, build);
		score_snapshot_destroy(s);
	}
	rank_say("build", count, (double)build / 1e6, "ms", "", 0);
	double ours = 0;
	for (size_t i = 0; i < sizeof(kernen) / sizeof(kernen[0]); i++) {
		if (kernen[i].kern != SCORE_KERN_BESTE && !score_kern_is_there(kernen[i].kern))
			continue;
		const double p50 = measure_kern(&d, kernen[i].kern, kernen[i].name, i == 0);
		ours = i == 0 ? p50 : ours;
	}
	measure_scan(&d, ours);
	measure_bound(&d, ours);
	measure_people(&d);
	data_fini(&d);
}

static void measure_many(void)
{
	struct data d;
	data_init(&d, MANY_OFFERS);
	struct data_vraag *const q = calloc(MANY, sizeof(*q));
	struct score_snapshot_vraag *const v = calloc(MANY, sizeof(*v));
	struct score_rang *const best = calloc((size_t)MANY * MANY_TOP, sizeof(*best));
	size_t *const counts = calloc(MANY, sizeof(*counts));
	if (q == NULL || v == NULL || best == NULL || counts == NULL)
		abort();
	for (unsigned i = 0; i < MANY; i++) {
		data_vraag(&d, i, &q[i]);
		v[i] = rank_asked(&q[i]);
	}
	struct score_snapshot *const s = rank_build(&d, SCORE_KERN_BESTE);
	/* The memory of the caller is there already. */
	memset(best, 0, (size_t)MANY * MANY_TOP * sizeof(*best));
	const int64_t begin = rank_cpu_ns();
	score_snapshot_rangschik_alle(s, v, MANY, MANY_TOP, best, counts);
	rank_say("top64_of_50000_requests", MANY_OFFERS, (double)(rank_cpu_ns() - begin) / 1e6,
		"ms", "", 0);
	score_snapshot_destroy(s);
	free(counts);
	free(best);
	free(v);
	free(q);
	data_fini(&d);
}

/* ---- the same for others to answer ---- */

static void print_uuid(FILE *f, struct uuid id)
{
	char text[UUID_TEXT_LEN + 1];
	uuid_format(id, text);
	fputs(text, f);
}

/* Mornings and afternoons as hexadecimal digits, the first half-day in the highest bit. */
static void print_half_days(FILE *f, const struct tijdvak_set *set)
{
	for (int32_t at = 0; at < 2 * RANK_DAYS; at += 4) {
		unsigned digit = 0;
		for (int32_t i = at; i < at + 4; i++)
			digit = digit << 1 | (unsigned)tijdvak_set_has(
						     set, DATA_DAG + i / 2, (enum dagdeel)(i % 2));
		fprintf(f, "%x", digit);
	}
}

static void print_offer(FILE *f, const struct score_aanbod *b, uint16_t kring)
{
	struct tijdvak_set free_days;
	rank_free_days(b, &free_days);
	const unsigned used = b->houders[0].schooljaren[0].aantal;
	print_uuid(f, b->id);
	fprintf(f, ",%u,%llu,%u,%u,%u,%u,%d,%d,%d,%u,%d,%d,%u,%u,", (unsigned)b->soort,
		(unsigned long long)b->niveaus, rank_sectors(b), b->themas[0], b->themas[1],
		b->talen, b->reisafstand_m, b->plaats.x_m, b->plaats.y_m, b->groep_max,
		b->gepauzeerd_tot == SCORE_DATUM_GEEN && used < 10,
		b->vog_geldig_tot == SCORE_DATUM_ALTIJD, kring, 1000 - 100 * used);
	print_half_days(f, &free_days);
	fputc('\n', f);
}

static void print_nearness(FILE *f, const struct data *d, uint16_t asked)
{
	for (uint16_t i = 0; i < DATA_THEMAS; i++)
		fprintf(f, "%s%u", i > 0 ? "," : "", thema_nabijheid(&d->boom, asked, i));
}

static void print_request(FILE *f, const struct data *d, struct score_snapshot *s, unsigned r)
{
	struct data_vraag q;
	struct score_rang best[RANK_TOP];
	size_t n = 0;
	data_vraag(d, r, &q);
	const struct score_aanvraag *a = &q.aanvraag;
	const struct score_snapshot_vraag v = rank_asked(&q);
	score_snapshot_rangschik(s, &v, RANK_TOP, best, &n);
	const enum niveau_sector sector = niveau_table[__builtin_ctzll(a->niveau)].sector;
	fprintf(f, "{\"soort\":%u,\"niveau\":\"%llu\",\"sector\":\"%llu\",\"niveaus\":%u,",
		(unsigned)a->soort, (unsigned long long)a->niveau,
		(unsigned long long)niveau_of_sector(sector),
		niveau_set_count(niveau_of_sector(sector)));
	fprintf(f, "\"groep\":%u,\"vog\":%s,\"x\":%d,\"y\":%d,\"kringen\":[%u,%u],\"vast\":%d,",
		a->groepsgrootte,
		a->vog_vereist && a->soort != SOORT_BEDRIJFSBEZOEK ? "true" : "false",
		a->plaats.x_m, a->plaats.y_m, q.kringen[0], q.kringen[1], rank_same_for_all(d, &q));
	fputs("\"gewicht\":[", f);
	for (unsigned i = 0; i < SCORE_FACTOR_BEHOEFTE; i++)
		fprintf(f, "%s%u", i > 0 ? "," : "", q.config.gewichten.gewicht[i]);
	fputs("],\"nabij\":[[", f);
	print_nearness(f, d, q.themas[0]);
	fputs("],[", f);
	print_nearness(f, d, q.themas[1]);
	fputs("]],\"venster\":\"", f);
	struct tijdvak_set open = a->venster;
	tijdvak_set_subtract(&open, &a->gesloten);
	print_half_days(f, &open);
	fputs("\",\"antwoord\":[", f);
	for (size_t i = 0; i < n; i++) {
		fprintf(f, "%s[\"", i > 0 ? "," : "");
		print_uuid(f, best[i].id);
		fprintf(f, "\",%d]", best[i].score);
	}
	fputs("]}\n", f);
}

static void export(size_t count, unsigned requests, const char *folder)
{
	char path[512];
	struct data d;
	data_init(&d, count);
	snprintf(path, sizeof(path), "%s/aanbod.csv", folder);
	FILE *f = fopen(path, "w");
	if (f == NULL)
		rank_die("cannot write the offers");
	for (size_t i = 0; i < count; i++)
		print_offer(f, &d.aanbod[i], d.kring[i]);
	fclose(f);
	struct score_snapshot *const s = rank_build(&d, SCORE_KERN_BESTE);
	snprintf(path, sizeof(path), "%s/vragen.jsonl", folder);
	f = fopen(path, "w");
	if (f == NULL)
		rank_die("cannot write the requests");
	for (unsigned r = 0; r < requests; r++)
		print_request(f, &d, s, r);
	fclose(f);
	score_snapshot_destroy(s);
	data_fini(&d);
}

/* With `export SIZE FOLDER` the offers and some requests with their answers, for the peers. */
int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		size_t count;
	} sizes[] = { { "10k", 10000 }, { "100k", 100000 }, { "1M", 1000000 } };
	const bool exports = argc == 4 && strcmp(argv[1], "export") == 0;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (exports && strcmp(argv[2], sizes[i].name) == 0)
			export(sizes[i].count, SCANNED, argv[3]);
		else if (argc == 2 && strcmp(argv[1], sizes[i].name) == 0)
			measure(sizes[i].count);
	}
	if (argc == 2 && strcmp(argv[1], "many") == 0)
		measure_many();
	return 0;
}
