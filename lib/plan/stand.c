#include "plan/stand.h"

#include <string.h>

#include "plan/los.h"
#include "plan/zoek_intern.h"

struct plan_stand {
	struct plan_opgave in; /* as it is now: lists of its own where something may change */
	struct plan_aanvraag *aanvragen;
	struct plan_aanbod *aanbod;
	struct plan_bedrijf *bedrijven;
	struct plan_kring *kringen;
	struct model m;
	struct zoek z;
	uint64_t *vrij; /* calendars, without pins and what is no longer free */
	uint32_t *end;	/* of the kandidaten of each aanvraag, when it is in */
	bool *eruit;
	bool *kan_vol; /* nodes that have a maximum from the start */
	uint32_t *los; /* aanvragen of which nothing is placed for a moment */
};

/* ---- begin and end ---- */

static void *copy_of(const void *list, size_t count, size_t size_bytes)
{
	void *const own = plan_alloc(count, size_bytes);
	if (count > 0)
		memcpy(own, list, count * size_bytes);
	return own;
}

static void take_lists(struct plan_stand *s, const struct plan_opgave *in)
{
	s->in = *in;
	s->aanvragen = copy_of(in->aanvragen, in->aanvraag_count, sizeof(*s->aanvragen));
	s->aanbod = copy_of(in->aanbod, in->aanbod_count, sizeof(*s->aanbod));
	s->bedrijven = copy_of(in->bedrijven, in->bedrijf_count, sizeof(*s->bedrijven));
	s->kringen = copy_of(in->kringen, in->kring_count, sizeof(*s->kringen));
	s->in.aanvragen = s->aanvragen;
	s->in.aanbod = s->aanbod;
	s->in.bedrijven = s->bedrijven;
	s->in.kringen = s->kringen;
	s->end = plan_alloc(in->aanvraag_count, sizeof(*s->end));
	s->eruit = plan_alloc(in->aanvraag_count, sizeof(*s->eruit));
	s->los = plan_alloc(in->aanvraag_count, sizeof(*s->los));
	s->vrij = plan_alloc(in->aanbod_count * in->woorden, sizeof(*s->vrij));
}

static void own_calendars(struct plan_stand *s)
{
	const size_t woorden = s->in.woorden;
	for (size_t o = 0; woorden > 0 && o < s->in.aanbod_count; o++) {
		memcpy(&s->vrij[o * woorden], s->m.vrij[o], woorden * sizeof(*s->vrij));
		s->m.vrij[o] = &s->vrij[o * woorden];
	}
}

void plan_stand_destroy(struct plan_stand *s)
{
	if (s == NULL)
		return;
	zoek_fini(&s->z);
	model_fini(&s->m);
	free(s->aanvragen);
	free(s->aanbod);
	free(s->bedrijven);
	free(s->kringen);
	free(s->vrij);
	free(s->end);
	free(s->eruit);
	free(s->kan_vol);
	free(s->los);
	free(s);
}

enum err plan_stand_create(const struct plan_opgave *opgave, const struct plan_grenzen *grenzen,
	struct plan_stand **ret_stand, struct plan_weigering *ret_weigering)
{
	struct model m;
	TRY(los_begin(opgave, grenzen, true, &m, ret_weigering));
	struct plan_stand *const s = plan_alloc(1, sizeof(*s));
	take_lists(s, opgave);
	s->m = m;
	s->m.in = &s->in;
	own_calendars(s);
	for (size_t r = 0; r < s->in.aanvraag_count; r++)
		s->end[r] = m.aanvragen[r].end;
	s->kan_vol = plan_alloc(m.node_count, sizeof(*s->kan_vol));
	for (size_t i = 0; i < m.node_count; i++)
		s->kan_vol[i] = m.nodes[i].max != PLAN_ZONDER_MAX;
	struct los los = { .grenzen = grenzen };
	zoek_init(&los.z, &s->m);
	zoek_laagste(&los.z);
	los_alles(&los);
	s->z = los.z;
	zoek_list_wie(&s->z);
	if (los.stopped) {
		plan_stand_destroy(s);
		return ERR_UNAVAILABLE;
	}
	*ret_stand = s;
	return ERR_OK;
}

enum err plan_stand_uitkomst(const struct plan_stand *s, struct plan_uitkomst *ret_uitkomst)
{
	*ret_uitkomst = (struct plan_uitkomst){ .inzet = NULL };
	if (!los_bewezen(&s->z))
		return ERR_INTERNAL;
	los_antwoord(&s->z, 0, ret_uitkomst);
	if (!uitkomst_misses(&s->in, ret_uitkomst))
		return ERR_OK;
	plan_uitkomst_fini(ret_uitkomst);
	return ERR_INVALID;
}

uint64_t plan_stand_werk(const struct plan_stand *s)
{
	return s->z.work;
}

/* ---- aanvragen ---- */

/* Takes away all that is placed of an aanvraag, served or not. */
static void take_out(struct plan_stand *s, uint32_t r)
{
	for (int32_t u = 0; u < s->m.aanvragen[r].sessies; u++)
		zoek_vul(&s->z, r);
}

/* Places all of its sessions, of which none is placed. */
static void put_in(struct plan_stand *s, uint32_t r)
{
	s->z.nodes[r].price = -ZOEK_FAR;
	zoek_hef(&s->z, r);
	for (int32_t u = 0; u < s->m.aanvragen[r].sessies; u++)
		los_een(&s->z, r);
}

static bool is_pinned(const struct plan_stand *s, uint32_t r)
{
	for (size_t i = 0; i < s->in.vast_count; i++)
		if (s->in.vast[i].aanvraag == r)
			return true;
	return false;
}

/* One that is out stays in the flow, as not served and without kandidaten: what its school gets
 * costs the same then, and its own straf is left out of the answer. */
bool plan_stand_aanvraag(struct plan_stand *s, uint32_t aanvraag, bool erin)
{
	if (aanvraag >= s->in.aanvraag_count || is_pinned(s, aanvraag))
		return false;
	if (s->eruit[aanvraag] != erin)
		return true;
	struct model_aanvraag *const a = &s->m.aanvragen[aanvraag];
	take_out(s, aanvraag);
	s->eruit[aanvraag] = !erin;
	a->end = erin ? s->end[aanvraag] : a->first;
	s->aanvragen[aanvraag].sessies = erin ? a->sessies : 0;
	s->aanvragen[aanvraag].min = erin ? a->min : 0;
	put_in(s, aanvraag);
	return true;
}

/* ---- maxima ---- */

static int64_t above(const struct plan_stand *s, uint32_t node)
{
	const uint32_t boven = s->m.nodes[node].boven;
	return boven == MODEL_SINK ? 0 : *tree_price(&s->z, boven);
}

/* Lets more pass a node as long as that gains: unit by unit, since more room than that would be a
 * way on which something is to be gained. */
static void let_pass(struct plan_stand *s, uint32_t node, int32_t cap)
{
	struct zoek *const z = &s->z;
	struct model_node *const n = &s->m.nodes[node];
	while (n->cap < cap && z->load[node] == n->cap &&
		*tree_price(z, node) > node_cost(n, s->m.big, z->load[node] + 1) + above(s, node)) {
		n->cap++;
		z->load[node]++;
		const uint32_t lacks = z->first_tree + node;
		if (n->boven == MODEL_SINK ||
			!zoek_plaats_of_vul(z, z->first_tree + n->boven, lacks))
			zoek_vul(z, lacks);
	}
	n->cap = cap;
}

/* Sends elsewhere what a node passes on too much. */
static void hold_back(struct plan_stand *s, uint32_t node)
{
	struct zoek *const z = &s->z;
	const struct model_node *const n = &s->m.nodes[node];
	while (z->load[node] > n->cap) {
		z->load[node]--;
		if (n->boven != MODEL_SINK)
			zoek_vul(z, z->first_tree + n->boven);
		zoek_plaats(z, z->first_tree + node);
	}
}

static int32_t at_most(int32_t max, int64_t units)
{
	return units < max ? (int32_t)units : max;
}

/* Another cap of a node; of those above it too, which count on what comes. More passes from above
 * down, less from below up, so that no way is open on which something is to be gained. */
static void set_cap(struct plan_stand *s, uint32_t node, int32_t cap)
{
	struct model_node *const n = &s->m.nodes[node];
	const int64_t more = (int64_t)cap - n->cap;
	if (more < 0) {
		n->cap = cap;
		hold_back(s, node);
	}
	if (more != 0 && n->boven != MODEL_SINK) {
		struct model_node *const up = &s->m.nodes[n->boven];
		up->units = at_most(INT32_MAX, up->units + more);
		set_cap(s, n->boven, at_most(up->max, up->units));
	}
	if (more > 0)
		let_pass(s, node, cap);
}

bool plan_stand_max(struct plan_stand *s, enum plan_ding ding, uint32_t index, int32_t max)
{
	struct plan_maat *maat = NULL;
	uint32_t node = 0;
	if (ding == PLAN_DING_AANBOD && index < s->in.aanbod_count) {
		maat = &s->aanbod[index].maat;
		node = index;
	} else if (ding == PLAN_DING_BEDRIJF && index < s->in.bedrijf_count) {
		maat = &s->bedrijven[index].maat;
		node = model_bedrijf(&s->m, index);
	} else if (ding == PLAN_DING_KRING && index < s->in.kring_count) {
		maat = &s->kringen[index].maat;
		node = model_kring(&s->m, index);
	}
	if (maat == NULL || max < 0 || (ding != PLAN_DING_AANBOD && !s->kan_vol[node]))
		return false;
	struct model_node *const n = &s->m.nodes[node];
	const int32_t pins = n->al - maat->al;
	if (max != PLAN_ZONDER_MAX && max < pins)
		return false;
	maat->max = max;
	n->max = max == PLAN_ZONDER_MAX ? max : max - pins;
	set_cap(s, node, at_most(n->max, n->units));
	return true;
}

/* ---- half-days ---- */

static void set_bit(const struct plan_stand *s, uint32_t aanbod, uint32_t tijdvak, bool vrij)
{
	const size_t at = (size_t)aanbod * s->in.woorden + tijdvak / 64;
	const uint64_t bit = UINT64_C(1) << (tijdvak % 64);
	s->vrij[at] = vrij ? s->vrij[at] | bit : s->vrij[at] & ~bit;
	if (s->z.leeg[aanbod] == s->m.vrij[aanbod])
		return;
	uint64_t *const word = (uint64_t *)&s->z.leeg[aanbod][tijdvak / 64];
	*word = vrij ? *word | bit : *word & ~bit;
}

/* Whether an aanvraag that is placed may gain by another half-day of this kandidaat. */
static bool would_come(const struct plan_stand *s, const struct zoek_wie *wie, uint32_t tijdvak)
{
	const struct model_aanvraag *const a = &s->m.aanvragen[wie->aanvraag];
	const struct model_kandidaat *const k = &s->m.kandidaten[wie->kandidaat];
	const bool placed =
		s->z.open[wie->aanvraag] > 0 || s->z.of_aanvraag[wie->aanvraag] != ZOEK_NONE;
	if (wie->kandidaat >= a->end || !placed || !bit_of(a->venster, tijdvak))
		return false;
	return has_splits(&s->z, wie->aanvraag) ||
	       k->kosten + *tree_price(&s->z, k->aanbod) < s->z.nodes[wie->aanvraag].price;
}

/* All who may gain are taken out before, and come in again. */
static void add_half_day(struct plan_stand *s, uint32_t aanbod, uint32_t tijdvak)
{
	const struct zoek *const z = &s->z;
	size_t count = 0;
	for (uint32_t i = z->wie_at[aanbod]; i < z->wie_at[aanbod + 1]; i++) {
		if (!would_come(s, &z->wie[i], tijdvak))
			continue;
		take_out(s, z->wie[i].aanvraag);
		s->los[count] = z->wie[i].aanvraag;
		count++;
		i = z->wie_at[aanbod] - 1; /* prices fell: look at all again */
	}
	set_bit(s, aanbod, tijdvak, true);
	for (size_t i = 0; i < count; i++)
		put_in(s, s->los[i]);
}

/* Who has it goes on. An aanvraag with other sessions is taken out as a whole; then another one may
 * have come to it. */
static void drop_half_day(struct plan_stand *s, uint32_t aanbod, uint32_t tijdvak)
{
	struct zoek *const z = &s->z;
	size_t count = 0;
	uint32_t simple = ZOEK_NONE;
	for (uint32_t x = z->of_aanbod[aanbod]; x != ZOEK_NONE;) {
		if (z->places[x].tijdvak != tijdvak) {
			x = z->places[x].next_of_aanbod;
			continue;
		}
		const uint32_t r = z->places[x].aanvraag;
		if (!has_splits(z, r)) {
			simple = r;
			zoek_place_drop(z, x);
			break;
		}
		take_out(s, r);
		s->los[count] = r;
		count++;
		x = z->of_aanbod[aanbod];
	}
	set_bit(s, aanbod, tijdvak, false);
	if (simple != ZOEK_NONE) {
		zoek_vul(z, z->first_tree + aanbod);
		zoek_plaats(z, simple);
	}
	for (size_t i = 0; i < count; i++)
		put_in(s, s->los[i]);
}

bool plan_stand_halfdag(struct plan_stand *s, uint32_t aanbod, uint32_t tijdvak, bool vrij)
{
	if (aanbod >= s->in.aanbod_count || tijdvak >= s->in.woorden * 64)
		return false;
	for (size_t i = 0; i < s->in.vast_count; i++)
		if (s->in.vast[i].aanbod == aanbod && s->in.vast[i].tijdvak == tijdvak)
			return false;
	if (bit_of(s->m.vrij[aanbod], tijdvak) == vrij)
		return true;
	if (vrij)
		add_half_day(s, aanbod, tijdvak);
	else
		drop_half_day(s, aanbod, tijdvak);
	return true;
}
