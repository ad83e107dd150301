/*
 * Putting the snapshot in order, in steps. A copy is filled part by part: the rows of a part are
 * collected with a key of their place, sorted by it, and appended to the copy. What changes
 * meanwhile goes into both, so that the copy can take the place of the old one at any moment after
 * its last row; rows that died are passed over, rows behind those that stood there at the beginning
 * are in the copy already.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "score/snapshot_intern.h"

#define HILBERT_BITS 10
#define VOORUIT	     8	/* rows that are fetched before they are copied */
#define ROOM	     64 /* so much of a part is left free for what comes */
#define DIGIT_BITS   10
#define DIGITS	     2
#define DIGIT_COUNT  (1u << DIGIT_BITS)

enum fase { FASE_BEGIN, FASE_VERZAMEL, FASE_SORTEER, FASE_KOPIEER, FASE_RUIM_OP };

struct sorteer_rij {
	uint32_t sleutel;
	uint32_t rij;
};

struct orden {
	struct score_snapshot *kopie; /* after the last step the old one */
	enum fase fase;
	unsigned deel_count;
	unsigned deel;
	uint32_t tot[DEEL_MAX]; /* rows that each part had at the beginning */
	uint32_t i;		/* in the phase at hand */
	uint32_t count;		/* rows that were collected */
	size_t koud_bytes;
	unsigned digit;
	uint32_t plaats[DIGITS][DIGIT_COUNT]; /* how many, then where the next one goes */
	struct sorteer_rij *rijen, *andere;
};

/* Distance along the Hilbert curve, by turning the square at each level (Warren, "Hacker's
 * Delight", chapter 16, from Lam and Shapiro). */
uint32_t snapshot_hilbert(uint32_t x, uint32_t y, unsigned bits)
{
	uint32_t d = 0;
	for (unsigned i = bits; i-- > 0;) {
		const uint32_t xi = x >> i & 1;
		const uint32_t yi = y >> i & 1;
		d = d << 2 | (xi << 1) | (xi ^ yi);
		if (yi != 0)
			continue;
		const uint32_t turn = xi != 0 ? UINT32_MAX : 0;
		const uint32_t swap = x ^ turn;
		x = y ^ turn;
		y = swap;
	}
	return d;
}

static uint32_t key_of(const struct deel *d, uint32_t n)
{
	const struct warm *w = &d->warm[n];
	const uint32_t x = (uint32_t)(warm_x(w) + 32768) >> (16 - HILBERT_BITS);
	const uint32_t y = (uint32_t)(warm_y(w) + 32768) >> (16 - HILBERT_BITS);
	return snapshot_hilbert(x, y, HILBERT_BITS);
}

static bool is_ruim(const struct deel *d, uint32_t n)
{
	return (warm_vlag(&d->warm[n]) & VLAG_RUIM) != 0;
}

static uint32_t digit_of(uint32_t key, unsigned digit)
{
	return key >> digit * DIGIT_BITS & (DIGIT_COUNT - 1);
}

static size_t rows_bytes(const struct orden *o)
{
	return (size_t)o->tot[o->deel] * sizeof(struct sorteer_rij);
}

/* ---- the phases; each handles some rows, and is true when it is through ---- */

static void begin_part(struct orden *o)
{
	o->i = 0;
	o->count = 0;
	o->koud_bytes = 0;
	o->digit = 0;
	memset(o->plaats, 0, sizeof(o->plaats));
	o->rijen = snapshot_alloc(o->kopie, rows_bytes(o));
	o->andere = snapshot_alloc(o->kopie, rows_bytes(o));
}

static void end_part(struct orden *o)
{
	snapshot_free(o->kopie, o->rijen, rows_bytes(o));
	snapshot_free(o->kopie, o->andere, rows_bytes(o));
	o->rijen = o->andere = NULL;
}

static bool collect(struct score_snapshot *s, struct orden *o, size_t rows)
{
	const struct deel *d = &s->delen[o->deel];
	assert(o->rijen != NULL);
	for (; o->i < o->tot[o->deel] && rows > 0; o->i++, rows--) {
		if (!is_alive(d, o->i))
			continue;
		const bool ruim = is_ruim(d, o->i);
		const uint32_t key = ruim ? 0 : key_of(d, o->i);
		o->koud_bytes += ruim ? sizeof(uint32_t) : koud_bytes(koud_of(d, o->i));
		o->rijen[o->count++] = (struct sorteer_rij){ key, o->i };
		for (unsigned k = 0; k < DIGITS; k++)
			o->plaats[k][digit_of(key, k)]++;
	}
	return o->i == o->tot[o->deel];
}

static void prepare_digits(struct orden *o)
{
	for (unsigned k = 0; k < DIGITS; k++) {
		uint32_t sum = 0;
		for (unsigned i = 0; i < DIGIT_COUNT; i++) {
			const uint32_t count = o->plaats[k][i];
			o->plaats[k][i] = sum;
			sum += count;
		}
	}
	o->i = 0;
}

/* Digit by digit, lowest first; rows with equal digits keep their order. */
static bool sort(struct orden *o, size_t rows)
{
	while (o->digit < DIGITS) {
		for (; o->i < o->count; o->i++, rows--) {
			if (rows == 0)
				return false;
			const uint32_t digit = digit_of(o->rijen[o->i].sleutel, o->digit);
			o->andere[o->plaats[o->digit][digit]++] = o->rijen[o->i];
		}
		struct sorteer_rij *const swap = o->rijen;
		o->rijen = o->andere;
		o->andere = swap;
		o->i = 0;
		o->digit++;
	}
	return true;
}

static void prepare_copy(const struct score_snapshot *s, struct orden *o)
{
	const struct deel *d = &s->delen[o->deel];
	const uint32_t rows = o->count + o->count / ROOM;
	if (o->count > 0)
		snapshot_reserve(
			o->kopie, deel_sleutel(d), rows, o->koud_bytes + o->koud_bytes / ROOM);
}

/* What copying a row reads, in two steps: its place in the part, then where that leads. */
static void fetch_row(const struct deel *d, const struct orden *o)
{
	if (o->i + 2 * VOORUIT < o->count) {
		const uint32_t n = o->rijen[o->i + 2 * VOORUIT].rij;
		__builtin_prefetch(&d->warm[n]);
		__builtin_prefetch(&d->ids[n]);
	}
	if (o->i + VOORUIT < o->count) {
		const uint32_t n = o->rijen[o->i + VOORUIT].rij;
		__builtin_prefetch(koud_of(d, n));
		ids_fetch(o->kopie, d->ids[n]);
	}
}

/* An older copy of what went into both is not there: what is alive has not changed. */
static bool copy(struct score_snapshot *s, struct orden *o, size_t rows)
{
	const struct deel *d = &s->delen[o->deel];
	for (; o->i < o->count && rows > 0; o->i++, rows--) {
		const uint32_t n = o->rijen[o->i].rij;
		fetch_row(d, o);
		if (!is_alive(d, n))
			continue;
		if (is_ruim(d, n)) {
			/* It was within the limits before. */
			(void)!score_snapshot_put(
				o->kopie, &s->ruim[ruim_of(d, n)]->aanbod, warm_kring(&d->warm[n]));
			continue;
		}
		rij_kopieer(s, d, n, &o->kopie->rij);
		(void)snapshot_append(o->kopie, &o->kopie->rij);
	}
	return o->i == o->count;
}

static void swap_bytes(void *a, void *b, size_t bytes)
{
	char spare[256];
	for (size_t at = 0; at < bytes; at += sizeof(spare)) {
		const size_t part = bytes - at < sizeof(spare) ? bytes - at : sizeof(spare);
		memcpy(spare, (char *)a + at, part);
		memcpy((char *)a + at, (char *)b + at, part);
		memcpy((char *)b + at, spare, part);
	}
}

static void take_over(struct score_snapshot *s, struct orden *o)
{
	for (unsigned i = 0; i < o->kopie->deel_count; i++)
		o->kopie->delen[i].geordend = o->kopie->delen[i].rijen;
	o->kopie->opties = s->opties;
	swap_bytes(s, o->kopie, sizeof(*s));
	s->orden = o;
	o->kopie->orden = NULL;
	o->deel = 0;
}

static struct orden *begin(struct score_snapshot *s)
{
	struct orden *const o = calloc(1, sizeof(*o));
	if (o == NULL)
		err_fatal("no memory for the snapshot");
	struct score_snapshot_opties opties = s->opties;
	opties.max_bytes = SIZE_MAX; /* the limits were kept when it came into the old one */
	o->kopie = score_snapshot_create(&opties);
	/* Growing this table later is one long step: it has room for what comes until the next time
	 * that everything is put in order. */
	ids_reserve(o->kopie, s->count + s->count / 8);
	o->deel_count = s->deel_count;
	for (unsigned i = 0; i < s->deel_count; i++)
		o->tot[i] = s->delen[i].rijen;
	return o;
}

static void next_part(struct orden *o)
{
	o->fase = FASE_VERZAMEL;
	while (o->deel < o->deel_count && o->tot[o->deel] == 0)
		o->deel++;
	if (o->deel < o->deel_count)
		begin_part(o);
}

/* One part of the old one at a time: giving back a lot of memory takes the system long. */
static bool clear_up(struct orden *o)
{
	struct score_snapshot *const old = o->kopie;
	if (o->deel < old->deel_count) {
		snapshot_clear_part(&old->delen[o->deel++]);
		return false;
	}
	return true;
}

static void step(struct score_snapshot *s, struct orden *o, size_t rows)
{
	switch (o->fase) {
	case FASE_BEGIN: next_part(o); break;
	case FASE_VERZAMEL:
		if (o->deel == o->deel_count) {
			take_over(s, o);
			o->fase = FASE_RUIM_OP;
		} else if (collect(s, o, rows)) {
			prepare_digits(o);
			o->fase = FASE_SORTEER;
		}
		break;
	case FASE_SORTEER:
		if (sort(o, rows)) {
			prepare_copy(s, o);
			o->fase = FASE_KOPIEER;
		}
		break;
	case FASE_KOPIEER:
		if (copy(s, o, rows)) {
			end_part(o);
			o->deel++;
			next_part(o);
		}
		break;
	default:
		if (clear_up(o))
			orden_stop(s);
		break;
	}
}

bool score_snapshot_orden(struct score_snapshot *s, size_t rijen)
{
	if (s->orden == NULL) {
		const struct score_snapshot_stand stand = score_snapshot_stand(s);
		if (stand.vers == 0 && stand.vervallen == 0)
			return true;
		s->orden = begin(s);
	}
	step(s, s->orden, rijen > 0 ? rijen : 1);
	return s->orden == NULL;
}

void orden_stop(struct score_snapshot *s)
{
	struct orden *const o = s->orden;
	if (o == NULL)
		return;
	s->orden = NULL;
	if (o->rijen != NULL)
		end_part(o);
	score_snapshot_destroy(o->kopie);
	free(o);
}

/* Still to be filled, or already the old one. */
static bool is_filling(const struct score_snapshot *s)
{
	return s->orden != NULL && s->orden->fase != FASE_RUIM_OP;
}

void orden_put(struct score_snapshot *s, const struct score_aanbod *aanbod, uint16_t kring)
{
	/* A part that is full there stops the copy; the next attempt finds room again. */
	if (is_filling(s) && score_snapshot_put(s->orden->kopie, aanbod, kring) != ERR_OK)
		orden_stop(s);
}

void orden_remove(struct score_snapshot *s, struct uuid id)
{
	if (is_filling(s))
		(void)score_snapshot_remove(s->orden->kopie, id);
}
