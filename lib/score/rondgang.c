#include "score/rondgang.h"

#include <assert.h>

/* An order under way: which candidates, and the travel up to each. */
struct orde {
	size_t pick[RONDGANG_HALTES_MAX];
	int32_t reis[RONDGANG_HALTES_MAX]; /* from school to here, all of it */
	size_t count;
};

struct zoek {
	const struct rondgang_vraag *vraag;
	const struct rondgang_kandidaat *kandidaten;
	size_t count;
	bool found;
	struct rondgang best;
	size_t best_keus;   /* which option of time it meets */
	int32_t best_begin; /* the half-day in which it begins, as a number */
};

int32_t rondgang_vertrek_min(enum dagdeel dagdeel)
{
	return dagdeel_table[dagdeel].begin_min;
}

int32_t rondgang_terug_min(enum dagdeel dagdeel)
{
	return dagdeel_table[dagdeel].eind_min + RONDGANG_UITLOOP_MIN;
}

static int32_t travel(struct plaats from, struct plaats to)
{
	return plaats_reis_min(plaats_afstand_m(from, to));
}

bool rondgang_past(const struct rondgang_gat *gat, struct plaats plaats)
{
	if (!plaats.bekend || !gat->voor.bekend || !gat->na.bekend)
		return false;
	return gat->voor_min + travel(gat->voor, plaats) <= gat->van_min &&
	       gat->tot_min + travel(plaats, gat->na) <= gat->na_min;
}

static int32_t next_quarter(int32_t min)
{
	return (min + RONDGANG_RASTER_MIN - 1) / RONDGANG_RASTER_MIN * RONDGANG_RASTER_MIN;
}

/* When the class is where, when it leaves school in this half-day. False: it does not fit. */
static bool set_times(const struct zoek *z, enum dagdeel first, struct rondgang *g)
{
	enum dagdeel dagdeel = first;
	int32_t now = rondgang_vertrek_min(first);
	for (size_t i = 0; i < g->count; i++) {
		struct rondgang_halte *h = &g->haltes[i];
		now = next_quarter(now + h->reis_min);
		if (dagdeel == DAGDEEL_OCHTEND &&
			now + z->vraag->minuten > dagdeel_table[DAGDEEL_OCHTEND].eind_min) {
			const int32_t begin = dagdeel_table[DAGDEEL_MIDDAG].begin_min;
			dagdeel = DAGDEEL_MIDDAG;
			now = now > begin ? now : begin;
		}
		h->dagdeel = dagdeel;
		h->van_min = now;
		now += z->vraag->minuten;
		h->tot_min = now;
		if (now > dagdeel_table[dagdeel].eind_min)
			return false;
	}
	g->terug_min = now + g->reis_min - g->haltes[0].reis_min;
	for (size_t i = 1; i < g->count; i++)
		g->terug_min -= g->haltes[i].reis_min;
	return g->terug_min <= rondgang_terug_min(dagdeel);
}

static bool is_taken(
	const struct rondgang_kandidaat *k, int32_t datum, const struct rondgang_halte *h)
{
	for (size_t i = 0; i < k->bezet_count; i++)
		if (k->bezet[i].datum == datum && k->bezet[i].van_min < h->tot_min &&
			h->van_min < k->bezet[i].tot_min)
			return true;
	return false;
}

/* The half-days in which this may begin: every company can, each at its time. */
static void set_days(const struct zoek *z, const struct rondgang *g, struct tijdvak_set *ret_days)
{
	const struct tijdvak_set *vrij = z->kandidaten[g->haltes[0].index].vrij;
	unsigned cursor = 0;
	struct tijdvak t;
	tijdvak_set_init_like(ret_days, vrij);
	while (tijdvak_set_next(vrij, &cursor, &t)) {
		bool can = t.dagdeel == g->haltes[0].dagdeel;
		for (size_t i = 0; i < g->count && can; i++) {
			const struct rondgang_halte *h = &g->haltes[i];
			const struct rondgang_kandidaat *k = &z->kandidaten[h->index];
			can = tijdvak_set_has(k->vrij, t.datum, h->dagdeel) &&
			      !is_taken(k, t.datum, h);
		}
		if (can)
			tijdvak_set_add(ret_days, t.datum, (uint8_t)(1u << t.dagdeel));
	}
}

/* Its travel and its scores are as good as those of the best; then the time and the day decide. */
static void keep_better(struct zoek *z, struct rondgang *g, bool alike)
{
	for (enum dagdeel first = DAGDEEL_OCHTEND; first <= DAGDEEL_MIDDAG; first++) {
		struct tijdvak_set days;
		struct tijdvak_set liked;
		struct tijdvak begin;
		unsigned cursor = 0;
		if (!set_times(z, first, g))
			continue;
		set_days(z, g, &days);
		liked = days;
		const size_t keus = score_eerste_optie(z->vraag->aanvraag, &days, &liked);
		if (!tijdvak_set_next(&liked, &cursor, &begin))
			continue;
		const int32_t number = tijdvak_to_number(begin);
		if (alike &&
			(keus > z->best_keus || (keus == z->best_keus && number >= z->best_begin)))
			continue;
		g->datum = begin.datum;
		z->found = alike = true;
		z->best = *g;
		z->best_keus = keus;
		z->best_begin = number;
	}
}

static void weigh(struct zoek *z, const struct orde *o)
{
	const struct plaats school = z->vraag->aanvraag->plaats;
	struct rondgang g = { .count = o->count };
	for (size_t i = 0; i < o->count; i++) {
		const struct rondgang_kandidaat *k = &z->kandidaten[o->pick[i]];
		g.haltes[i].index = o->pick[i];
		g.haltes[i].reis_min = o->reis[i] - (i > 0 ? o->reis[i - 1] : 0);
		g.score += k->score;
	}
	g.reis_min =
		o->reis[o->count - 1] + travel(z->kandidaten[o->pick[o->count - 1]].plaats, school);
	const bool alike = z->found && g.reis_min == z->best.reis_min && g.score == z->best.score;
	if (!z->found || alike || g.reis_min < z->best.reis_min ||
		(g.reis_min == z->best.reis_min && g.score > z->best.score))
		keep_better(z, &g, alike);
}

static bool is_picked(const struct orde *o, size_t index)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->pick[i] == index)
			return true;
	return false;
}

/* Puts candidate `index` next, unless it is there already or the travel alone is more than that of
 * the best. */
static bool push(const struct zoek *z, struct orde *o, size_t index)
{
	if (is_picked(o, index))
		return false;
	const bool first = o->count == 0;
	const struct plaats from =
		first ? z->vraag->aanvraag->plaats : z->kandidaten[o->pick[o->count - 1]].plaats;
	const int32_t reis =
		(first ? 0 : o->reis[o->count - 1]) + travel(from, z->kandidaten[index].plaats);
	if (z->found && reis > z->best.reis_min)
		return false;
	o->pick[o->count] = index;
	o->reis[o->count++] = reis;
	return true;
}

bool rondgang_kies(const struct rondgang_vraag *vraag, const struct rondgang_kandidaat *kandidaten,
	size_t count, struct rondgang *ret_rondgang)
{
	assert(vraag->haltes >= 1 && vraag->haltes <= RONDGANG_HALTES_MAX && vraag->minuten > 0);
	assert(count <= RONDGANG_KANDIDATEN_MAX && vraag->aanvraag->plaats.bekend);
	struct zoek z = { .vraag = vraag, .kandidaten = kandidaten, .count = count };
	struct orde o = { .count = 0 };
	size_t next = 0; /* what to try in the place behind the order */
	for (;;) {
		if (next < count) {
			if (push(&z, &o, next) && o.count < vraag->haltes) {
				next = 0;
				continue;
			}
			if (o.count == vraag->haltes) {
				weigh(&z, &o);
				o.count--;
			}
			next++;
			continue;
		}
		if (o.count == 0)
			break;
		next = o.pick[--o.count] + 1;
	}
	if (z.found)
		*ret_rondgang = z.best;
	return z.found;
}
