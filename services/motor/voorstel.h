/*
 * Making a proposal: what a person chose in `serve`, and what is refilled in `work`. The engine
 * judges the pair by the facts of the caller's transaction, and the database decides at commit; the
 * supply in memory only says what stood beside it. Knows no HTTP.
 */
#ifndef MOTOR_VOORSTEL_H
#define MOTOR_VOORSTEL_H

#include "domain/toestand.h"
#include "motor/voorraad.h"

#define VOORSTEL_RANGEN 20 /* lines of the ranking that a proposal looks at */

struct voorstel {
	struct uuid id; /* of the koppeling that is made */
	struct tijdvak tijdvak;
	bool has_account_id; /* who proposes; nobody when the system does */
	struct uuid account_id;
	enum rol rol;
	int64_t nu_us;
};

/* How it was judged, and beside what. */
struct voorstel_oordeel {
	struct score_uitkomst uitkomst;
	struct score_rang rangen[VOORSTEL_RANGEN]; /* of the supply, best first */
	size_t count;
};

/* The engine's word on the one offer that m was loaded with, at this half-day: ERR_CONFLICT with
 * regel.<code> or tijdvak.niet_vrij when it cannot be. */
MUST_CHECK enum err voorstel_beoordeel(struct task *t, const struct motor *m,
	struct tijdvak tijdvak, struct score_uitleg *ret_uitleg);

/* What is kept of such a judgement (koppeling.factoren), in both languages. */
struct str voorstel_factoren(
	struct task *t, const struct motor *m, const struct score_uitleg *uitleg);

/*
 * Writes the proposal of the one offer that m was loaded with (motor_load_een) for its request.
 * ERR_CONFLICT with the code that says what stands in the way: aanvraag.niet_open, regel.<code>,
 * tijdvak.niet_vrij, or opnieuw.proberen when the request changed since m was loaded. Does not wait
 * for the supply: ERR_UNAVAILABLE when there is none.
 */
MUST_CHECK enum err voorstel_doe(struct task *t, struct db_tx *tx, struct voorraad *v,
	const struct motor *m, const struct voorstel *voorstel,
	struct voorstel_oordeel *ret_oordeel);

#endif
