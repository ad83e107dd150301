/*
 * What an answer needs of each offer beside what the snapshot judges it by: its texts, and who
 * stands behind it with what is used of which maximum: a card, in a table. For the files
 * voorraad*.c only.
 */
#ifndef MOTOR_VOORRAAD_KAART_H
#define MOTOR_VOORRAAD_KAART_H

#include "motor/motor.h"
#include "motor/voorraad_tabel.h"

struct kaart_houder {
	uint8_t soort;
	uint8_t jaren; /* lines of its school years, behind those of the one before … */
	uint8_t weken; /* … and of the weeks that are full, behind these */
	uint16_t max_per_schooljaar;
	uint16_t max_per_week;
};

struct kaart {
	struct tabel_stuk stuk;
	uint16_t titel_len;
	uint16_t naam_len; /* of the company */
	bool has_naam;
	uint8_t houder_count;
	uint16_t plaatsen;
	struct kaart_houder houders[MOTOR_HOUDERS];
	struct score_gebruik gebruik[]; /* of all holders; the texts follow */
};

/* Puts the card of an offer in place of the one that it had; texts as in the row, the rest as the
 * engine sees it. False when that would bring the table over `max_bytes`: then nothing has changed.
 */
bool kaarten_put(struct tabel *kaarten, const struct kandidaat_aanbod_row *row,
	const struct score_aanbod *aanbod, size_t max_bytes);

/* NULL when there is none. */
const struct kaart *kaarten_find(const struct tabel *kaarten, struct uuid id);

/* Its texts: borrowed until the card changes. */
struct str kaart_titel(const struct kaart *kaart);
struct str kaart_bedrijf_naam(const struct kaart *kaart); /* STR_NULL = no company */

/* Its holders, of their weeks those that are full; gives how many. */
size_t kaart_houders(const struct kaart *kaart, struct score_houder ret_houders[MOTOR_HOUDERS]);

#endif
