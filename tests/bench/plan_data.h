/*
 * An invented season for the benchmark `plan`, the same everywhere: schools and aanbod spread over
 * a square, each aanvraag with twenty kandidaten near it, who cost the more the farther they are.
 */
#ifndef TESTS_BENCH_PLAN_DATA_H
#define TESTS_BENCH_PLAN_DATA_H

#include "plan/plan.h"

struct data_maten {
	uint32_t aanvragen, aanbod;
	uint32_t woorden; /* of a calendar; 0 = without: only amounts count */
	uint32_t plekken; /* that an aanbod has at most */
};

struct data {
	struct plan_opgave opgave;
	struct plan_aanvraag *aanvragen;
	struct plan_aanbod *aanbod;
	struct plan_kandidaat *kandidaten;
	uint64_t *bits;
};

void data_init(struct data *d, const struct data_maten *maten);
void data_fini(struct data *d);

#endif
