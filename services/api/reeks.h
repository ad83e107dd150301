/*
 * Steps with one time of a series and all behind it, in one transaction: all of it, or nothing and
 * every day that is in the way named.
 */
#ifndef API_REEKS_H
#define API_REEKS_H

#include "api/koppeling_stap.h"
#include "api/req.h"
#include "domain/reeks.h"
#include "domain/tijdvak.h"

/* What does not fit, and why. */
struct reeks_niet {
	struct {
		struct tijdvak dag;
		struct str code, uitleg;
	} regels[REEKS_KEREN_MAX];
	size_t count;
};

/* Does it in a part of the transaction. A conflict is undone and noted with its day; anything else
 * that goes wrong ends the whole. No more than REEKS_KEREN_MAX times. */
MUST_CHECK enum err reeks_probeer(struct req *r, struct db_tx *tx, struct tijdvak dag,
	enum err (*doe)(struct req *r, struct db_tx *tx, const void *arg), const void *arg,
	struct reeks_niet *niet);

/* ERR_CONFLICT that names all that was noted. */
MUST_CHECK enum err reeks_check(struct req *r, const struct reeks_niet *niet);

/* Proposes for the request, as a koppeling with this id, and for the times behind it that still
 * want somebody. */
MUST_CHECK enum err reeks_stel_voor(struct req *r, struct db_tx *tx, struct uuid aanvraag_id,
	const struct api_koppeling_nieuw *n, struct uuid id);

/* Takes the step that was taken with this match with those behind it that run with the same offer,
 * as far as they can; a no is said in the way it is said there. */
struct reeks_gezet {
	struct uuid ids[REEKS_KEREN_MAX];
	size_t count;
};
MUST_CHECK enum err reeks_zet_volgende(struct req *r, struct db_tx *tx, struct uuid id,
	const struct koppeling_stap *step, struct reeks_gezet *ret_gezet);

#endif
