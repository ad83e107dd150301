#include "plan/bewijs.h"

#include <string.h>

#include "plan/plan_intern.h"

#define NONE UINT32_MAX

struct check {
	const struct model *m;
	const struct bewijs *b;
	int32_t *load;			      /* of each tree node */
	int32_t *open;			      /* of each aanvraag */
	uint32_t *of_aanbod, *next_of_aanbod; /* lists of stukken */
	uint32_t *of_aanvraag, *next_of_aanvraag;
	bool *dead; /* tree nodes by which nothing can pass */
};

static void begin(struct check *c)
{
	const struct model *const m = c->m;
	const struct plan_opgave *const in = m->in;
	c->load = plan_alloc(m->node_count, sizeof(*c->load));
	c->open = plan_alloc(in->aanvraag_count, sizeof(*c->open));
	c->of_aanbod = plan_alloc(in->aanbod_count, sizeof(*c->of_aanbod));
	c->of_aanvraag = plan_alloc(in->aanvraag_count, sizeof(*c->of_aanvraag));
	c->next_of_aanbod = plan_alloc(c->b->count, sizeof(*c->next_of_aanbod));
	c->next_of_aanvraag = plan_alloc(c->b->count, sizeof(*c->next_of_aanvraag));
	c->dead = plan_alloc(m->node_count, sizeof(*c->dead));
	memset(c->of_aanbod, 0xff, in->aanbod_count * sizeof(*c->of_aanbod));
	memset(c->of_aanvraag, 0xff, in->aanvraag_count * sizeof(*c->of_aanvraag));
	for (size_t r = 0; r < in->aanvraag_count; r++)
		c->open[r] = m->aanvragen[r].sessies;
	for (size_t i = m->node_count; i-- > 0;)
		c->dead[i] = m->nodes[i].cap == 0 ||
			     (m->nodes[i].boven != MODEL_SINK && c->dead[m->nodes[i].boven]);
}

static void end(struct check *c)
{
	free(c->load);
	free(c->open);
	free(c->of_aanbod);
	free(c->of_aanvraag);
	free(c->next_of_aanbod);
	free(c->next_of_aanvraag);
	free(c->dead);
}

/* ---- feasible ---- */

static bool bit(const uint64_t *bits, uint32_t t)
{
	return (bits[t / 64] >> (t % 64) & 1) != 0;
}

static void pass(const struct check *c, uint32_t node, int32_t units)
{
	for (; node != MODEL_SINK; node = c->m->nodes[node].boven)
		c->load[node] += units;
}

/* Whether an aanbod has this half-day, and nobody of those before. */
static bool slot_is_free(const struct check *c, uint32_t aanbod, uint32_t tijdvak)
{
	for (uint32_t j = c->of_aanbod[aanbod]; j != NONE; j = c->next_of_aanbod[j])
		if (c->b->stukken[j].tijdvak == tijdvak)
			return false;
	return bit(c->m->vrij[aanbod], tijdvak);
}

/* Takes one in, when it may stand beside those before it. */
static bool take(struct check *c, uint32_t i)
{
	const struct bewijs_stuk *const s = &c->b->stukken[i];
	const struct model_aanvraag *const a = &c->m->aanvragen[s->aanvraag];
	const uint32_t aanbod = c->m->kandidaten[s->kandidaat].aanbod;
	if (s->kandidaat < a->first || s->kandidaat >= a->end || c->open[s->aanvraag] == 0)
		return false;
	for (uint32_t j = c->of_aanvraag[s->aanvraag]; j != NONE; j = c->next_of_aanvraag[j])
		if (a->per_dag ? c->b->stukken[j].tijdvak / 3 == s->tijdvak / 3
			       : c->b->stukken[j].kandidaat == s->kandidaat)
			return false;
	if (c->m->in->woorden > 0 &&
		(!bit(a->venster, s->tijdvak) || !slot_is_free(c, aanbod, s->tijdvak)))
		return false;
	c->open[s->aanvraag]--;
	c->next_of_aanbod[i] = c->of_aanbod[aanbod];
	c->of_aanbod[aanbod] = i;
	c->next_of_aanvraag[i] = c->of_aanvraag[s->aanvraag];
	c->of_aanvraag[s->aanvraag] = i;
	pass(c, aanbod, 1);
	return true;
}

/* ---- nothing to gain ---- */

static int64_t price_above(const struct check *c, uint32_t node)
{
	return node == MODEL_SINK ? 0 : c->b->nodes[node];
}

/* Another unit would cost at least the price, the last one at most. */
static bool trees_hold(const struct check *c)
{
	for (size_t i = 0; i < c->m->node_count; i++) {
		const struct model_node *const n = &c->m->nodes[i];
		const int32_t load = c->load[i];
		if (load > n->cap || (c->dead[i] && load > 0))
			return false;
		if (c->dead[i])
			continue;
		const int64_t rest = price_above(c, n->boven) - c->b->nodes[i];
		if (load < n->cap && node_cost(n, c->m->big, load + 1) + rest < 0)
			return false;
		if (load > 0 && node_cost(n, c->m->big, load) + rest > 0)
			return false;
	}
	return true;
}

static bool open_holds(const struct check *c, uint32_t r)
{
	const struct model_aanvraag *const a = &c->m->aanvragen[r];
	const int64_t rest = price_above(c, a->boven) - c->b->aanvragen[r];
	const int32_t open = c->open[r];
	return !(open < a->sessies && open_cost(a, c->m->big, open + 1) + rest < 0) &&
	       !(open > 0 && open_cost(a, c->m->big, open) + rest > 0);
}

/* Whether an aanbod has a half-day among these that nobody has. */
static bool has_free_slot(const struct check *c, uint32_t aanbod, const uint64_t *among)
{
	uint64_t left[PLAN_WOORDEN_MAX] = { 0 };
	for (uint32_t w = 0; w < c->m->in->woorden; w++)
		left[w] = c->m->vrij[aanbod][w] & among[w];
	for (uint32_t i = c->of_aanbod[aanbod]; i != NONE; i = c->next_of_aanbod[i]) {
		const uint32_t t = c->b->stukken[i].tijdvak;
		left[t / 64] &= ~(UINT64_C(1) << (t % 64));
	}
	uint64_t any = 0;
	for (uint32_t w = 0; w < c->m->in->woorden; w++)
		any |= left[w];
	return any != 0;
}

/* Whether nothing is gained by a half-day of kandidaat `k` among these, for who would pay `price`
 * for it; not looking at stuk `own`. */
static bool half_days_hold(
	const struct check *c, uint32_t k, const uint64_t *among, int64_t price, uint32_t own)
{
	const uint32_t aanbod = c->m->kandidaten[k].aanbod;
	if (c->b->nodes[aanbod] >= price || c->dead[aanbod])
		return true; /* and those that somebody has cost no less */
	if (has_free_slot(c, aanbod, among))
		return false;
	for (uint32_t i = c->of_aanbod[aanbod]; i != NONE; i = c->next_of_aanbod[i])
		if (i != own && bit(among, c->b->stukken[i].tijdvak) &&
			c->b->stukken[i].prijs < price)
			return false;
	return true;
}

static uint32_t stuk_of_pair(const struct check *c, uint32_t r, uint32_t k)
{
	uint32_t i = c->of_aanvraag[r];
	while (i != NONE && c->b->stukken[i].kandidaat != k)
		i = c->next_of_aanvraag[i];
	return i;
}

/* Without a calendar: pairs that are used cost no more than the price, others no less. */
static bool amounts_hold(const struct check *c, uint32_t r)
{
	const struct model_aanvraag *const a = &c->m->aanvragen[r];
	for (uint32_t k = a->first; k < a->end; k++) {
		const struct model_kandidaat *const x = &c->m->kandidaten[k];
		const int64_t reduced = x->kosten + c->b->nodes[x->aanbod] - c->b->aanvragen[r];
		const bool used = stuk_of_pair(c, r, k) != NONE;
		if (!c->dead[x->aanbod] && (used ? reduced > 0 : reduced < 0))
			return false;
	}
	return true;
}

/* One session, or each aanbod once. */
static bool once_an_aanbod_holds(const struct check *c, uint32_t r)
{
	const struct model_aanvraag *const a = &c->m->aanvragen[r];
	const int64_t price = c->b->aanvragen[r];
	for (uint32_t k = a->first; k < a->end; k++) {
		const int64_t cost = c->m->kandidaten[k].kosten;
		const uint32_t used = stuk_of_pair(c, r, k);
		if (used == NONE) {
			if (!half_days_hold(c, k, a->venster, price - cost, NONE))
				return false;
			continue;
		}
		const struct bewijs_stuk *const s = &c->b->stukken[used];
		const int64_t split = a->sessies == 1 ? price - cost : s->split;
		if (cost + split > price || s->prijs > split ||
			!half_days_hold(c, k, a->venster, split, used))
			return false;
	}
	return true;
}

static void keep_day(const struct check *c, uint64_t *bits, uint32_t t, bool keep)
{
	for (uint32_t i = 0; i < c->m->in->woorden * 64; i++)
		if ((i / 3 == t / 3) != keep)
			bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

static bool all_hold(
	const struct check *c, uint32_t r, const uint64_t *among, int64_t price, uint32_t own)
{
	const struct model_aanvraag *const a = &c->m->aanvragen[r];
	for (uint32_t k = a->first; k < a->end; k++)
		if (!half_days_hold(c, k, among, price - c->m->kandidaten[k].kosten, own))
			return false;
	return true;
}

static bool once_a_day_holds(const struct check *c, uint32_t r)
{
	const struct model_aanvraag *const a = &c->m->aanvragen[r];
	const size_t bytes = c->m->in->woorden * sizeof(uint64_t);
	const int64_t price = c->b->aanvragen[r];
	uint64_t free_days[PLAN_WOORDEN_MAX];
	memcpy(free_days, a->venster, bytes);
	for (uint32_t i = c->of_aanvraag[r]; i != NONE; i = c->next_of_aanvraag[i]) {
		const struct bewijs_stuk *const s = &c->b->stukken[i];
		if (s->split > price || c->m->kandidaten[s->kandidaat].kosten + s->prijs > s->split)
			return false;
		uint64_t day[PLAN_WOORDEN_MAX];
		memcpy(day, a->venster, bytes);
		keep_day(c, day, s->tijdvak, true);
		if (!all_hold(c, r, day, s->split, i))
			return false;
		keep_day(c, free_days, s->tijdvak, false);
	}
	return all_hold(c, r, free_days, price, NONE);
}

static bool aanvraag_holds(const struct check *c, uint32_t r)
{
	const struct model_aanvraag *const a = &c->m->aanvragen[r];
	if (a->sessies == 0)
		return true;
	if (!open_holds(c, r))
		return false;
	if (c->m->in->woorden == 0)
		return amounts_hold(c, r);
	return a->per_dag && a->sessies > 1 ? once_a_day_holds(c, r) : once_an_aanbod_holds(c, r);
}

static bool look(struct check *c)
{
	const struct model *const m = c->m;
	for (uint32_t i = 0; i < c->b->count; i++) {
		const struct bewijs_stuk *const s = &c->b->stukken[i];
		if (!take(c, i))
			return false;
		if (m->in->woorden > 0 &&
			s->prijs < c->b->nodes[m->kandidaten[s->kandidaat].aanbod])
			return false;
	}
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		pass(c, m->aanvragen[r].boven, c->open[r]);
	if (!trees_hold(c))
		return false;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		if (!aanvraag_holds(c, r))
			return false;
	return true;
}

bool bewijs_klopt(const struct model *m, const struct bewijs *b)
{
	struct check c = { .m = m, .b = b };
	begin(&c);
	const bool good = look(&c);
	end(&c);
	return good;
}
