/* What a block knows of all of its rows together, kept as rows come. */
#include "score/snapshot_intern.h"

static void lower(uint16_t *a, uint16_t b)
{
	*a = b < *a ? b : *a;
}

static void raise(uint16_t *a, uint16_t b)
{
	*a = b > *a ? b : *a;
}

static void raise_byte(uint8_t *a, uint8_t b)
{
	*a = b > *a ? b : *a;
}

static void widen(int16_t *low, int16_t *high, int16_t at, bool first)
{
	*low = first || at < *low ? at : *low;
	*high = first || at > *high ? at : *high;
}

void zone_add(struct zone *z, unsigned i, const struct rij *r, bool eerste,
	const uint64_t sectoren[NIVEAU_SECTOR_COUNT])
{
	widen(&z->x0[i], &z->x1[i], r->x, eerste);
	widen(&z->y0[i], &z->y1[i], r->y, eerste);
	const struct koud *k = koud_in(r);
	const uint64_t niveaus = niveaus_of(k);
	if (eerste)
		z->groep_min[i] = k->groep_min;
	lower(&z->groep_min[i], k->groep_min);
	raise(&z->groep_max[i], k->groep_max);
	raise(&z->straal[i], r->straal);
	for (unsigned h = 0; h < 2; h++) {
		z->niveau[h][i] |= k->niveaus[h];
		z->thema[h][i] |= (uint32_t)(r->themas >> 32 * h);
		raise_byte(&z->belasting[h][i], r->belasting[h]);
	}
	raise_byte(&z->kwaliteit[i], r->kwaliteit);
	raise_byte(&z->reactie[i], r->reactie);
	z->kring[i] |= kring_bit(r->kring);
	z->talen[i] |= talen_of(k);
	z->vlag[i] |= r->vlag;
	for (unsigned s = 0; s < NIVEAU_SECTOR_COUNT; s++) {
		const uint8_t count = (uint8_t)bits_of(niveaus & sectoren[s]);
		if (eerste || count < z->niveaus[s][i])
			z->niveaus[s][i] = count;
	}
}
