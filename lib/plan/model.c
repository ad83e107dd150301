#include "plan/model.h"

#include <assert.h>
#include <string.h>

#include "plan/plan_intern.h"

/* What all costs together may come to, so that no sum of a search overflows. */
#define SAFE (INT64_C(1) << 59)

#define AANBOD_BITS 0x3fffffffU /* of a kandidaat */
_Static_assert(PLAN_DINGEN_MAX < AANBOD_BITS, "a kandidaat has room for every aanbod");
#define FEW 32 /* kandidaten of one aanvraag, that are put in order by comparing all */

/* ---- sets of pairs ---- */

struct pair {
	uint32_t aanvraag, aanbod;
};

struct pairs {
	struct pair *of;
	size_t count;
};

static int pair_cmp(const void *va, const void *vb)
{
	const struct pair *const a = va;
	const struct pair *const b = vb;
	if (a->aanvraag != b->aanvraag)
		return a->aanvraag < b->aanvraag ? -1 : 1;
	return a->aanbod < b->aanbod ? -1 : a->aanbod > b->aanbod;
}

static bool has_pair(const struct pairs *set, uint32_t aanvraag, uint32_t aanbod)
{
	const struct pair key = { aanvraag, aanbod };
	return set->count > 0 && bsearch(&key, set->of, set->count, sizeof(key), pair_cmp) != NULL;
}

static struct pairs pairs_of_inzet(const struct plan_inzet *inzet, size_t count, bool open_only)
{
	struct pairs set = { plan_alloc(count, sizeof(*set.of)), 0 };
	for (size_t i = 0; i < count; i++)
		if (!open_only || inzet[i].tijdvak == PLAN_GEEN) {
			set.of[set.count] = (struct pair){ inzet[i].aanvraag, inzet[i].aanbod };
			set.count++;
		}
	qsort(set.of, set.count, sizeof(*set.of), pair_cmp);
	return set;
}

static struct pairs pairs_banned(const struct plan_opgave *in)
{
	struct pairs set = { plan_alloc(in->verbod_count, sizeof(*set.of)), in->verbod_count };
	for (size_t i = 0; i < in->verbod_count; i++)
		set.of[i] = (struct pair){ in->verboden[i].aanvraag, in->verboden[i].aanbod };
	qsort(set.of, set.count, sizeof(*set.of), pair_cmp);
	return set;
}

/* A pin that is done: nothing is to choose any more. */
static bool pin_done(const struct plan_opgave *in, const struct plan_inzet *v)
{
	return in->woorden == 0 || v->tijdvak != PLAN_GEEN;
}

/* ---- kandidaten ---- */

/* Chooses between what costs the same: splitmix64 (Steele, Lea and Flood, OOPSLA 2014). */
static uint64_t lot(uint64_t seed, uint32_t aanvraag, uint32_t aanbod)
{
	if (seed == 0)
		return 0;
	uint64_t x = seed ^ ((uint64_t)aanvraag << 32 | aanbod);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

struct order {
	uint64_t seed;
	uint32_t aanvraag;
};

static bool before(
	const struct model_kandidaat *a, const struct model_kandidaat *b, const struct order *o)
{
	if (a->kosten != b->kosten)
		return a->kosten < b->kosten;
	const uint64_t la = lot(o->seed, o->aanvraag, a->aanbod);
	const uint64_t lb = lot(o->seed, o->aanvraag, b->aanbod);
	return la != lb ? la < lb : a->aanbod < b->aanbod;
}

static void sift(struct model_kandidaat *k, size_t top, size_t count, const struct order *o)
{
	const struct model_kandidaat moved = k[top];
	for (;;) {
		size_t child = 2 * top + 1;
		if (child >= count)
			break;
		if (child + 1 < count && before(&k[child], &k[child + 1], o))
			child++;
		if (!before(&moved, &k[child], o))
			break;
		k[top] = k[child];
		top = child;
	}
	k[top] = moved;
}

/* Where each comes follows from how many are cheaper: no branch to guess wrong. What costs the same
 * is told apart after that. */
static void sort_few(struct model_kandidaat *k, size_t count, const struct order *o)
{
	struct model_kandidaat sorted[FEW];
	unsigned at[FEW] = { 0 };
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++) {
			const unsigned later = k[j].kosten <= k[i].kosten;
			at[i] += later;
			at[j] += 1 - later;
		}
	for (size_t i = 0; i < count; i++)
		sorted[at[i]] = k[i];
	for (size_t i = 0; i < count; i++) {
		size_t j = i;
		for (; j > 0 && k[j - 1].kosten == sorted[i].kosten &&
			before(&sorted[i], &k[j - 1], o);
			j--)
			k[j] = k[j - 1];
		k[j] = sorted[i];
	}
}

static void sort_kandidaten(struct model_kandidaat *k, size_t count, const struct order *o)
{
	if (count <= FEW) {
		sort_few(k, count, o);
		return;
	}
	for (size_t i = count / 2; i-- > 0;) /* heapsort */
		sift(k, i, count, o);
	for (size_t end = count - 1; end > 0; end--) {
		const struct model_kandidaat last = k[end];
		k[end] = k[0];
		k[0] = last;
		sift(k, 0, end, o);
	}
}

/* By aanvraag, as they were given. */
static void spread_kandidaten(struct model *m)
{
	const struct plan_opgave *const in = m->in;
	uint32_t *const at = plan_alloc(in->aanvraag_count + 1, sizeof(*at));
	for (size_t i = 0; i < in->kandidaat_count; i++)
		at[in->kandidaten[i].aanvraag + 1]++;
	for (size_t r = 0; r < in->aanvraag_count; r++) {
		at[r + 1] += at[r];
		m->aanvragen[r].first = at[r];
	}
	for (size_t i = 0; i < in->kandidaat_count; i++) {
		const struct plan_kandidaat *const k = &in->kandidaten[i];
		m->kandidaten[at[k->aanvraag]] = (struct model_kandidaat){ .kosten = k->kosten,
			.aanbod = k->aanbod & AANBOD_BITS };
		at[k->aanvraag]++;
	}
	for (size_t r = 0; r < in->aanvraag_count; r++)
		m->aanvragen[r].end = at[r];
	free(at);
}

/* Of each aanvraag: what is ruled out or pinned goes, what is kept gains, the cheapest of a pair
 * stays, cheapest first. */
static void order_kandidaten(struct model *m)
{
	const struct plan_opgave *const in = m->in;
	const struct pairs banned = pairs_banned(in);
	const struct pairs pinned = pairs_of_inzet(in->vast, in->vast_count, false);
	const struct pairs open_pins = pairs_of_inzet(in->vast, in->vast_count, true);
	const struct pairs kept = pairs_of_inzet(in->vorige, in->vorige_count, false);
	uint32_t *const seen = plan_alloc(in->aanbod_count, sizeof(*seen));
	for (size_t i = 0; i < in->aanvraag_count; i++) {
		const uint32_t r = (uint32_t)i;
		struct model_aanvraag *const a = &m->aanvragen[r];
		uint32_t end = a->first;
		for (uint32_t k = a->first; k < a->end; k++) {
			struct model_kandidaat c = m->kandidaten[k];
			c.vast = in->woorden > 0 && has_pair(&open_pins, r, c.aanbod);
			if (has_pair(&banned, r, c.aanbod) ||
				(!a->per_dag && !c.vast && has_pair(&pinned, r, c.aanbod)))
				continue;
			c.behouden = has_pair(&kept, r, c.aanbod);
			c.kosten -= (c.vast ? m->big : 0) + (c.behouden ? in->trouw : 0);
			m->kandidaten[end] = c;
			end++;
		}
		a->end = end;
		sort_kandidaten(
			&m->kandidaten[a->first], end - a->first, &(struct order){ in->seed, r });
		end = a->first;
		for (uint32_t k = a->first; k < a->end; k++) {
			const struct model_kandidaat c = m->kandidaten[k];
			if (seen[c.aanbod] == r + 1)
				continue;
			seen[c.aanbod] = r + 1;
			m->kandidaten[end] = c;
			end++;
		}
		a->end = end;
	}
	free(seen);
	free(banned.of);
	free(pinned.of);
	free(open_pins.of);
	free(kept.of);
}

/* ---- the trees ---- */

static struct model_node node_of(const struct plan_maat *maat, bool open)
{
	return (struct model_node){ .boven = MODEL_SINK,
		.open = open,
		.min = maat->min,
		.max = maat->max,
		.al = maat->al,
		.recht = maat->recht,
		.bonus = maat->bonus,
		.stijging = maat->stijging };
}

static void make_nodes(struct model *m)
{
	const struct plan_opgave *const in = m->in;
	for (size_t i = 0; i < in->aanbod_count; i++) {
		m->nodes[i] = node_of(&in->aanbod[i].maat, false);
		if (in->aanbod[i].bedrijf != PLAN_GEEN)
			m->nodes[i].boven = model_bedrijf(m, in->aanbod[i].bedrijf);
	}
	for (size_t i = 0; i < in->bedrijf_count; i++) {
		struct model_node *const n = &m->nodes[model_bedrijf(m, i)];
		*n = node_of(&in->bedrijven[i].maat, false);
		if (in->bedrijven[i].kring != PLAN_GEEN)
			n->boven = model_kring(m, in->bedrijven[i].kring);
	}
	for (size_t i = 0; i < in->kring_count; i++)
		m->nodes[model_kring(m, i)] = node_of(&in->kringen[i].maat, false);
	for (size_t i = 0; i < in->groep_count; i++) {
		struct model_node *const n = &m->nodes[model_groep(m, i)];
		*n = node_of(&in->groepen[i].maat, true);
		if (in->groepen[i].school != PLAN_GEEN)
			n->boven = model_school(m, in->groepen[i].school);
	}
	for (size_t i = 0; i < in->school_count; i++)
		m->nodes[model_school(m, i)] = node_of(&in->scholen[i].maat, true);
	for (size_t i = 0; i < in->aanvraag_count; i++) {
		const struct plan_aanvraag *const a = &in->aanvragen[i];
		m->aanvragen[i] = (struct model_aanvraag){ .sessies = a->sessies,
			.min = a->min,
			.straf = a->straf,
			.boven = a->groep == PLAN_GEEN ? MODEL_SINK : model_groep(m, a->groep),
			.per_dag = a->eenmaal == PLAN_EENMAAL_DAG,
			.venster = a->venster };
	}
}

static void lower(int32_t *min)
{
	*min -= *min > 0 ? 1 : 0;
}

static void count_pin(struct model *m, uint32_t node)
{
	for (; node != MODEL_SINK; node = m->nodes[node].boven) {
		struct model_node *const n = &m->nodes[node];
		n->al++;
		n->max -= n->max == PLAN_ZONDER_MAX ? 0 : 1;
		lower(&n->min);
	}
}

static void apply_pins(struct model *m)
{
	const struct plan_opgave *const in = m->in;
	for (size_t i = 0; i < in->vast_count; i++) {
		const struct plan_inzet *const v = &in->vast[i];
		if (!pin_done(in, v))
			continue;
		struct model_aanvraag *const a = &m->aanvragen[v->aanvraag];
		a->sessies--;
		lower(&a->min);
		count_pin(m, v->aanbod);
		count_pin(m, a->boven);
	}
}

static int32_t add_units(int32_t a, int64_t b)
{
	const int64_t sum = a + b;
	return sum > INT32_MAX ? INT32_MAX : (int32_t)sum;
}

/* How many units can pass each node, children before their parents. */
static void count_units(struct model *m)
{
	const struct plan_opgave *const in = m->in;
	for (size_t r = 0; r < in->aanvraag_count; r++) {
		const struct model_aanvraag *const a = &m->aanvragen[r];
		m->sessies += (uint64_t)a->sessies;
		if (a->boven != MODEL_SINK)
			m->nodes[a->boven].units = add_units(m->nodes[a->boven].units, a->sessies);
		for (uint32_t k = a->first; a->sessies > 0 && k < a->end; k++) {
			int32_t *const units = &m->nodes[m->kandidaten[k].aanbod].units;
			*units = add_units(*units, a->per_dag ? a->sessies : 1);
		}
	}
	for (size_t i = 0; i < m->node_count; i++) {
		struct model_node *const n = &m->nodes[i];
		n->cap = n->units;
		if (!n->open && n->max < n->cap)
			n->cap = n->max;
		if (n->boven != MODEL_SINK)
			m->nodes[n->boven].units = add_units(m->nodes[n->boven].units, n->cap);
	}
}

static bool has_opinion(const struct model *m, uint32_t node)
{
	const struct model_node *const n = &m->nodes[node];
	return n->stijging > 0 || (n->bonus > 0 && n->recht > n->al) || n->min > 0 ||
	       n->max < (m->wisselt ? PLAN_ZONDER_MAX : n->units);
}

/* A node without an opinion is skipped: less to search. */
static uint32_t skip(const struct model *m, uint32_t node)
{
	while (node != MODEL_SINK && !has_opinion(m, node))
		node = m->nodes[node].boven;
	return node;
}

static void skip_nodes(struct model *m)
{
	for (size_t i = 0; i < m->node_count; i++)
		m->nodes[i].boven = skip(m, m->nodes[i].boven);
	for (size_t r = 0; r < m->in->aanvraag_count; r++)
		m->aanvragen[r].boven = skip(m, m->aanvragen[r].boven);
}

/* ---- calendars ---- */

static uint64_t *own_copy(struct model *m, const uint64_t *bits, size_t *used)
{
	uint64_t *const copy = &m->eigen[*used * m->in->woorden];
	memcpy(copy, bits, m->in->woorden * sizeof(*copy));
	(*used)++;
	return copy;
}

/* Half-days of pins are no longer free, days of them no longer suit; the given bits stay. */
static void take_pins_out(struct model *m)
{
	const struct plan_opgave *const in = m->in;
	if (in->woorden == 0 || in->vast_count == 0)
		return;
	size_t used = 0;
	m->eigen = plan_alloc(2 * in->vast_count * in->woorden, sizeof(*m->eigen));
	for (size_t i = 0; i < in->vast_count; i++) {
		const struct plan_inzet *const v = &in->vast[i];
		if (v->tijdvak == PLAN_GEEN)
			continue;
		uint64_t *vrij = (uint64_t *)m->vrij[v->aanbod];
		if (vrij == in->aanbod[v->aanbod].vrij)
			vrij = own_copy(m, vrij, &used);
		vrij[v->tijdvak / 64] &= ~(UINT64_C(1) << (v->tijdvak % 64));
		m->vrij[v->aanbod] = vrij;
		struct model_aanvraag *const a = &m->aanvragen[v->aanvraag];
		if (!a->per_dag)
			continue;
		uint64_t *venster = (uint64_t *)a->venster;
		if (venster == in->aanvragen[v->aanvraag].venster)
			venster = own_copy(m, venster, &used);
		for (uint32_t t = v->tijdvak / 3 * 3; t < v->tijdvak / 3 * 3 + 3; t++)
			if (t / 64 < in->woorden)
				venster[t / 64] &= ~(UINT64_C(1) << (t % 64));
		a->venster = venster;
	}
}

/* ---- all together ---- */

static wide size_of(int64_t cost)
{
	return cost < 0 ? -(wide)cost : cost;
}

/* `big`: over twice what all that can be chosen costs. False: too large to compute with. */
static bool find_big(struct model *m)
{
	const struct plan_opgave *const in = m->in;
	wide sum = 1;
	wide minima = 4 + (wide)in->vast_count;
	int64_t *const worst = plan_alloc(in->aanvraag_count, sizeof(*worst));
	for (size_t i = 0; i < in->kandidaat_count; i++) {
		const struct plan_kandidaat *const k = &in->kandidaten[i];
		const int64_t size = (int64_t)size_of(k->kosten);
		if (size > worst[k->aanvraag])
			worst[k->aanvraag] = size;
	}
	for (size_t r = 0; r < in->aanvraag_count; r++) {
		const struct model_aanvraag *const a = &m->aanvragen[r];
		sum += ((wide)worst[r] + a->straf + in->trouw) * in->aanvragen[r].sessies;
		minima += a->min > 0 ? 1 : 0;
	}
	free(worst);
	for (size_t i = 0; i < m->node_count; i++) {
		const struct model_node *const n = &m->nodes[i];
		const wide units = n->al + (wide)n->units;
		sum += n->stijging * units * units + (wide)n->bonus * n->units;
		minima += n->min > 0 || (n->open && n->max < n->units) ? 1 : 0;
	}
	if (sum > SAFE || 2 * sum * minima > SAFE)
		return false;
	m->big = (int64_t)(2 * sum + 1);
	return true;
}

void model_fini(struct model *m)
{
	free(m->aanvragen);
	free(m->kandidaten);
	free(m->nodes);
	free(m->vrij);
	free(m->eigen);
	*m = (struct model){ .in = NULL };
}

enum err model_init(struct model *m, const struct plan_opgave *in, bool wisselt,
	struct plan_weigering *ret_weigering)
{
	*m = (struct model){ .in = in,
		.wisselt = wisselt,
		.node_count = in->aanbod_count + in->bedrijf_count + in->kring_count +
			      in->groep_count + in->school_count };
	m->aanvragen = plan_alloc(in->aanvraag_count, sizeof(*m->aanvragen));
	m->kandidaten = plan_alloc(in->kandidaat_count, sizeof(*m->kandidaten));
	m->nodes = plan_alloc(m->node_count, sizeof(*m->nodes));
	m->vrij = plan_alloc(in->aanbod_count, sizeof(*m->vrij));
	for (size_t i = 0; i < in->aanbod_count; i++)
		m->vrij[i] = in->aanbod[i].vrij;
	make_nodes(m);
	apply_pins(m);
	spread_kandidaten(m);
	count_units(m);
	if (!find_big(m)) {
		model_fini(m);
		return weiger(ret_weigering, PLAN_FOUT_KOSTEN);
	}
	order_kandidaten(m);
	skip_nodes(m);
	take_pins_out(m);
	return ERR_OK;
}
