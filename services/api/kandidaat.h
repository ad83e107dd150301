/*
 * Candidates as the contract writes them, for every handler that shows some.
 */
#ifndef API_KANDIDAAT_H
#define API_KANDIDAAT_H

#include "api/req.h"
#include "motor/voorraad.h"
#include "score/uitleg.h"

/* A municipality as a filter names it: its code, or its name. */
struct motor_gemeente kandidaat_gemeente(struct req *r, struct str text);

/* Waits until the supply of this process is there and knows what the outbox had at `nieuws`
 * (motor/voorraad.h). */
MUST_CHECK enum err kandidaat_wait(struct req *r, struct str nieuws);

/* The same for all that is in the outbox now: for who will choose out of the supply. */
MUST_CHECK enum err kandidaat_wait_now(struct req *r);

/* The question of a request, when the caller may see it (a school: its own; staff: every one). */
MUST_CHECK enum err kandidaat_load(
	struct req *r, struct db_tx *tx, struct uuid aanvraag_id, struct motor *ret_motor);

/* The same for what is asked of the whole supply, as far as it goes from there, which is waited
 * for. */
MUST_CHECK enum err kandidaat_load_for_list(
	struct req *r, struct uuid aanvraag_id, struct motor *ret_motor);

/* "factoren" of one judgement, in the form of a list. */
void kandidaat_write_factoren(struct jsn_out *o, const struct score_uitleg *uitleg);

/* "gewichtVersie" and "gewichten": what the factors of all lines weigh. */
void kandidaat_write_gewichten(struct jsn_out *o, const struct motor *m);

/* "tijdvakken": the first half-days, no more than `most`, and "tijdvakkenAantal": how many there
 * are.
 */
void kandidaat_write_tijdvakken(struct jsn_out *o, const struct tijdvak_set *vrij, unsigned most);

#endif
