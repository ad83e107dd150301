/*
 * The open requests as kandidaat/aanvraag gives their rows, kept in memory beside the offers, in a
 * table. For the files voorraad*.c only.
 *
 * A row says what held on the day that it was read for, and for all later days whose tomorrow is of
 * the same school year.
 * Which circles serve the school is not in it: that stands in what all questions share.
 */
#ifndef MOTOR_VOORRAAD_OPEN_H
#define MOTOR_VOORRAAD_OPEN_H

#include "motor/motor.h"
#include "motor/voorraad_tabel.h"

struct open_aanvraag {
	struct tabel_stuk stuk;
	int32_t vanaf; /* read for this day */
	struct kandidaat_aanvraag_row row;
	/* its lists and texts follow */
};

/* In place of the row that it had. False when that would bring the table over `max_bytes`: then it
 * is not there. */
bool open_put(struct tabel *open, const struct kandidaat_aanvraag_row *row, int32_t vanaf,
	size_t max_bytes);

/* NULL when it is not there, or its row does not hold on that day. */
const struct open_aanvraag *open_find(const struct tabel *open, struct uuid id, int32_t vandaag);

/* Its row in memory of the arena. */
struct kandidaat_aanvraag_row open_copy(struct arena *a, const struct open_aanvraag *o);

#endif
