/*
 * The taxonomy of topics: worlds of technology → fields → topics, as an array in which each entry
 * names its parent. What the entries are called is the business of the caller; here only the tree
 * counts, the links to lists of others, and how near two entries are.
 *
 * Nearness is that of the tree, and at least that of siblings for two topics that share a link:
 * what one company does, or one qualification teaches, is related wherever it stands. A link that
 * is broad (a vmbo profile holds half of technology) is no reason: the caller leaves it out.
 */
#ifndef DOMAIN_THEMA_H
#define DOMAIN_THEMA_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define THEMA_MAX    512	/* entries of one taxonomy */
#define THEMA_GEEN   UINT16_MAX /* parent of a world */
#define THEMA_DIEPTE 3		/* world, field, topic */

#define THEMA_NABIJ_ZELFDE 1000
#define THEMA_NABIJ_OUDER  700 /* one is the parent of the other */
#define THEMA_NABIJ_BROER  500 /* same parent, or a link in common */
#define THEMA_NABIJ_WERELD 250 /* same world */

struct thema_boom {
	uint16_t count;
	const uint16_t *nabijheid; /* count × count, row by row */
};

/* That a topic points at an entry of some list; equal numbers are the same entry. */
struct thema_link {
	uint32_t doel;
	uint16_t thema;
};

/* Room that thema_boom_init needs for `count` entries, in uint16_t's. */
size_t thema_boom_size(uint16_t count);

/*
 * Computes the nearness of every pair into the caller's memory (`nabijheid`, thema_boom_size
 * entries), which must outlive the boom. `ouder[i]` is the index of i's parent or THEMA_GEEN, in
 * any order. ERR_TOO_LARGE above THEMA_MAX, ERR_INVALID when a parent does not exist, the tree has
 * a cycle or is deeper than THEMA_DIEPTE. count 0 is a valid, empty tree.
 */
MUST_CHECK enum err thema_boom_init(
	struct thema_boom *boom, const uint16_t *ouder, uint16_t count, uint16_t *nabijheid);

/* Lets links count in what thema_boom_init computed. Sorts `links`; those of topics outside the
 * tree are nothing. */
void thema_boom_link(
	struct thema_boom *boom, struct thema_link *links, size_t link_count, uint16_t *nabijheid);

/* 0 … 1000; the same both ways. An index outside the tree is near to nothing (0). */
uint16_t thema_nabijheid(const struct thema_boom *boom, uint16_t a, uint16_t b);

/* What keeps a topic from a place in the tree. */
enum thema_plek {
	THEMA_PLEK_GOED,
	THEMA_PLEK_ONDER_ZICHZELF,
	THEMA_PLEK_TE_DIEP, /* it, or what stands below it, would be in a fourth layer */
};

/* Whether `thema` (THEMA_GEEN: a new one) may stand below `onder` (THEMA_GEEN: as a world) in a
 * valid tree of `count` entries. */
enum thema_plek thema_plek(const uint16_t *ouder, uint16_t count, uint16_t thema, uint16_t onder);

#endif
