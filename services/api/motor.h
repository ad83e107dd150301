/*
 * From the database to the engine: loads what lib/score needs of a request and of the supply, in
 * the caller's transaction, so that a ranking and a proposal judge by the same facts.
 */
#ifndef API_MOTOR_H
#define API_MOTOR_H

#include "api/req.h"
#include "api/taxonomie.h"
#include "score/score.h"
#include "score/uitleg.h"
#include "store/sql.h"

/* Most offers that one question loads, and most exceptions of one of these on average: what fits in
 * a request's arena with room to spare. */
#define MOTOR_AANBOD_MAX		4000
#define MOTOR_UITZONDERINGEN_PER_AANBOD 250

/* A question to the engine: one request, its weights, and offers. Memory of the task. */
struct motor {
	struct kandidaat_aanvraag_row aanvraag;
	struct score_aanvraag vraag;
	struct score_config config;
	const struct taxonomie *taxonomie;
	int32_t gewicht_versie;
	const struct kandidaat_aanbod_row *rijen; /* the offers as the database has them … */
	struct score_aanbod *aanbod;		  /* … and as the engine sees them, same index */
	size_t count;
};

/* The request, its weights and taxonomy; 404 when it is not the caller's (a school: its own; staff:
 * every one). */
MUST_CHECK enum err motor_load_aanvraag(
	struct req *r, struct db_tx *tx, struct uuid aanvraag_id, struct motor *ret_motor);

/* The requests that an offer may be a chance for. Memory of the task. */
struct motor_kansen {
	struct motor aanbod;	   /* of this one offer, with the weights of its type */
	struct motor *vragen;	   /* each of one request; they share all else with `aanbod` */
	struct score_kans *kansen; /* the same, as the engine ranks them */
	size_t count;
};

/*
 * An offer and the open requests that it may fit, no more than `most`: the nearest first. 404 when
 * there is no such offer.
 */
MUST_CHECK enum err motor_load_kansen(struct req *r, struct db_tx *tx, struct uuid aanbod_id,
	size_t most, struct motor_kansen *ret_kansen);

/* The parts of the loading above that both ways share: m->aanvraag has been read. */
MUST_CHECK enum err motor_set_vraag(struct req *r, struct motor *m);
MUST_CHECK enum err motor_load_gewichten(struct req *r, struct db_tx *tx, struct motor *m);
enum score_kring motor_kring(const struct motor *m, const struct kandidaat_aanbod_row *row);

/* The same question with a window of `dagen` more, its half-days and days off: no longer than a
 * window can be. */
MUST_CHECK enum err motor_load_ruim(struct task *t, struct db_tx *tx, const struct motor *m,
	int32_t dagen, struct score_aanvraag *ret_ruim);

/*
 * The active offers of the type asked for; where there are more than `most` (1 … MOTOR_AANBOD_MAX),
 * or they are very large, those that fit first and of these the nearest to the school.
 */
MUST_CHECK enum err motor_load_aanbod(
	struct req *r, struct db_tx *tx, size_t most, struct motor *m);

/* Just this one, whatever its type and state; 404 when there is none. */
MUST_CHECK enum err motor_load_een(
	struct req *r, struct db_tx *tx, struct uuid aanbod_id, struct motor *m);

/* The indexes of topic codes; a code that the taxonomy no longer has is left out. */
const uint16_t *motor_thema_indexes(
	struct req *r, const struct motor *m, struct db_texts codes, uint16_t *ret_count);

/* Values of columns as the engine takes them; an unknown language is left out. */
struct plaats motor_plaats(bool known, int32_t x, int32_t y);
uint8_t motor_talen(struct db_texts codes);

/* A judged offer in the form of the contract's Kandidaat, rang 0 = none; compared with the best
 * candidate, when that is given and is another. */
void motor_write_kandidaat(struct req *r, const struct motor *m, size_t index, int64_t rang,
	const struct score_uitkomst *beste);

/* [{"code","waarde",…}] of one judgement. */
void motor_write_factoren(
	struct jsn_out *o, const struct motor *m, const struct score_uitleg *uitleg);

#endif
