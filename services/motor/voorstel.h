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
	int32_t halte;	 /* which stop of a rondgang; 0 = of none */
	int32_t van_min; /* and when, in minutes after midnight */
	int32_t tot_min;
	bool has_account_id; /* who proposes; nobody when the system does */
	struct uuid account_id;
	enum rol rol;
	enum score_taal taal; /* of the sentence when it cannot be */
	int64_t nu_us;
};

/* How it was judged, and beside what. */
struct voorstel_oordeel {
	struct score_uitkomst uitkomst;
	struct score_rang rangen[VOORSTEL_RANGEN]; /* of the supply, best first */
	size_t count;
};

/* The engine's word on the one offer that m was loaded with, at this half-day, in Dutch:
 * ERR_CONFLICT with regel.<code>, and why in `taal`, or tijdvak.niet_vrij when it cannot be. */
MUST_CHECK enum err voorstel_beoordeel(struct task *t, const struct motor *m, enum score_taal taal,
	struct tijdvak tijdvak, struct score_uitleg *ret_uitleg);

/* The first half-day that both have: of the times that the school likes best, when it ranked them.
 */
bool voorstel_eerste_tijdvak(const struct score_aanvraag *vraag, const struct tijdvak_set *vrij,
	struct tijdvak *ret_tijdvak);

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
