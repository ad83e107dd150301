/*
 * The certificate: a planning looked at from outside, with prices, by somebody who does not know
 * how it was found. Feasible, and at every step that could still be taken nothing is gained
 * (complementary slackness): then no planning is better (Ahuja, Magnanti and Orlin, "Network
 * Flows", 1993, theorem 9.4).
 */
#ifndef PLAN_BEWIJS_H
#define PLAN_BEWIJS_H

#include "plan/model.h"

/* A session that is served, with the price of its half-day and of its "once". */
struct bewijs_stuk {
	uint32_t aanvraag, kandidaat, tijdvak;
	int64_t prijs;
	int64_t split;
};

struct bewijs {
	const struct bewijs_stuk *stukken;
	size_t count;
	const int64_t *aanvragen; /* price of each: what a session costs from there on */
	const int64_t *nodes;	  /* of each node of the trees */
};

bool bewijs_klopt(const struct model *m, const struct bewijs *b);

#endif
