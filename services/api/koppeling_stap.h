/*
 * The steps in the life of a koppeling, for whatever way they come: each goes through the table of
 * lib/domain/toestand, and is taken by the caller (r->actor) on what it reaches (r->bereik).
 */
#ifndef API_KOPPELING_STAP_H
#define API_KOPPELING_STAP_H

#include "api/req.h"
#include "domain/toestand.h"
#include "store/sql.h"

struct koppeling_stap {
	enum stap stap;
	enum jsn_has has_reden;
	int32_t reden; /* enum api_reden */
	enum jsn_has has_toelichting;
	struct str toelichting;
	struct jsn_array andere_tijdvakken; /* of struct api_tijdvak_keuze */
};

/* Holds the match until the end of the transaction, and says how it stands: of two that act on it
 * at once, one is the first. ERR_NOT_FOUND when the caller does not reach it. */
MUST_CHECK enum err koppeling_houd(
	struct req *r, struct db_tx *tx, struct uuid id, struct koppeling_lock_row *ret_row);

/* Takes the step in this transaction. What the caller does not reach is absent (ERR_NOT_FOUND);
 * what the table or the day does not allow is ERR_CONFLICT or ERR_FORBIDDEN. */
MUST_CHECK enum err koppeling_zet_stap(
	struct req *r, struct db_tx *tx, struct uuid id, const struct koppeling_stap *step);

/* The same, and asks the volunteer when that approves it. */
MUST_CHECK enum err koppeling_stap_en_vraag(
	struct req *r, struct db_tx *tx, struct uuid id, const struct koppeling_stap *step);

/* Asks the volunteer of a match that was approved in this transaction, when it has one, by a
 * letter. */
MUST_CHECK enum err koppeling_vraag(struct req *r, struct db_tx *tx, struct uuid id);

#endif
