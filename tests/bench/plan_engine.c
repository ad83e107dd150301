/*
 * What plan.mjs starts: one way to plan one invented season, in a process of its own, so that a
 * peer that takes too long or falls over takes nobody with it. Prints one JSON object, with seconds
 * of processor time: all that is measured here runs on one processor, and others may be busy.
 *
 *   plan_engine WAY AANVRAGEN AANBOD WOORDEN PLEKKEN [FILE]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "plan/netwerk.h"
#include "plan/stand.h"
#include "plan_data.h"
#ifdef PLAN_PEERS
#include "lemon.h"
#endif

#define ALL_S	0.2  /* a planning is repeated until all took so long: the clock may be coarse */
#define CHANGES 4000 /* each is measured alone */

static const struct plan_grenzen no_limits = { .max_bytes = 0 };

static void die(const char *what)
{
	fprintf(stderr, "plan_engine: %s\n", what);
	exit(1);
}

static double seconds(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double now_s(void)
{
	return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

/* ---- a whole planning ---- */

static enum err plan(const char *way, const struct plan_opgave *o, struct plan_uitkomst *u)
{
	struct plan_weigering w;
	if (strcmp(way, "gulzig") == 0)
		return plan_gulzig(o, &no_limits, u, &w);
	if (strcmp(way, "eerste") == 0)
		return plan_eerste(o, NULL, &no_limits, u, &w);
	return plan_los(o, &no_limits, u, &w);
}

static int measure_plan(const char *way, const struct plan_opgave *o)
{
	double all = 0;
	unsigned rounds = 0;
	struct plan_uitkomst u = { .inzet = NULL };
	while (all < ALL_S) {
		plan_uitkomst_fini(&u);
		const double begin = now_s();
		if (plan(way, o, &u) != ERR_OK)
			die("no planning");
		all += now_s() - begin;
		rounds++;
	}
	printf("{\"seconds\":%.6f,\"doel\":%lld,\"bediend\":%zu,\"sessies\":%zu,\"werk\":%llu,"
	       "\"bytes\":%zu,\"bewezen\":%s}\n",
		all / rounds, (long long)u.doel, u.bediend, u.sessies, (unsigned long long)u.werk,
		plan_bytes(o), u.bewezen ? "true" : "false");
	plan_uitkomst_fini(&u);
	return 0;
}

/* ---- one change ---- */

static int double_cmp(const void *va, const void *vb)
{
	const double a = *(const double *)va;
	const double b = *(const double *)vb;
	return a < b ? -1 : a > b;
}

static void toggle_half_day(struct plan_stand *s, const struct plan_opgave *o, uint32_t aanbod,
	uint32_t tijdvak, bool back)
{
	const bool vrij = (o->aanbod[aanbod].vrij[tijdvak / 64] >> (tijdvak % 64) & 1) != 0;
	if (!plan_stand_halfdag(s, aanbod, tijdvak, vrij == back))
		die("no half-day");
}

/* Of each kind, there and back again: an aanvraag out, an aanbod with one place less, another
 * half-day. */
static void change(
	struct plan_stand *s, const struct plan_opgave *o, unsigned kind, uint32_t i, bool back)
{
	const uint32_t aanbod = (uint32_t)(i * UINT64_C(7919) % o->aanbod_count);
	const int32_t max = o->aanbod[aanbod].maat.max;
	if (kind == 0 &&
		!plan_stand_aanvraag(s, (uint32_t)(i * UINT64_C(7919) % o->aanvraag_count), back))
		die("no aanvraag");
	if (kind == 1 && !plan_stand_max(s, PLAN_DING_AANBOD, aanbod, back ? max : max - 1))
		die("no aanbod");
	if (kind == 2)
		toggle_half_day(s, o, aanbod, i % (o->woorden * 64), back);
}

/* By the clock on the wall, since the processor's may tick in milliseconds. At the end all is as it
 * was. */
static int measure_changes(const struct plan_opgave *o)
{
	static double took[3][CHANGES];
	struct plan_weigering w;
	struct plan_stand *s = NULL;
	struct plan_uitkomst before;
	struct plan_uitkomst after;
	if (plan_stand_create(o, &no_limits, &s, &w) != ERR_OK ||
		plan_stand_uitkomst(s, &before) != ERR_OK)
		die("no planning");
	for (unsigned kind = 0; kind < (o->woorden > 0 ? 3 : 2); kind++) {
		for (uint32_t i = 0; i < CHANGES; i++) {
			const double begin = seconds(CLOCK_MONOTONIC);
			change(s, o, kind, i / 2, i % 2 == 1);
			took[kind][i] = seconds(CLOCK_MONOTONIC) - begin;
		}
		qsort(took[kind], CHANGES, sizeof(*took[kind]), double_cmp);
	}
	if (plan_stand_uitkomst(s, &after) != ERR_OK || before.doel != after.doel)
		die("another planning");
	printf("{\"doel\":%lld", (long long)after.doel);
	static const char *const names[] = { "aanvraag", "max", "halfdag" };
	for (unsigned kind = 0; kind < (o->woorden > 0 ? 3 : 2); kind++)
		printf(",\"%s\":{\"p50\":%.7f,\"p99\":%.7f,\"max\":%.7f}", names[kind],
			took[kind][CHANGES / 2], took[kind][CHANGES * 99 / 100],
			took[kind][CHANGES - 1]);
	printf("}\n");
	plan_uitkomst_fini(&before);
	plan_uitkomst_fini(&after);
	plan_stand_destroy(s);
	return 0;
}

/* ---- the graph written out ---- */

/* The arcs of each node, of[at[n]] … of[at[n + 1] - 1], twice the number
 * of the arc, and one more when it comes in. */
static void list_arcs(const struct flow_problem *p, size_t *at, size_t *of)
{
	for (size_t i = 0; i < p->arc_count; i++) {
		at[p->arcs[i].from]++;
		at[p->arcs[i].to]++;
	}
	for (size_t n = 0; n < p->node_count; n++)
		at[n + 1] += at[n];
	for (size_t i = p->arc_count; i-- > 0;) {
		of[--at[p->arcs[i].from]] = 2 * i;
		of[--at[p->arcs[i].to]] = 2 * i + 1;
	}
}

/* In the form of CPLEX, which HiGHS reads: a column for each arc, a row for each node. */
static void write_lp(const struct flow_problem *p, FILE *f)
{
	size_t *const at = calloc(p->node_count + 1, sizeof(*at));
	size_t *const of = calloc(2 * p->arc_count + 1, sizeof(*of));
	if (at == NULL || of == NULL)
		die("no memory");
	list_arcs(p, at, of);
	fprintf(f, "minimize\nobj:");
	for (size_t i = 0; i < p->arc_count; i++)
		if (p->arcs[i].cost != 0)
			fprintf(f, " %+lld x%zu\n", (long long)p->arcs[i].cost, i);
	fprintf(f, "subject to\n");
	for (size_t n = 0; n < p->node_count; n++) {
		if (at[n] == at[n + 1])
			continue;
		fprintf(f, "n%zu:", n);
		for (size_t i = at[n]; i < at[n + 1]; i++)
			fprintf(f, " %c x%zu\n", of[i] % 2 == 0 ? '+' : '-', of[i] / 2);
		fprintf(f, " = %lld\n", (long long)p->supply[n]);
	}
	fprintf(f, "bounds\n");
	for (size_t i = 0; i < p->arc_count; i++)
		fprintf(f, "%lld <= x%zu <= %lld\n", (long long)p->arcs[i].low, i,
			(long long)p->arcs[i].cap);
	fprintf(f, "end\n");
	free(at);
	free(of);
}

static void write_file(const struct flow_problem *p, const char *file)
{
	FILE *const f = fopen(file, "w");
	if (f == NULL)
		die("cannot write");
	write_lp(p, f);
	if (fclose(f) != 0)
		die("cannot write");
}

static bool ask(const char *way, const struct flow_problem *p, int64_t *ret_cost)
{
#ifdef PLAN_PEERS
	if (strcmp(way, "lemon_simplex") == 0)
		return lemon_cost(p, ret_cost);
	if (strcmp(way, "lemon_scaling") == 0)
		return lemon_scaling_cost(p, ret_cost);
	if (strcmp(way, "clp") == 0)
		return clp_cost(p, ret_cost);
#endif
	(void)p;
	(void)ret_cost;
	fprintf(stderr, "plan_engine: no way %s here\n", way);
	exit(3);
}

static int measure_graph(const char *way, const struct plan_opgave *o, const char *file)
{
	struct plan_weigering w;
	struct model m;
	struct netwerk n;
	if (model_init(&m, o, false, &w) != ERR_OK)
		die("no season");
	netwerk_init(&n, &m);
	int64_t cost = 0;
	double all = 0;
	unsigned rounds = 0;
	if (file != NULL)
		write_file(&n.flow, file);
	while (file == NULL && all < ALL_S) {
		const double begin = now_s();
		if (!ask(way, &n.flow, &cost))
			die("no flow");
		all += now_s() - begin;
		rounds++;
	}
	printf("{\"seconds\":%.6f,\"doel\":%lld,\"nodes\":%zu,\"arcs\":%zu}\n",
		rounds == 0 ? 0 : all / rounds, (long long)cost, n.flow.node_count,
		n.flow.arc_count);
	netwerk_fini(&n);
	model_fini(&m);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc < 6)
		die("WAY AANVRAGEN AANBOD WOORDEN PLEKKEN [FILE]");
	int64_t n[4];
	for (int i = 0; i < 4; i++)
		if (str_to_int(str_from(argv[2 + i]), 0, PLAN_DINGEN_MAX, &n[i]) != ERR_OK)
			die("a number from 0 to 4000000");
	const struct data_maten maten = { (uint32_t)n[0], (uint32_t)n[1], (uint32_t)n[2],
		(uint32_t)n[3] };
	const char *const way = argv[1];
	struct data d;
	data_init(&d, &maten);
	int status;
	if (strcmp(way, "los") == 0 || strcmp(way, "gulzig") == 0 || strcmp(way, "eerste") == 0)
		status = measure_plan(way, &d.opgave);
	else if (strcmp(way, "wissel") == 0)
		status = measure_changes(&d.opgave);
	else
		status = measure_graph(way, &d.opgave, argc > 6 ? argv[6] : NULL);
	data_fini(&d);
	return status;
}
