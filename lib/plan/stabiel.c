/*
 * A line of a list is one number, so that putting a list in order moves nothing else: rank, lot of
 * the offer, pair. An offer keeps whom it holds in a heap with the worst on top, as rank and lot of
 * the request, and all heaps are one array.
 */
#include "plan/stabiel.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define LOT_BITS  20
#define PAAR_BITS 24
#define SHORT	  32 /* up to here insertion is faster than qsort */

_Static_assert(PLAN_STABIEL_DEELNEMERS_MAX == 1u << LOT_BITS, "a lot fits in its bits");
_Static_assert(PLAN_STABIEL_PAREN_MAX == 1u << PAAR_BITS, "a pair fits in its bits");
_Static_assert(PLAN_STABIEL_RANG_MAX < 1u << (64 - LOT_BITS - PAAR_BITS), "so does a rank");

struct houvast {
	uint32_t vraag; /* with this lot */
	uint32_t paar;	/* by which it is held */
};

/* Who proposes to whom, and what is held meanwhile. */
struct ronde {
	const struct plan_stabiel_opgave *o;
	const uint32_t *lot_vraag;  /* 0 … vraag_count-1, each once */
	const uint32_t *lot_aanbod; /* the same of the offers */
	uint64_t *lijsten;	    /* of one request after another, best first */
	uint32_t *begin;	    /* per request into lijsten; one more at the end */
	uint32_t *verder;	    /* per request, whom it asks next: into lijsten */
	uint64_t *gehouden;	    /* the heaps */
	uint32_t *plaats;	    /* per offer into gehouden; one more at the end */
	uint32_t *aantal;	    /* per offer, how many it holds */
	struct houvast *van_lot;    /* per lot of a request */
};

/* ---- lots ---- */

struct lot {
	uint64_t getal;
	struct uuid id;
	uint32_t deelnemer;
};

/* The finish of splitmix64 (G. L. Steele, D. Lea, C. H. Flood, 2014): every bit depends on all. */
static uint64_t mixed(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint64_t lot_number(struct uuid id, uint64_t seed)
{
	uint64_t z = mixed(seed + UINT64_C(0x9e3779b97f4a7c15));
	for (unsigned half = 0; half < 2; half++) {
		uint64_t word = 0; /* the same on every machine, whatever its order of bytes */
		for (unsigned i = 0; i < 8; i++)
			word = word << 8 | id.b[8 * half + i];
		z = mixed(z ^ word);
	}
	return z;
}

static int by_lot(const void *left, const void *right)
{
	const struct lot *const l = left;
	const struct lot *const r = right;
	if (l->getal != r->getal)
		return l->getal < r->getal ? -1 : 1;
	return uuid_cmp(l->id, r->id);
}

/* The place of each in the draw. */
static const uint32_t *places_of(struct arena *a, struct lot *lots, size_t count)
{
	uint32_t *const places = ARENA_ARRAY(a, count + 1, uint32_t);
	if (count > 0)
		qsort(lots, count, sizeof(*lots), by_lot);
	for (size_t i = 0; i < count; i++)
		places[lots[i].deelnemer] = (uint32_t)i;
	return places;
}

static void draw(struct arena *a, struct ronde *r)
{
	const struct plan_stabiel_opgave *const o = r->o;
	struct lot *const vragen = ARENA_ARRAY(a, o->vraag_count + 1, struct lot);
	struct lot *const aanbod = ARENA_ARRAY(a, o->aanbod_count + 1, struct lot);
	for (size_t i = 0; i < o->vraag_count; i++)
		vragen[i] = (struct lot){ lot_number(o->vragen[i], o->seed), o->vragen[i],
			(uint32_t)i };
	for (size_t i = 0; i < o->aanbod_count; i++)
		aanbod[i] = (struct lot){ lot_number(o->aanbod[i].id, ~o->seed), o->aanbod[i].id,
			(uint32_t)i };
	r->lot_vraag = places_of(a, vragen, o->vraag_count);
	r->lot_aanbod = places_of(a, aanbod, o->aanbod_count);
}

/* ---- lists ---- */

static uint64_t line_of(const struct ronde *r, uint32_t paar)
{
	const struct plan_stabiel_paar *const p = &r->o->paren[paar];
	return (uint64_t)p->rang_vraag << (LOT_BITS + PAAR_BITS) |
	       (uint64_t)r->lot_aanbod[p->aanbod] << PAAR_BITS | paar;
}

static uint32_t pair_of(uint64_t line)
{
	return (uint32_t)(line & (PLAN_STABIEL_PAREN_MAX - 1));
}

static int by_line(const void *left, const void *right)
{
	const uint64_t l = *(const uint64_t *)left;
	const uint64_t r = *(const uint64_t *)right;
	return l < r ? -1 : l > r;
}

static void sort_list(uint64_t *lines, uint32_t count)
{
	if (count > SHORT) {
		qsort(lines, count, sizeof(*lines), by_line);
		return;
	}
	for (uint32_t i = 1; i < count; i++) {
		const uint64_t line = lines[i];
		uint32_t at = i;
		for (; at > 0 && lines[at - 1] > line; at--)
			lines[at] = lines[at - 1];
		lines[at] = line;
	}
}

static void order_lists(struct arena *a, struct ronde *r)
{
	const struct plan_stabiel_opgave *const o = r->o;
	r->lijsten = ARENA_ARRAY(a, o->paar_count + 1, uint64_t);
	r->begin = ARENA_ARRAY(a, o->vraag_count + 1, uint32_t);
	r->verder = ARENA_ARRAY(a, o->vraag_count + 1, uint32_t);
	for (size_t i = 0; i < o->paar_count; i++)
		r->begin[o->paren[i].vraag + 1]++;
	for (size_t v = 0; v < o->vraag_count; v++)
		r->begin[v + 1] += r->begin[v];
	memcpy(r->verder, r->begin, (o->vraag_count + 1) * sizeof(*r->begin));
	for (size_t i = 0; i < o->paar_count; i++)
		r->lijsten[r->verder[o->paren[i].vraag]++] = line_of(r, (uint32_t)i);
	for (size_t v = 0; v < o->vraag_count; v++)
		sort_list(r->lijsten + r->begin[v], r->begin[v + 1] - r->begin[v]);
	memcpy(r->verder, r->begin, (o->vraag_count + 1) * sizeof(*r->begin));
}

/* ---- what is held ---- */

static void make_room(struct arena *a, struct ronde *r)
{
	const struct plan_stabiel_opgave *const o = r->o;
	r->aantal = ARENA_ARRAY(a, o->aanbod_count + 1, uint32_t);
	r->plaats = ARENA_ARRAY(a, o->aanbod_count + 1, uint32_t);
	for (size_t i = 0; i < o->paar_count; i++)
		r->plaats[o->paren[i].aanbod + 1]++;
	for (size_t i = 0; i < o->aanbod_count; i++) {
		const uint32_t asked = r->plaats[i + 1];
		const uint32_t room = o->aanbod[i].plekken;
		r->plaats[i + 1] = r->plaats[i] + (asked < room ? asked : room);
	}
	r->gehouden = ARENA_ARRAY(a, (size_t)r->plaats[o->aanbod_count] + 1, uint64_t);
	r->van_lot = ARENA_ARRAY(a, o->vraag_count + 1, struct houvast);
}

/* The last in a heap moves up to where it belongs. */
static void sift_up(uint64_t *heap, uint32_t at)
{
	const uint64_t key = heap[at];
	while (at > 0 && heap[(at - 1) / 2] < key) {
		heap[at] = heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	heap[at] = key;
}

static void replace_worst(uint64_t *heap, uint32_t count, uint64_t key)
{
	uint32_t at = 0;
	for (;;) {
		uint32_t child = 2 * at + 1;
		if (child >= count)
			break;
		if (child + 1 < count && heap[child + 1] > heap[child])
			child++;
		if (heap[child] <= key)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = key;
}

/* The pair asks its offer. Who goes without by that is returned: the request of this pair, the one
 * whose place it takes, or nobody. */
static uint32_t ask(struct ronde *r, uint32_t paar)
{
	const struct plan_stabiel_paar *const p = &r->o->paren[paar];
	uint64_t *const heap = r->gehouden + r->plaats[p->aanbod];
	const uint32_t room = r->plaats[p->aanbod + 1] - r->plaats[p->aanbod];
	const uint32_t lot = r->lot_vraag[p->vraag];
	const uint64_t key = (uint64_t)p->rang_aanbod << 32 | lot;
	uint32_t *const held = &r->aantal[p->aanbod];
	if (*held < room) {
		r->van_lot[lot] = (struct houvast){ p->vraag, paar };
		heap[*held] = key;
		sift_up(heap, (*held)++);
		return PLAN_STABIEL_GEEN;
	}
	if (room == 0 || key > heap[0])
		return p->vraag;
	const uint32_t out = r->van_lot[(uint32_t)heap[0]].vraag;
	r->van_lot[lot] = (struct houvast){ p->vraag, paar };
	replace_worst(heap, room, key);
	return out;
}

/* ---- the division ---- */

static bool pairs_are_good(const struct plan_stabiel_opgave *o)
{
	if (o->vraag_count > PLAN_STABIEL_DEELNEMERS_MAX ||
		o->aanbod_count > PLAN_STABIEL_DEELNEMERS_MAX ||
		o->paar_count > PLAN_STABIEL_PAREN_MAX)
		return false;
	for (size_t i = 0; i < o->paar_count; i++) {
		const struct plan_stabiel_paar *const p = &o->paren[i];
		if (p->vraag >= o->vraag_count || p->aanbod >= o->aanbod_count ||
			p->rang_vraag == 0 || p->rang_vraag > PLAN_STABIEL_RANG_MAX ||
			p->rang_aanbod == 0 || p->rang_aanbod > PLAN_STABIEL_RANG_MAX)
			return false;
	}
	return true;
}

/* `seen` has room for one request per offer. */
static bool has_twice(const struct ronde *r, uint32_t *seen)
{
	for (uint32_t v = 0; v < r->o->vraag_count; v++) {
		for (uint32_t i = r->begin[v]; i < r->begin[v + 1]; i++) {
			const uint32_t aanbod = r->o->paren[pair_of(r->lijsten[i])].aanbod;
			if (seen[aanbod] == v + 1)
				return true;
			seen[aanbod] = v + 1;
		}
	}
	return false;
}

enum err plan_stabiel_verdeel(
	struct arena *a, const struct plan_stabiel_opgave *o, uint32_t **ret_paar_van)
{
	if (!pairs_are_good(o))
		return ERR_INVALID;
	struct ronde r = { .o = o };
	draw(a, &r);
	order_lists(a, &r);
	if (has_twice(&r, ARENA_ARRAY(a, o->aanbod_count + 1, uint32_t)))
		return ERR_INVALID;
	make_room(a, &r);
	uint32_t *const paar_van = ARENA_ARRAY(a, o->vraag_count + 1, uint32_t);
	memset(paar_van, 0xff, (o->vraag_count + 1) * sizeof(*paar_van));
	for (uint32_t first = 0; first < o->vraag_count; first++) {
		uint32_t v = first;
		while (v != PLAN_STABIEL_GEEN && r.verder[v] < r.begin[v + 1])
			v = ask(&r, pair_of(r.lijsten[r.verder[v]++]));
	}
	for (size_t i = 0; i < o->aanbod_count; i++) {
		for (uint32_t k = 0; k < r.aantal[i]; k++) {
			const struct houvast *const h =
				&r.van_lot[(uint32_t)r.gehouden[r.plaats[i] + k]];
			paar_van[h->vraag] = h->paar;
		}
	}
	*ret_paar_van = paar_van;
	return ERR_OK;
}

/* ---- what became of it ---- */

void plan_stabiel_toets(struct arena *a, const struct plan_stabiel_opgave *o,
	const uint32_t *paar_van, struct plan_stabiel_fouten *ret_fouten)
{
	uint32_t *const held = ARENA_ARRAY(a, o->aanbod_count + 1, uint32_t);
	uint16_t *const worst = ARENA_ARRAY(a, o->aanbod_count + 1, uint16_t);
	struct plan_stabiel_fouten f = { 0 };
	for (size_t v = 0; v < o->vraag_count; v++) {
		if (paar_van[v] == PLAN_STABIEL_GEEN)
			continue;
		if (paar_van[v] >= o->paar_count || o->paren[paar_van[v]].vraag != v) {
			f.oneigen++;
			continue;
		}
		const struct plan_stabiel_paar *const p = &o->paren[paar_van[v]];
		held[p->aanbod]++;
		if (p->rang_aanbod > worst[p->aanbod])
			worst[p->aanbod] = p->rang_aanbod;
	}
	for (size_t i = 0; i < o->aanbod_count; i++)
		f.vol += held[i] > o->aanbod[i].plekken;
	for (size_t i = 0; i < o->paar_count; i++) {
		const struct plan_stabiel_paar *const p = &o->paren[i];
		const uint32_t now = paar_van[p->vraag];
		const bool wants = now >= o->paar_count || p->rang_vraag < o->paren[now].rang_vraag;
		const bool wanted = held[p->aanbod] < o->aanbod[p->aanbod].plekken ||
				    p->rang_aanbod < worst[p->aanbod];
		f.blokkades += wants && wanted;
	}
	*ret_fouten = f;
}

static void tally(struct plan_stabiel_telling *t, uint16_t rang)
{
	t->keuze[rang <= PLAN_STABIEL_KEUZES ? rang - 1 : PLAN_STABIEL_KEUZES]++;
	t->voorzien++;
	t->rang_som += rang;
}

void plan_stabiel_tel(struct arena *a, const struct plan_stabiel_opgave *o,
	const uint32_t *paar_van, struct plan_stabiel_telling *ret_vragen,
	struct plan_stabiel_telling *ret_aanbod)
{
	uint32_t *const held = ARENA_ARRAY(a, o->aanbod_count + 1, uint32_t);
	struct plan_stabiel_telling vragen = { 0 };
	struct plan_stabiel_telling aanbod = { 0 };
	for (size_t v = 0; v < o->vraag_count; v++) {
		if (paar_van[v] == PLAN_STABIEL_GEEN) {
			vragen.zonder++;
			continue;
		}
		const struct plan_stabiel_paar *const p = &o->paren[paar_van[v]];
		held[p->aanbod]++;
		tally(&vragen, p->rang_vraag);
		tally(&aanbod, p->rang_aanbod);
	}
	for (size_t i = 0; i < o->aanbod_count; i++)
		aanbod.zonder += held[i] == 0 && o->aanbod[i].plekken > 0;
	*ret_vragen = vragen;
	*ret_aanbod = aanbod;
}
