/* The parts of the snapshot; putting and removing. */
#include "score/snapshot.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "score/snapshot_intern.h"

_Static_assert(TAAL_COUNT <= 4, "four bits of a row say its languages");
_Static_assert(SOORT_COUNT <= DEEL_MAX / 64 && NIVEAU_SECTOR_COUNT <= 5,
	"a part's key has no room for more");

#define RUIM_MIN    16
#define DEEL_MIN    16
#define JAREN_TERUG 10 /* how far back half-days in two bytes reach */

/* ---- memory ---- */

void *snapshot_alloc_raw(struct score_snapshot *s, size_t bytes)
{
	const size_t room = (bytes + LIJN - 1) / LIJN * LIJN;
	void *const p = aligned_alloc(LIJN, room);
	if (p == NULL)
		err_fatal("no memory for the snapshot");
	s->bytes += room;
	return p;
}

void *snapshot_alloc(struct score_snapshot *s, size_t bytes)
{
	void *const p = snapshot_alloc_raw(s, bytes);
	memset(p, 0, bytes);
	return p;
}

void snapshot_free(struct score_snapshot *s, void *p, size_t bytes)
{
	if (p == NULL)
		return;
	s->bytes -= (bytes + LIJN - 1) / LIJN * LIJN;
	free(p);
}

static void *grow(struct score_snapshot *s, void *p, size_t bytes, size_t new_bytes)
{
	void *const q = snapshot_alloc_raw(s, new_bytes);
	if (bytes > 0)
		memcpy(q, p, bytes);
	snapshot_free(s, p, bytes);
	return q;
}

/* ---- topics to bits ---- */

/*
 * A taxonomy has more topics than a mask has bits. Topics that share one are taken for each other
 * when weighing, so these should be near anyway: they are laid out by world, then by what they are
 * near to, and this row is cut in 64.
 */
static void lay_out_topics(struct score_snapshot *s)
{
	const struct thema_boom *boom = s->opties.boom;
	uint32_t order[THEMA_MAX];
	for (uint32_t i = 0; i < boom->count; i++) {
		uint32_t wereld = i;
		uint32_t veld = i;
		for (uint32_t j = boom->count; j-- > 0;) {
			const uint16_t nabij = thema_nabijheid(boom, (uint16_t)i, (uint16_t)j);
			wereld = nabij > 0 ? j : wereld;
			veld = nabij >= THEMA_NABIJ_OUDER && j != i ? j : veld;
		}
		order[i] = (wereld % THEMA_MAX) << 18 | (veld % THEMA_MAX) << 9 | i;
		for (uint32_t j = i; j > 0 && order[j - 1] > order[j]; j--) {
			const uint32_t swap = order[j];
			order[j] = order[j - 1];
			order[j - 1] = swap;
		}
	}
	for (uint32_t i = 0; i < boom->count; i++)
		s->thema_bit[order[i] % THEMA_MAX] =
			(uint8_t)(boom->count <= 64 ? i : i * 64 / boom->count);
	s->thema_count = (uint8_t)(boom->count < 64 ? boom->count : 64);
}

static uint64_t topics_from(const struct score_snapshot *s, uint16_t topic, uint16_t least)
{
	uint64_t bits = 0;
	for (uint16_t j = 0; j < s->opties.boom->count; j++) {
		if (thema_nabijheid(s->opties.boom, topic, j) >= least)
			bits |= UINT64_C(1) << s->thema_bit[j];
	}
	return bits;
}

/* The best nearness to a topic below one. */
static uint16_t next_grade(const struct score_snapshot *s, uint16_t topic, uint16_t below)
{
	uint16_t best = 0;
	for (uint16_t j = 0; j < s->opties.boom->count; j++) {
		const uint16_t nabij = thema_nabijheid(s->opties.boom, topic, j);
		best = nabij < below && nabij > best ? nabij : best;
	}
	return best;
}

/* Grades that do not fit are taken for the last one. */
static void make_buurt(struct score_snapshot *s, uint16_t topic)
{
	struct buurt *const b = &s->buurten[topic];
	uint16_t waarde = next_grade(s, topic, UINT16_MAX);
	uint64_t above = 0;
	for (unsigned k = 0; k < STAPPEN && waarde > 0; k++) {
		const uint16_t below = k + 1 < STAPPEN ? next_grade(s, topic, waarde) : 0;
		const uint64_t masker = topics_from(s, topic, below > 0 ? waarde : 1);
		struct stap *const stap = &b->stappen[k];
		stap->masker[0] = (uint32_t)masker;
		stap->masker[1] = (uint32_t)(masker >> 32);
		stap->erbij = masker & ~above;
		stap->waarde = waarde;
		stap->meer = (uint16_t)(waarde - below);
		stap->eenheden = (waarde + THEMA_EENHEID - 1u) / THEMA_EENHEID;
		above = masker;
		waarde = below;
	}
	b->genoeg = topics_from(s, topic, SCORE_THEMA_MIN);
}

/* What levels of one sector are worth; the formula stands in score/factor.h. */
static void add_sector(struct score_snapshot *s, unsigned sector)
{
	s->sector_niveaus[sector] = niveau_of_sector((enum niveau_sector)sector);
	const unsigned count = niveau_set_count(s->sector_niveaus[sector]);
	for (unsigned k = 1; k <= count; k++)
		s->niveau_waarde[sector][k] =
			(uint16_t)(SCORE_WAARDE_MAX - 400 * (k - 1) / (count - 1));
}

/* ---- life ---- */

struct score_snapshot *score_snapshot_create(const struct score_snapshot_opties *opties)
{
	assert(opties->max_aanbod > 0 && opties->max_aanbod <= SCORE_SNAPSHOT_MAX);
	struct score_snapshot *const s = aligned_alloc(LIJN, sizeof(*s)); /* has vectors */
	if (s == NULL)
		err_fatal("no memory for the snapshot");
	memset(s, 0, sizeof(*s));
	s->opties = *opties;
	s->kern = kern_kies(opties->kern);
	s->basis = date_from_civil(opties->schooljaar - JAREN_TERUG, 8, 1);
	s->bytes = sizeof(*s);
	s->buurten = snapshot_alloc(s, (opties->boom->count + 1u) * sizeof(*s->buurten));
	for (unsigned i = 0; i < NIVEAU_SECTOR_COUNT; i++)
		add_sector(s, i);
	lay_out_topics(s);
	for (uint16_t i = 0; i < opties->boom->count; i++)
		make_buurt(s, i);
	s->gelezen = snapshot_alloc(s, sizeof(*s->gelezen));
	vraag_prepare(s);
	return s;
}

void snapshot_clear_part(struct deel *d)
{
	free(d->woorden);
	free(d->warm);
	free(d->ids);
	free(d->zones);
	free(d->koud);
	*d = (struct deel){ .rijen = 0 };
}

void score_snapshot_destroy(struct score_snapshot *s)
{
	if (s == NULL)
		return;
	orden_stop(s);
	for (unsigned i = 0; i < s->deel_count; i++)
		snapshot_clear_part(&s->delen[i]);
	for (size_t i = 0; i < s->ruim_cap; i++)
		ruim_destroy(s, s->ruim[i]);
	free(s->delen);
	free(s->ruim);
	ids_clear(s);
	free(s->buurten);
	free(s->kansen);
	free(s->kansen_op_volgorde);
	free(s->gelezen);
	free(s);
}

struct score_snapshot_stand score_snapshot_stand(const struct score_snapshot *s)
{
	struct score_snapshot_stand stand = {
		.aanbod = s->count,
		.ruim = s->ruim_count,
		.bytes = s->bytes,
		.bezig = s->orden != NULL,
	};
	for (unsigned i = 0; i < s->deel_count; i++) {
		stand.vers += s->delen[i].rijen - s->delen[i].geordend;
		stand.vervallen += s->delen[i].dood;
		stand.blokken += blokken_of(&s->delen[i]);
	}
	return stand;
}

bool snapshot_find(const struct score_snapshot *s, struct uuid id, uint32_t *ret_handle)
{
	size_t place = 0;
	if (!ids_find(s, id, &place))
		return false;
	*ret_handle = s->ids.handles[place];
	return true;
}

/* ---- rows ---- */

static unsigned next_part_cap(const struct score_snapshot *s)
{
	return s->deel_cap == 0 ? DEEL_MIN : 2 * s->deel_cap;
}

/* What making room for one more takes; 0 when there is room. */
static size_t parts_growth_bytes(const struct score_snapshot *s)
{
	return s->deel_count < s->deel_cap ? 0 : next_part_cap(s) * sizeof(*s->delen);
}

static void reserve_parts(struct score_snapshot *s)
{
	const unsigned cap = next_part_cap(s);
	s->delen = grow(s, s->delen, s->deel_cap * sizeof(*s->delen), cap * sizeof(*s->delen));
	s->deel_cap = cap;
}

/* A word for each topic, and from the first to the last level of its sectors. */
static void lay_out_words(const struct score_snapshot *s, struct deel *d)
{
	uint64_t levels = 0;
	for (unsigned i = 0; i < NIVEAU_SECTOR_COUNT; i++)
		levels |= (d->sectoren >> i & 1) != 0 ? s->sector_niveaus[i] : 0;
	if (levels != 0) {
		d->niveau_eerste = (uint8_t)__builtin_ctzll(levels);
		d->niveau_count = (uint8_t)(64 - __builtin_clzll(levels) - d->niveau_eerste);
	}
	d->thema_count = s->thema_count;
	d->acht_bytes = (uint32_t)(sizeof(struct woorden) +
				   (size_t)(d->thema_count + d->niveau_count) * sizeof(acht));
}

static struct deel *deel_make(struct score_snapshot *s, unsigned sleutel)
{
	if (s->deel_van[sleutel] == 0) {
		if (s->deel_count == s->deel_cap)
			reserve_parts(s);
		struct deel *const d = &s->delen[s->deel_count++];
		*d = (struct deel){ .rijen = 0 };
		d->soort = (enum soort)(sleutel / 64);
		d->sectoren = (uint8_t)(sleutel / 2 % 32);
		d->sector_count = (uint8_t)bits_of(d->sectoren);
		lay_out_words(s, d);
		d->zonder_plaats = sleutel % 2 == 1;
		d->volgende = s->deel_eerste[d->soort];
		s->deel_eerste[d->soort] = (uint16_t)s->deel_count;
		s->achten++;
		s->deel_van[sleutel] = (uint16_t)s->deel_count;
	}
	return &s->delen[s->deel_van[sleutel] - 1];
}

static size_t zone_bytes(uint32_t blokken)
{
	return blokken <= ACHT ? 0 : (blokken + (size_t)BLOK - 1) / BLOK * sizeof(struct zone);
}

static size_t eights_bytes(const struct deel *d, uint32_t blokken)
{
	return (blokken + (size_t)ACHT - 1) / ACHT * d->acht_bytes;
}

static size_t warm_bytes(uint32_t blokken)
{
	return (size_t)blokken * BLOK * sizeof(struct warm);
}

static size_t id_bytes(uint32_t blokken)
{
	return (size_t)blokken * BLOK * sizeof(struct uuid);
}

static size_t blokken_bytes(const struct deel *d, uint32_t blokken)
{
	return eights_bytes(d, blokken) + warm_bytes(blokken) + id_bytes(blokken) +
	       zone_bytes(blokken);
}

/* The zones of the rows that are there. */
static void make_zones(struct score_snapshot *s, const struct deel *d)
{
	struct rij *const r = snapshot_alloc(s, sizeof(*r));
	bool first = true;
	for (uint32_t n = 0; n < d->rijen; n++) {
		const uint32_t blok = n / BLOK;
		struct zone *const z = &d->zones[blok / BLOK];
		if (n % (BLOK * BLOK) == 0)
			memset(z, 0, sizeof(*z));
		first = first || n % BLOK == 0;
		if (!is_alive(d, n))
			continue;
		rij_zone(s, d, n, r);
		zone_add(z, blok % BLOK, r, first, s->sector_niveaus);
		first = false;
	}
	snapshot_free(s, r, sizeof(*r));
}

static void reserve_blokken(struct score_snapshot *s, struct deel *d, uint32_t cap)
{
	const uint32_t old = d->blok_cap;
	if (cap <= old)
		return;
	d->woorden = grow(s, d->woorden, eights_bytes(d, old), eights_bytes(d, cap));
	d->warm = grow(s, d->warm, warm_bytes(old), warm_bytes(cap));
	d->ids = grow(s, d->ids, id_bytes(old), id_bytes(cap));
	d->blok_cap = cap;
	if (cap <= ACHT)
		return;
	d->zones = grow(s, d->zones, zone_bytes(old), zone_bytes(cap));
	if (old <= ACHT)
		make_zones(s, d);
}

static void reserve_koud(struct score_snapshot *s, struct deel *d, size_t cap)
{
	if (cap <= d->koud_cap)
		return;
	d->koud = grow(s, d->koud, d->koud_cap, cap);
	d->koud_cap = cap;
}

void snapshot_reserve(struct score_snapshot *s, unsigned sleutel, uint32_t rijen, size_t koud_bytes)
{
	struct deel *const d = deel_make(s, sleutel);
	reserve_blokken(s, d, (rijen + BLOK - 1) / BLOK);
	reserve_koud(s, d, koud_bytes);
}

/* Half as much more each time: seldom enough to copy, and putting in order takes back the room that
 * stands empty. */
static size_t larger(size_t cap, size_t least)
{
	const size_t more = cap + cap / 2;
	return more > least ? more : least;
}

static void set_bits(acht *words, uint64_t which, unsigned j, uint64_t bit)
{
	for (; which != 0; which &= which - 1)
		words[__builtin_ctzll(which)][j] |= bit;
}

/* A row is written once, into words of block j of the eight that have no bit of it yet. */
static void fill_words(
	const struct deel *d, struct woorden *w, unsigned j, unsigned i, const struct rij *r)
{
	const struct koud *k = koud_in(r);
	const uint64_t bit = UINT64_C(1) << i;
	w->leeft[j] |= bit;
	w->gepauzeerd[j] |= (r->vlag & VLAG_GEPAUZEERD) != 0 ? bit : 0;
	w->zonder_vog[j] |= (r->vlag & VLAG_ZONDER_VOG) != 0 ? bit : 0;
	w->zonder_thema[j] |= (r->vlag & VLAG_ZONDER_THEMA) != 0 ? bit : 0;
	const unsigned from = groep_klasse(k->groep_min);
	for (unsigned g = from; g <= groep_klasse(k->groep_max); g++)
		w->groep[g][j] |= bit;
	set_bits(w->taal, talen_of(k) & TAAL_ALLE, j, bit);
	set_bits(w->thema, r->themas & topic_words(d), j, bit);
	if (d->niveau_count > 0)
		set_bits(w->thema + d->thema_count,
			niveaus_of(k) >> d->niveau_eerste & level_words(d), j, bit);
}

static void fill(struct deel *d, uint32_t n, const struct rij *r)
{
	const unsigned j = n / BLOK % ACHT;
	struct woorden *const w = woorden_at(d, n / BLOK / ACHT);
	if (n % (ACHT * BLOK) == 0)
		memset(w, 0, d->acht_bytes);
	fill_words(d, w, j, n % BLOK, r);
	if (n % BLOK == 0) {
		memset(&d->warm[n], 0, BLOK * sizeof(*d->warm)); /* all are weighed at once */
		w->koud[j] = d->koud_bytes;
	}
	d->warm[n] = (struct warm){
		.plaats = (uint16_t)r->x | (uint32_t)(uint16_t)r->y << 16,
		.bereik = r->straal | (uint32_t)r->kring << 16,
		.waarden = r->belasting[0] | (uint32_t)r->belasting[1] << 8 |
			   (uint32_t)r->kwaliteit << 16 | (uint32_t)r->reactie << 24,
		.rest = r->vlag | (uint32_t)r->meters << 8 |
			(uint32_t)((d->koud_bytes - w->koud[j]) / 4) << 16,
	};
	d->ids[n] = r->id;
}

uint32_t snapshot_append(struct score_snapshot *s, const struct rij *rij)
{
	struct deel *const d = deel_make(s, rij->sleutel);
	const uint32_t n = d->rijen;
	const uint32_t blok = n / BLOK;
	if (blok == d->blok_cap)
		reserve_blokken(s, d, (uint32_t)larger(d->blok_cap, blok + 1));
	if (d->koud_bytes + rij->koud_bytes > d->koud_cap)
		reserve_koud(s, d, larger(d->koud_cap, d->koud_bytes + rij->koud_bytes));
	const void *koud = (rij->vlag & VLAG_RUIM) != 0 ? (const void *)&rij->ruim : rij->koud;
	memcpy(d->koud + d->koud_bytes, koud, rij->koud_bytes);
	fill(d, n, rij);
	d->koud_bytes += rij->koud_bytes;
	if (d->blok_cap > ACHT) {
		struct zone *const z = &d->zones[blok / BLOK];
		if (n % (BLOK * BLOK) == 0)
			memset(z, 0, sizeof(*z));
		zone_add(z, blok % BLOK, rij, n % BLOK == 0, s->sector_niveaus);
	}
	s->achten += n % (ACHT * BLOK) == 0;
	d->rijen++;
	s->count++;
	const uint32_t handle = (uint32_t)(d - s->delen) << RIJ_BITS | n;
	if (ids_growth_bytes(s) > 0)
		ids_reserve(s, 2 * s->count); /* this row as well */
	else
		ids_add(s, rij->id, handle);
	return handle;
}

static uint32_t ruim_keep(struct score_snapshot *s, struct ruim *r)
{
	size_t i = s->ruim_vrij;
	while (i < s->ruim_cap && s->ruim[i] != NULL)
		i++;
	if (i == s->ruim_cap) {
		const size_t cap = s->ruim_cap == 0 ? RUIM_MIN : 2 * s->ruim_cap;
		s->ruim = grow(s, s->ruim, s->ruim_cap * sizeof(struct ruim *),
			cap * sizeof(struct ruim *));
		for (size_t k = s->ruim_cap; k < cap; k++)
			s->ruim[k] = NULL;
		s->ruim_cap = cap;
	}
	s->ruim[i] = r;
	s->ruim_vrij = i + 1;
	s->ruim_count++;
	return (uint32_t)i;
}

static void drop(struct score_snapshot *s, size_t place)
{
	const uint32_t handle = s->ids.handles[place];
	struct deel *const d = deel_of(s, handle);
	const uint32_t n = rij_of(handle);
	if ((warm_vlag(&d->warm[n]) & VLAG_RUIM) != 0) {
		const size_t number = ruim_of(d, n);
		ruim_destroy(s, s->ruim[number]);
		s->ruim[number] = NULL;
		s->ruim_vrij = number < s->ruim_vrij ? number : s->ruim_vrij;
		s->ruim_count--;
	}
	woorden_at(d, n / BLOK / ACHT)->leeft[n / BLOK % ACHT] &= ~(UINT64_C(1) << n % BLOK);
	d->dood++;
	ids_forget(s, place);
	s->count--;
}

/* Whether one more row of this kind stays within the limits. Growing is counted before it is done,
 * old and new beside each other. */
static bool has_room(const struct score_snapshot *s, const struct rij *rij, bool replaces)
{
	const uint16_t number = s->deel_van[rij->sleutel];
	const struct deel none = { .rijen = 0 };
	const struct deel *d = number == 0 ? &none : &s->delen[number - 1];
	size_t more = number == 0 ? parts_growth_bytes(s) : 0;
	if (d->rijen / BLOK == d->blok_cap)
		more += blokken_bytes(d, (uint32_t)larger(d->blok_cap, d->blok_cap + 1)) -
			blokken_bytes(d, d->blok_cap);
	if (d->koud_bytes + rij->koud_bytes > d->koud_cap)
		more += larger(d->koud_cap, d->koud_bytes + rij->koud_bytes) - d->koud_cap;
	more += ids_growth_bytes(s);
	return d->rijen < DEEL_RIJEN && s->count + !replaces <= s->opties.max_aanbod &&
	       s->bytes + more <= s->opties.max_bytes;
}

enum err score_snapshot_put(
	struct score_snapshot *s, const struct score_aanbod *aanbod, uint16_t kring)
{
	ids_fetch(s, aanbod->id); /* comes while the row is made */
	const bool fits = rij_maak(s, aanbod, kring);
	size_t older = 0;
	const bool replaces = ids_find(s, aanbod->id, &older);
	struct ruim *const r = fits ? NULL : ruim_create(s, aanbod);
	if (!has_room(s, &s->rij, replaces)) {
		ruim_destroy(s, r);
		return ERR_TOO_LARGE;
	}
	if (r != NULL) {
		s->rij.ruim = ruim_keep(s, r);
		s->rij.koud_bytes = sizeof(s->rij.ruim);
	}
	if (replaces)
		drop(s, older);
	(void)snapshot_append(s, &s->rij);
	orden_put(s, aanbod, kring);
	return ERR_OK;
}

bool score_snapshot_remove(struct score_snapshot *s, struct uuid id)
{
	size_t place = 0;
	if (!ids_find(s, id, &place))
		return false;
	drop(s, place);
	orden_remove(s, id);
	return true;
}
