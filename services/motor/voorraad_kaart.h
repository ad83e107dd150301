/*
 * What an answer needs of each offer beside what the snapshot judges it by: its texts, and who
 * stands behind it with what is used of which maximum. For voorraad.c and voorraad_stand.c only.
 *
 * Each card is one piece of memory of the size of what stands on it, found by the id of its offer;
 * `bytes` counts all of it.
 */
#ifndef MOTOR_VOORRAAD_KAART_H
#define MOTOR_VOORRAAD_KAART_H

#include "motor/motor.h"

struct kaart_houder {
	uint8_t soort;
	uint8_t jaren; /* lines of its school years, behind those of the one before */
	uint16_t max_per_schooljaar;
};

struct kaart {
	struct uuid id;
	size_t bytes;
	uint16_t titel_len;
	uint16_t naam_len; /* of the company */
	bool has_naam;
	uint8_t houder_count;
	struct kaart_houder houders[MOTOR_HOUDERS];
	struct score_gebruik jaren[]; /* of all holders; the texts follow */
};

struct kaarten {
	struct kaart **tabel; /* open addressing, a power of two */
	size_t cap;
	size_t count;
	size_t bytes;
	size_t ended; /* places that kaarten_fini has been at */
};

/* Gives back what stands at so many places; true when that was the last. Nothing may be asked any
 * more from the first call on. */
bool kaarten_fini(struct kaarten *k, size_t most);

/* Puts the card of an offer in place of the one that it had; texts as in the row, the rest as the
 * engine sees it. False when that would bring `bytes` over `max_bytes`: then nothing has changed.
 */
bool kaarten_put(struct kaarten *k, const struct kandidaat_aanbod_row *row,
	const struct score_aanbod *aanbod, size_t max_bytes);
void kaarten_remove(struct kaarten *k, struct uuid id);

/* NULL when there is none. */
const struct kaart *kaarten_find(const struct kaarten *k, struct uuid id);

/* Its texts: borrowed until the card changes. */
struct str kaart_titel(const struct kaart *kaart);
struct str kaart_bedrijf_naam(const struct kaart *kaart); /* STR_NULL = no company */

/* Its holders, without weeks; gives how many. */
size_t kaart_houders(const struct kaart *kaart, struct score_houder ret_houders[MOTOR_HOUDERS]);

#endif
