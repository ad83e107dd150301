#include "domain/thema.h"

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
