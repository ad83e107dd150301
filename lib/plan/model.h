/*
 * A season as the solvers see it: pins are taken out, what is ruled out is gone, kandidaten stand
 * by aanvraag and cheapest first, and all measures are nodes of two trees.
 *
 * A session is a unit of flow that begins at its aanvraag. It ends by one of two trees: over an
 * aanbod, its bedrijf and its kring when it is served, or over the groep and school of the
 * aanvraag when it is not. So each node counts units, and the unit number u that passes it costs
 * node_cost(u), rising in u. Of schools and groepen, whose measures speak of what is served, it is
 * the other way round: the first unit not served is the last one that was.
 *
 * A minimum is a cost of `big`, more than everything else together, of each unit that misses: so
 * there always is a flow, and it meets all minima when any flow does.
 */
#ifndef PLAN_MODEL_H
#define PLAN_MODEL_H

#include "plan/plan.h"

#define MODEL_SINK UINT32_MAX /* above the top of a tree */

struct model_kandidaat {
	int64_t kosten; /* as asked, less what is kept, less `big` of a pin without half-day */
	uint32_t aanbod : 30;
	bool vast : 1;	   /* such a pin */
	bool behouden : 1; /* of the earlier planning */
};

struct model_aanvraag {
	uint32_t first, end; /* of its kandidaten */
	int32_t sessies;     /* without pins */
	int32_t min;	     /* of these */
	int64_t straf;
	uint32_t boven; /* node, or MODEL_SINK */
	bool per_dag;
	const uint64_t *venster;
};

struct model_node {
	uint32_t boven; /* next node with an opinion, or MODEL_SINK */
	bool open;	/* counts what is not served */
	int32_t units;	/* that can pass at most */
	int32_t cap;	/* of which may */
	int32_t min;	/* of what is served */
	int32_t max;	/* of what is served; only of open nodes, else it is in cap */
	int32_t al;	/* with pins */
	int32_t recht;
	int64_t bonus;
	int64_t stijging;
};

struct model {
	const struct plan_opgave *in;
	struct model_aanvraag *aanvragen;
	struct model_kandidaat *kandidaten;
	/* First the aanbod, then bedrijven, kringen, groepen, schools. */
	struct model_node *nodes;
	size_t node_count;
	const uint64_t **vrij; /* of each aanbod, without pins */
	uint64_t *eigen;       /* memory of calendars that differ from those given */
	int64_t big;
	uint64_t sessies; /* all that are to be placed */
	bool wisselt;	  /* a maximum may change: one that does not bind counts too */
};

/* Builds it of an opgave that passed plan_check. ERR_INVALID: PLAN_FOUT_KOSTEN. */
MUST_CHECK enum err model_init(struct model *m, const struct plan_opgave *in, bool wisselt,
	struct plan_weigering *ret_weigering);
void model_fini(struct model *m);

/* Numbers of nodes. */
static inline uint32_t model_bedrijf(const struct model *m, size_t i)
{
	return (uint32_t)(m->in->aanbod_count + i);
}

static inline uint32_t model_kring(const struct model *m, size_t i)
{
	return (uint32_t)(m->in->aanbod_count + m->in->bedrijf_count + i);
}

static inline uint32_t model_groep(const struct model *m, size_t i)
{
	return model_kring(m, m->in->kring_count + i);
}

static inline uint32_t model_school(const struct model *m, size_t i)
{
	return model_groep(m, m->in->groep_count + i);
}

/* Of unit `u` that is served, 1 … */
static inline int64_t maat_kosten(
	int32_t al, int32_t recht, int64_t bonus, int64_t stijging, int32_t u)
{
	const int64_t nth = (int64_t)al + u;
	return (2 * nth - 1) * stijging - (nth <= recht ? bonus : 0);
}

/* Of unit `u` that passes, 1 … cap. */
static inline int64_t node_cost(const struct model_node *n, int64_t big, int32_t u)
{
	const int32_t served = n->open ? n->units - u + 1 : u;
	const int64_t cost = maat_kosten(n->al, n->recht, n->bonus, n->stijging, served);
	if (!n->open)
		return served <= n->min ? cost - big : cost;
	return (served > n->max ? -big : 0) + (served <= n->min ? big : 0) - cost;
}

/* Of session `u` of an aanvraag that nobody serves, 1 … sessies. */
static inline int64_t open_cost(const struct model_aanvraag *a, int64_t big, int32_t u)
{
	return a->straf + (u > a->sessies - a->min ? big : 0);
}

/* Bits of word `w` on which an aanvraag and an aanbod both can. */
static inline uint64_t model_samen(
	const struct model *m, const struct model_aanvraag *a, uint32_t aanbod, uint32_t w)
{
	return a->venster[w] & m->vrij[aanbod][w];
}

/*
 * From the inzet that a solver found (without pins, room for all sessions) to an answer: adds pins,
 * orders, counts, sums. `bewezen`, `kloof`, prices and `werk` are for the caller.
 */
void model_uitkomst(const struct model *m, const struct plan_inzet *inzet, size_t count,
	struct plan_uitkomst *ret_uitkomst);

/* Empty, with room for prices. */
void uitkomst_init(const struct plan_opgave *in, struct plan_uitkomst *ret_uitkomst);

/* The first minimum (or pin without half-day) that an answer misses; false: it misses none. */
bool uitkomst_misses(const struct plan_opgave *in, const struct plan_uitkomst *uitkomst);

/* Whether all minima and pins of a season can be met; `ret_whole`: the search came to its end. */
MUST_CHECK enum err plan_probeer(const struct plan_opgave *opgave,
	const struct plan_grenzen *grenzen, bool *ret_missed, bool *ret_whole, uint64_t *ret_werk);

/* Adds to a refusal the minima and pins that cannot be met together, without any one of which the
 * others could; nothing when the limits cut the search for them short. */
void schuld_noem(
	const struct plan_opgave *in, const struct plan_grenzen *grenzen, struct plan_weigering *w);
/* Memory that it takes, beside that of a search. */
size_t schuld_bytes(const struct plan_opgave *in);

/* All that can be seen before solving. */
MUST_CHECK enum err plan_check(const struct plan_opgave *in, struct plan_weigering *ret_weigering);

enum err weiger(struct plan_weigering *w, enum plan_fout fout);
enum err weiger_een(
	struct plan_weigering *w, enum plan_fout fout, enum plan_ding ding, size_t index);
enum err weiger_twee(
	struct plan_weigering *w, enum plan_fout fout, enum plan_ding ding, size_t a, size_t b);
void weiger_voeg(struct plan_weigering *w, enum plan_ding ding, size_t index);

#endif
