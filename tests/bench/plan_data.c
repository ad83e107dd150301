#include "plan_data.h"

#include <stdlib.h>
#include <string.h>

#define KANDIDATEN    20
#define TRIES	      40
#define STRAF	      100000
#define WINDOW_WORDS  3 /* of a calendar: about two months */
#define NONE	      UINT32_MAX
#define CELL_OFFERS   4 /* about so many in a cell of the grid */
#define CELLS_AROUND  3
#define TASTE	      20000 /* of the cost, what is no distance */
#define COST_PER_CELL 6000

/* splitmix64 (Steele, Lea and Flood, OOPSLA 2014) */
static uint64_t draw(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t x = *state;
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static uint32_t draw_below(uint64_t *state, uint32_t below)
{
	return (uint32_t)(draw(state) % below);
}

static void *room(size_t count, size_t size_bytes)
{
	void *const p = calloc(count + 1, size_bytes);
	if (p == NULL)
		abort();
	return p;
}

/* A quarter of all half-days; of an aanvraag only those of its window. */
static void make_calendars(struct data *d, const struct data_maten *m, uint64_t *state)
{
	if (m->woorden == 0)
		return;
	d->bits = room(((size_t)m->aanvragen + m->aanbod) * m->woorden, sizeof(*d->bits));
	uint64_t *bits = d->bits;
	for (uint32_t r = 0; r < m->aanvragen; r++, bits += m->woorden) {
		const uint32_t first = draw_below(state, m->woorden - WINDOW_WORDS + 1);
		for (uint32_t w = first; w < first + WINDOW_WORDS; w++)
			bits[w] = draw(state) & draw(state);
		d->aanvragen[r].venster = bits;
	}
	for (uint32_t o = 0; o < m->aanbod; o++, bits += m->woorden) {
		for (uint32_t w = 0; w < m->woorden; w++)
			bits[w] = draw(state) & draw(state);
		d->aanbod[o].vrij = bits;
	}
}

/* Cells of a square, and the aanbod in each as one list. */
struct grid {
	uint32_t side;
	uint32_t *first;
	uint32_t *next;
};

static struct grid make_grid(uint32_t aanbod, uint64_t *state)
{
	struct grid g = { .side = 1 };
	while (g.side * g.side * CELL_OFFERS < aanbod)
		g.side++;
	g.first = room((size_t)g.side * g.side, sizeof(*g.first));
	g.next = room(aanbod, sizeof(*g.next));
	memset(g.first, 0xff, (size_t)g.side * g.side * sizeof(*g.first));
	for (uint32_t o = 0; o < aanbod; o++) {
		const uint32_t cell = draw_below(state, g.side * g.side);
		g.next[o] = g.first[cell];
		g.first[cell] = o;
	}
	return g;
}

/* Somebody of a cell so far from here; NONE: out of the square, or nobody. */
static uint32_t near(
	const struct grid *g, uint32_t x, uint32_t y, int32_t dx, int32_t dy, uint64_t *state)
{
	const int64_t cx = (int64_t)x + dx;
	const int64_t cy = (int64_t)y + dy;
	if (cx < 0 || cy < 0 || cx >= g->side || cy >= g->side)
		return NONE;
	uint32_t o = g->first[cx * g->side + cy];
	for (uint32_t skip = draw_below(state, CELL_OFFERS); skip > 0 && o != NONE; skip--)
		o = g->next[o];
	return o;
}

static void make_pairs(struct data *d, const struct data_maten *m, uint64_t *state)
{
	const struct grid g = make_grid(m->aanbod, state);
	size_t count = 0;
	for (uint32_t r = 0; r < m->aanvragen; r++) {
		const uint32_t x = draw_below(state, g.side);
		const uint32_t y = draw_below(state, g.side);
		uint32_t got = 0;
		for (uint32_t i = 0; got < KANDIDATEN && i < TRIES; i++) {
			const int32_t dx =
				(int32_t)draw_below(state, 2 * CELLS_AROUND + 1) - CELLS_AROUND;
			const int32_t dy =
				(int32_t)draw_below(state, 2 * CELLS_AROUND + 1) - CELLS_AROUND;
			const uint32_t o = near(&g, x, y, dx, dy, state);
			if (o == NONE)
				continue;
			const int64_t far = (int64_t)(abs(dx) + abs(dy)) * COST_PER_CELL;
			d->kandidaten[count] = (struct plan_kandidaat){ r, o,
				far + draw_below(state, COST_PER_CELL) + draw_below(state, TASTE) };
			count++;
			got++;
		}
	}
	d->opgave.kandidaat_count = count;
	free(g.first);
	free(g.next);
}

void data_init(struct data *d, const struct data_maten *maten)
{
	const struct data_maten *const m = maten;
	uint64_t state = 20261130;
	*d = (struct data){ .aanvragen = room(m->aanvragen, sizeof(*d->aanvragen)),
		.aanbod = room(m->aanbod, sizeof(*d->aanbod)),
		.kandidaten = room((size_t)m->aanvragen * KANDIDATEN, sizeof(*d->kandidaten)) };
	for (uint32_t r = 0; r < m->aanvragen; r++)
		d->aanvragen[r] =
			(struct plan_aanvraag){ .groep = PLAN_GEEN, .sessies = 1, .straf = STRAF };
	for (uint32_t o = 0; o < m->aanbod; o++)
		d->aanbod[o] = (struct plan_aanbod){ .bedrijf = PLAN_GEEN,
			.maat.max = 1 + (int32_t)draw_below(&state, m->plekken) };
	make_calendars(d, m, &state);
	make_pairs(d, m, &state);
	d->opgave.aanvragen = d->aanvragen;
	d->opgave.aanvraag_count = m->aanvragen;
	d->opgave.aanbod = d->aanbod;
	d->opgave.aanbod_count = m->aanbod;
	d->opgave.kandidaten = d->kandidaten;
	d->opgave.woorden = m->woorden;
}

void data_fini(struct data *d)
{
	free(d->aanvragen);
	free(d->aanbod);
	free(d->kandidaten);
	free(d->bits);
	*d = (struct data){ .bits = NULL };
}
