#include "domain/thema.h"

#include <stdlib.h>

size_t thema_boom_size(uint16_t count)
{
	return (size_t)count * count;
}

/* The world of an entry; ERR_INVALID when there is none within the depth of the tree, because of a
 * cycle, a parent that is absent, or too many layers. */
static enum err find_wereld(const uint16_t *ouder, uint16_t count, uint16_t i, uint16_t *ret_wereld)
{
	for (unsigned step = 0; step < THEMA_DIEPTE; step++) {
		if (ouder[i] == THEMA_GEEN) {
			*ret_wereld = i;
			return ERR_OK;
		}
		if (ouder[i] >= count)
			return ERR_INVALID;
		i = ouder[i];
	}
	return ERR_INVALID;
}

static uint16_t nearness(const uint16_t *ouder, const uint16_t *wereld, uint16_t a, uint16_t b)
{
	if (a == b)
		return THEMA_NABIJ_ZELFDE;
	if (ouder[a] == b || ouder[b] == a)
		return THEMA_NABIJ_OUDER;
	if (wereld[a] != wereld[b])
		return 0;
	/* Two worlds have no parent in common, but they are not in the same world either. */
	return ouder[a] == ouder[b] ? THEMA_NABIJ_BROER : THEMA_NABIJ_WERELD;
}

enum err thema_boom_init(
	struct thema_boom *boom, const uint16_t *ouder, uint16_t count, uint16_t *nabijheid)
{
	if (count > THEMA_MAX)
		return ERR_TOO_LARGE;
	uint16_t wereld[THEMA_MAX];
	for (uint16_t i = 0; i < count; i++)
		TRY(find_wereld(ouder, count, i, &wereld[i]));
	for (uint16_t a = 0; a < count; a++) {
		for (uint16_t b = 0; b < count; b++)
			nabijheid[(size_t)a * count + b] = nearness(ouder, wereld, a, b);
	}
	boom->count = count;
	boom->nabijheid = nabijheid;
	return ERR_OK;
}

uint16_t thema_nabijheid(const struct thema_boom *boom, uint16_t a, uint16_t b)
{
	if (a >= boom->count || b >= boom->count)
		return 0;
	return boom->nabijheid[(size_t)a * boom->count + b];
}

static int by_doel(const void *a, const void *b)
{
	const struct thema_link *x = a;
	const struct thema_link *y = b;
	if (x->doel != y->doel)
		return x->doel < y->doel ? -1 : 1;
	return (x->thema > y->thema) - (x->thema < y->thema);
}

static void raise_nearness(const struct thema_boom *boom, uint16_t a, uint16_t b, uint16_t *near)
{
	uint16_t *const ab = &near[(size_t)a * boom->count + b];
	if (*ab < THEMA_NABIJ_BROER)
		*ab = near[(size_t)b * boom->count + a] = THEMA_NABIJ_BROER;
}

void thema_boom_link(
	struct thema_boom *boom, struct thema_link *links, size_t link_count, uint16_t *nabijheid)
{
	if (link_count > 0)
		qsort(links, link_count, sizeof(*links), by_doel);
	for (size_t i = 0; i < link_count; i++) {
		for (size_t j = i + 1; j < link_count && links[j].doel == links[i].doel; j++) {
			if (links[i].thema < boom->count && links[j].thema < boom->count)
				raise_nearness(boom, links[i].thema, links[j].thema, nabijheid);
		}
	}
}

/* Layers of the tree above an entry, itself included. */
static unsigned layers_above(const uint16_t *ouder, uint16_t i)
{
	unsigned layers = 0;
	for (; i != THEMA_GEEN && layers < THEMA_DIEPTE; i = ouder[i])
		layers++;
	return layers;
}

enum thema_plek thema_plek(const uint16_t *ouder, uint16_t count, uint16_t thema, uint16_t onder)
{
	for (uint16_t up = onder; thema != THEMA_GEEN && up != THEMA_GEEN; up = ouder[up])
		if (up == thema)
			return THEMA_PLEK_ONDER_ZICHZELF;
	/* The deepest entry that comes along, counted from the moved one. */
	unsigned height = 1;
	for (uint16_t i = 0; i < count && thema != THEMA_GEEN; i++) {
		unsigned steps = 1;
		for (uint16_t up = i; up != THEMA_GEEN; up = ouder[up], steps++)
			if (up == thema && steps > height)
				height = steps;
	}
	return layers_above(ouder, onder) + height > THEMA_DIEPTE ? THEMA_PLEK_TE_DIEP
								  : THEMA_PLEK_GOED;
}
