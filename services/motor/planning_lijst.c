/* What a planning grows in: lists, and ids with their numbers. */
#include <stdlib.h>
#include <string.h>

#include "motor/planning.h"

void *planning_take(void *old, size_t count, size_t size_bytes)
{
	void *const p = reallocarray(old, count, size_bytes);
	if (p == NULL)
		err_fatal("no memory for a planning");
	return p;
}

void *planning_add(struct planning_lijst *l, size_t size_bytes)
{
	if (l->count == l->cap) {
		l->cap = l->cap == 0 ? 64 : l->cap * 2;
		l->items = planning_take(l->items, l->cap, size_bytes);
	}
	char *const item = (char *)l->items + l->count++ * size_bytes;
	memset(item, 0, size_bytes);
	return item;
}

void planning_fini(struct planning *p)
{
	free(p->aanvragen.items);
	free(p->houders.items);
	free(p->scholen.items);
	free(p->bedrijven.items);
	free(p->kringen.items);
	free(p->aanbod.items);
	free(p->kansen.items);
	free(p->eisen.items);
	free(p->minder.items);
	*p = (struct planning){ 0 };
}

/* ---- pairs that staff named, or that do not go after all ---- */

void planning_add_eis(
	struct planning *p, uint32_t aanvraag, uint32_t houder, enum planning_eis_soort soort)
{
	*(struct planning_eis *)planning_add(&p->eisen, sizeof(struct planning_eis)) =
		(struct planning_eis){ aanvraag, houder, soort };
}

bool planning_aanvraag_van(const struct planning *p, struct uuid id, uint32_t *ret_aanvraag)
{
	const struct planning_aanvraag *const aanvragen = p->aanvragen.items;
	size_t low = 0;
	size_t high = p->aanvragen.count;
	while (low < high) {
		const size_t mid = low + (high - low) / 2;
		if (uuid_cmp(aanvragen[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	*ret_aanvraag = (uint32_t)low;
	return low < p->aanvragen.count && uuid_eq(aanvragen[low].id, id);
}

bool planning_eis(struct planning *p, struct uuid aanvraag_id, struct uuid aanbod_id,
	enum planning_eis_soort soort)
{
	const struct planning_kans *const kansen = p->kansen.items;
	const struct uuid *const aanbod = p->aanbod.items;
	uint32_t aanvraag;
	if (!planning_aanvraag_van(p, aanvraag_id, &aanvraag))
		return false;
	const struct planning_kansen all = planning_kansen_van(p, aanvraag);
	for (size_t i = all.first; i < all.end; i++)
		if (uuid_eq(aanbod[kansen[i].aanbod], aanbod_id)) {
			planning_add_eis(p, aanvraag, kansen[i].houder, soort);
			return true;
		}
	return false;
}

/* ---- ids ---- */

static size_t place_of(const struct planning_nummers *n, struct uuid id)
{
	size_t i = (size_t)uuid_hash(id) & (n->plek_count - 1);
	while (n->plekken[i] != PLAN_GEEN && !uuid_eq(n->ids[n->plekken[i]], id))
		i = (i + 1) & (n->plek_count - 1);
	return i;
}

static void widen(struct planning_nummers *n)
{
	n->cap = n->cap == 0 ? 64 : n->cap * 2;
	n->plek_count = n->cap * 2;
	n->ids = planning_take(n->ids, n->cap, sizeof(*n->ids));
	n->plekken = planning_take(n->plekken, n->plek_count, sizeof(*n->plekken));
	memset(n->plekken, 0xff, n->plek_count * sizeof(*n->plekken));
	for (size_t i = 0; i < n->count; i++)
		n->plekken[place_of(n, n->ids[i])] = (uint32_t)i;
}

uint32_t planning_nummer(struct planning_nummers *n, struct uuid id, bool *ret_new)
{
	if (n->count == n->cap)
		widen(n);
	uint32_t *const plek = &n->plekken[place_of(n, id)];
	*ret_new = *plek == PLAN_GEEN;
	if (*ret_new) {
		*plek = (uint32_t)n->count;
		n->ids[n->count++] = id;
	}
	return *plek;
}

void planning_nummers_fini(struct planning_nummers *n)
{
	free(n->ids);
	free(n->plekken);
	*n = (struct planning_nummers){ 0 };
}
