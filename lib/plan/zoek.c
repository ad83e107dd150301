#include "plan/zoek.h"

#include <assert.h>
#include <string.h>

#include "plan/plan_intern.h"
#include "plan/zoek_intern.h"

/* ---- begin and end ---- */

/* A node below which nothing passes, at the price of what its first unit costs up to the end. */
static void first_prices(struct zoek *z)
{
	const struct model *const m = z->m;
	for (size_t i = m->node_count; i-- > 0;) {
		const struct model_node *const n = &m->nodes[i];
		const int64_t above = n->boven == MODEL_SINK ? 0 : *tree_price(z, n->boven);
		*tree_price(z, (uint32_t)i) = n->cap == 0 || above == ZOEK_FAR
						      ? ZOEK_FAR
						      : node_cost(n, m->big, 1) + above;
	}
	z->least = ZOEK_FAR;
	for (uint32_t o = 0; o < m->in->aanbod_count; o++)
		if (*tree_price(z, o) < z->least)
			z->least = *tree_price(z, o);
}

void zoek_laagste(struct zoek *z)
{
	const struct model *const m = z->m;
	for (uint32_t o = 0; o < m->in->aanbod_count; o++) {
		int64_t cost = 0;
		for (uint32_t i = o; i != MODEL_SINK; i = m->nodes[i].boven)
			cost += node_cost(&m->nodes[i], m->big, 1);
		z->least = cost < z->least ? cost : z->least;
	}
}

/* Who hangs under each node with an opinion, in one list. */
static void hang_children(struct zoek *z)
{
	const struct model *const m = z->m;
	const size_t first = m->in->aanbod_count;
	const size_t count = m->node_count - first + 2;
	z->child_at = plan_alloc(count, sizeof(*z->child_at));
	z->children = plan_alloc(m->node_count, sizeof(*z->children));
	z->leaf_at = plan_alloc(count, sizeof(*z->leaf_at));
	z->leaves = plan_alloc(m->in->aanvraag_count, sizeof(*z->leaves));
	for (size_t i = 0; i < m->node_count; i++)
		if (m->nodes[i].boven != MODEL_SINK)
			z->child_at[m->nodes[i].boven - first + 2]++;
	for (size_t r = 0; r < m->in->aanvraag_count; r++)
		if (m->aanvragen[r].boven != MODEL_SINK)
			z->leaf_at[m->aanvragen[r].boven - first + 2]++;
	for (size_t i = 2; i < count; i++) {
		z->child_at[i] += z->child_at[i - 1];
		z->leaf_at[i] += z->leaf_at[i - 1];
	}
	for (uint32_t i = 0; i < m->node_count; i++)
		if (m->nodes[i].boven != MODEL_SINK)
			z->children[z->child_at[m->nodes[i].boven - first + 1]++] = i;
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++)
		if (m->aanvragen[r].boven != MODEL_SINK)
			z->leaves[z->leaf_at[m->aanvragen[r].boven - first + 1]++] = r;
}

size_t zoek_bytes(const struct plan_opgave *in)
{
	size_t sessies = 0;
	for (size_t r = 0; r < in->aanvraag_count; r++)
		sessies += (size_t)in->aanvragen[r].sessies;
	const size_t tree = in->aanbod_count + in->bedrijf_count + in->kring_count +
			    in->groep_count + in->school_count;
	const size_t nodes = in->aanvraag_count + tree + 2 * sessies;
	return nodes * (sizeof(struct zoek_node) + 2 * sizeof(uint32_t)) +
	       4 * nodes * sizeof(struct zoek_spot) + sessies * sizeof(struct zoek_place) +
	       in->aanbod_count * in->woorden * sizeof(uint64_t) +
	       in->aanbod_count * sizeof(uint64_t *) +
	       (4 * tree + 4 * in->aanvraag_count) * sizeof(uint32_t) +
	       in->kandidaat_count * 2 * sizeof(uint64_t) + in->aanbod_count * 4 * sizeof(uint64_t);
}

void zoek_init(struct zoek *z, const struct model *m)
{
	const struct plan_opgave *const in = m->in;
	*z = (struct zoek){ .m = m, .free_place = ZOEK_NONE, .gat = ZOEK_NONE };
	z->first_tree = (uint32_t)in->aanvraag_count;
	z->first_place = z->first_tree + (uint32_t)m->node_count;
	z->first_split = z->first_place + (uint32_t)m->sessies;
	const size_t count = (size_t)z->first_split + m->sessies;
	z->nodes = plan_alloc(count, sizeof(*z->nodes));
	z->seen = plan_alloc(count, sizeof(*z->seen));
	z->places = plan_alloc(m->sessies, sizeof(*z->places));
	z->leeg = plan_alloc(in->aanbod_count, sizeof(*z->leeg));
	memcpy(z->leeg, m->vrij, in->aanbod_count * sizeof(*z->leeg));
	z->eigen = plan_alloc(in->aanbod_count * in->woorden, sizeof(*z->eigen));
	z->of_aanbod = plan_alloc(in->aanbod_count, sizeof(*z->of_aanbod));
	z->of_aanvraag = plan_alloc(in->aanvraag_count, sizeof(*z->of_aanvraag));
	memset(z->of_aanbod, 0xff, in->aanbod_count * sizeof(*z->of_aanbod));
	memset(z->of_aanvraag, 0xff, in->aanvraag_count * sizeof(*z->of_aanvraag));
	z->open = plan_alloc(in->aanvraag_count, sizeof(*z->open));
	z->load = plan_alloc(m->node_count, sizeof(*z->load));
	first_prices(z);
	hang_children(z);
	for (uint32_t r = 0; r < in->aanvraag_count; r++)
		z->nodes[r].price = zoek_least_cost(z, r);
}

void zoek_fini(struct zoek *z)
{
	free(z->nodes);
	free(z->seen);
	free(z->places);
	free(z->leeg);
	free(z->eigen);
	free(z->of_aanbod);
	free(z->of_aanvraag);
	free(z->open);
	free(z->load);
	free(z->child_at);
	free(z->children);
	free(z->leaf_at);
	free(z->leaves);
	free(z->wie_at);
	free(z->wie);
	free(z->heap);
	*z = (struct zoek){ .m = NULL };
}

int64_t zoek_least_cost(const struct zoek *z, uint32_t aanvraag)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[aanvraag];
	const int64_t above = a->boven == MODEL_SINK ? 0 : z->nodes[z->first_tree + a->boven].price;
	const int64_t open = open_cost(a, z->m->big, 1) + above;
	if (a->first == a->end)
		return open;
	const int64_t served = z->m->kandidaten[a->first].kosten + z->least;
	return served < open ? served : open;
}

/* What a session of an aanvraag costs at least by the other prices, when nothing of it is placed.
 */
static int64_t least_cost(const struct zoek *z, uint32_t aanvraag)
{
	const struct model_aanvraag *const a = &z->m->aanvragen[aanvraag];
	int64_t least = open_cost(a, z->m->big, 1);
	if (a->boven != MODEL_SINK)
		least += *tree_price(z, a->boven);
	for (uint32_t k = a->first; k < a->end; k++) {
		const struct model_kandidaat *const c = &z->m->kandidaten[k];
		const int64_t cost = c->kosten + *tree_price(z, c->aanbod);
		least = cost < least ? cost : least;
	}
	return least;
}

void zoek_hef(struct zoek *z, uint32_t aanvraag)
{
	if (z->open[aanvraag] > 0 || z->of_aanvraag[aanvraag] != ZOEK_NONE)
		return;
	const int64_t least = least_cost(z, aanvraag);
	if (least > z->nodes[aanvraag].price)
		z->nodes[aanvraag].price = least;
}

/* The cost of what is placed, the prices of what is not, less what aanbod lack. */
void zoek_tussenstand(const struct zoek *z, size_t *ret_bediend, int64_t *ret_ondergrens)
{
	const struct model *const m = z->m;
	size_t bediend = 0;
	int64_t sum = -zoek_gemis(z);
	for (uint32_t r = 0; r < m->in->aanvraag_count; r++) {
		const struct model_aanvraag *const a = &m->aanvragen[r];
		int32_t left = a->sessies - z->open[r];
		for (int32_t u = 1; u <= z->open[r]; u++)
			sum += open_cost(a, m->big, u);
		for (uint32_t x = z->of_aanvraag[r]; x != ZOEK_NONE;
			x = z->places[x].next_of_aanvraag) {
			sum += m->kandidaten[z->places[x].kandidaat].kosten;
			bediend++;
			left--;
		}
		if (left == a->sessies && left > 0)
			sum += left * least_cost(z, r);
		else if (left > 0)
			sum += left * z->nodes[r].price;
	}
	for (size_t i = 0; i < m->node_count; i++)
		for (int32_t u = 1; u <= z->load[i]; u++)
			sum += node_cost(&m->nodes[i], m->big, u);
	*ret_bediend = bediend;
	*ret_ondergrens = sum;
}

size_t zoek_inzet(const struct zoek *z, struct plan_inzet *ret_inzet)
{
	size_t count = 0;
	for (uint32_t r = 0; r < z->m->in->aanvraag_count; r++)
		for (uint32_t x = z->of_aanvraag[r]; x != ZOEK_NONE;
			x = z->places[x].next_of_aanvraag) {
			ret_inzet[count] =
				(struct plan_inzet){ r, z->places[x].aanbod, z->places[x].tijdvak };
			count++;
		}
	return count;
}

/* ---- what is placed ---- */

static void link_place(struct zoek *z, uint32_t x)
{
	struct zoek_place *const p = &z->places[x];
	p->prev_of_aanbod = ZOEK_NONE;
	p->next_of_aanbod = z->of_aanbod[p->aanbod];
	if (p->next_of_aanbod != ZOEK_NONE)
		z->places[p->next_of_aanbod].prev_of_aanbod = x;
	z->of_aanbod[p->aanbod] = x;
}

static void unlink_place(struct zoek *z, uint32_t x)
{
	const struct zoek_place *const p = &z->places[x];
	if (p->prev_of_aanbod != ZOEK_NONE)
		z->places[p->prev_of_aanbod].next_of_aanbod = p->next_of_aanbod;
	else
		z->of_aanbod[p->aanbod] = p->next_of_aanbod;
	if (p->next_of_aanbod != ZOEK_NONE)
		z->places[p->next_of_aanbod].prev_of_aanbod = p->prev_of_aanbod;
}

static void link_holder(struct zoek *z, uint32_t x)
{
	struct zoek_place *const p = &z->places[x];
	p->prev_of_aanvraag = ZOEK_NONE;
	p->next_of_aanvraag = z->of_aanvraag[p->aanvraag];
	if (p->next_of_aanvraag != ZOEK_NONE)
		z->places[p->next_of_aanvraag].prev_of_aanvraag = x;
	z->of_aanvraag[p->aanvraag] = x;
}

static void unlink_holder(struct zoek *z, uint32_t x)
{
	const struct zoek_place *const p = &z->places[x];
	if (p->prev_of_aanvraag != ZOEK_NONE)
		z->places[p->prev_of_aanvraag].next_of_aanvraag = p->next_of_aanvraag;
	else
		z->of_aanvraag[p->aanvraag] = p->next_of_aanvraag;
	if (p->next_of_aanvraag != ZOEK_NONE)
		z->places[p->next_of_aanvraag].prev_of_aanvraag = p->prev_of_aanvraag;
}

/* A word of the calendar of an aanbod, to be changed. */
static uint64_t *own_word(struct zoek *z, uint32_t aanbod, uint32_t tijdvak)
{
	if (z->leeg[aanbod] == z->m->vrij[aanbod]) {
		uint64_t *const copy = &z->eigen[z->eigen_count * z->m->in->woorden];
		z->eigen_count++;
		memcpy(copy, z->leeg[aanbod], z->m->in->woorden * sizeof(*copy));
		z->leeg[aanbod] = copy;
	}
	return (uint64_t *)&z->leeg[aanbod][tijdvak / 64];
}

uint32_t zoek_place_new(struct zoek *z, uint32_t aanvraag, uint32_t kandidaat, uint32_t tijdvak)
{
	uint32_t x = z->free_place;
	if (x == ZOEK_NONE) {
		assert(z->place_count < z->m->sessies);
		x = z->place_count;
		z->place_count++;
	} else {
		z->free_place = z->places[x].next_of_aanbod;
	}
	const uint32_t aanbod = z->m->kandidaten[kandidaat].aanbod;
	z->places[x] = (struct zoek_place){ aanvraag, kandidaat, aanbod, tijdvak, 0, 0, 0, 0 };
	link_place(z, x);
	link_holder(z, x);
	if (tijdvak != PLAN_GEEN)
		*own_word(z, aanbod, tijdvak) &= ~(UINT64_C(1) << (tijdvak % 64));
	return x;
}

void zoek_place_drop(struct zoek *z, uint32_t x)
{
	const struct zoek_place *const p = &z->places[x];
	unlink_place(z, x);
	unlink_holder(z, x);
	if (p->tijdvak != PLAN_GEEN)
		*own_word(z, p->aanbod, p->tijdvak) |= UINT64_C(1) << (p->tijdvak % 64);
	z->places[x].next_of_aanbod = z->free_place;
	z->free_place = x;
}

void zoek_place_hand_over(struct zoek *z, uint32_t x, uint32_t aanvraag, uint32_t kandidaat)
{
	unlink_holder(z, x);
	z->places[x].aanvraag = aanvraag;
	z->places[x].kandidaat = kandidaat;
	link_holder(z, x);
}
