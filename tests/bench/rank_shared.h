/*
 * What the two programs of the benchmark `rank` share: the lines they print, the snapshot that both
 * ask, and what its answers are held against.
 */
#ifndef TESTS_BENCH_RANK_SHARED_H
#define TESTS_BENCH_RANK_SHARED_H

#include "rank_data.h"
#include "score/snapshot.h"

#define RANK_TOP  20
#define RANK_DAYS 162 /* what all windows together reach over, from DATA_DAG on */

int64_t rank_now_ns(void);
/* The same of the processor, for what takes so long that others come in between. */
int64_t rank_cpu_ns(void);
/* For qsort of int64_t. */
int rank_compare_ns(const void *a, const void *b);

/* One line of the result; `ratio` 0 = there is none. */
void rank_say(const char *metric, size_t count, double value, const char *unit, const char *vs,
	double ratio);
/* Ends the program. */
void rank_die(const char *what);

struct score_snapshot *rank_build(const struct data *d, enum score_kern kern);
struct score_snapshot_vraag rank_asked(const struct data_vraag *vraag);
bool rank_same(const struct score_rang *a, size_t n, const struct score_rang *b, size_t m);

/* What every offer of this data adds to the score, by judging one without any rule. */
int32_t rank_same_for_all(const struct data *d, const struct data_vraag *vraag);
/* How many sectors its levels are of. */
unsigned rank_sectors(const struct score_aanbod *aanbod);
/* The half-days it has left, over all windows. */
void rank_free_days(const struct score_aanbod *aanbod, struct tijdvak_set *ret_dagen);

#endif
