/*
 * What all questions to the supply share beside the topics: the weights in force, the holidays, and
 * which circles serve which municipality. For the files voorraad*.c only. Read with the supply, and
 * again when the outbox says that some of it changed.
 */
#ifndef MOTOR_VOORRAAD_GEDEELD_H
#define MOTOR_VOORRAAD_GEDEELD_H

#include "base/arena.h"
#include "domain/soort.h"
#include "motor/motor.h"

struct gedeeld {
	struct arena memory;
	struct motor_gewichten gewichten[SOORT_COUNT];
	const struct kandidaat_vakanties_row *vakanties;
	size_t vakantie_count;
	const struct kandidaat_kringen_row *kringen; /* ascending by id */
	size_t kring_count;
};

/* In place of what was there; that stays when it fails. Holidays that were over on `vanaf` are left
 * out. */
MUST_CHECK enum err gedeeld_read(
	struct task *t, struct db_tx *tx, int32_t vanaf, struct gedeeld *g);
void gedeeld_fini(struct gedeeld *g);

/* Whether an event with this soort may have changed it. */
bool gedeeld_is_touched(struct str soort);

/* Whether it has weights for that type. */
bool gedeeld_weegt(const struct gedeeld *g, enum soort soort);

/* Gives the question of m, of a type that it has weights for, these and its window. */
MUST_CHECK enum err gedeeld_stel(const struct gedeeld *g, struct arena *a, struct motor *m);

/* The same question with a wider window (voorraad_ruim). */
MUST_CHECK enum err gedeeld_ruim(const struct gedeeld *g, struct arena *a, const struct motor *m,
	int32_t dagen, struct score_aanvraag *ret_ruim);

/* The circles that serve a municipality, as kandidaat/aanvraag has them. */
struct db_uuids gedeeld_kringen(const struct gedeeld *g, struct arena *a, struct str gemeente);

#endif
