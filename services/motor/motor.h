/*
 * From the database to the engine: loads what lib/score needs of a request and of offers, in the
 * caller's transaction, so that a ranking and a proposal judge by the same facts. What is open in
 * all of the supply stands in memory: motor/voorraad.h. Knows no HTTP and writes nothing.
 */
#ifndef MOTOR_MOTOR_H
#define MOTOR_MOTOR_H

#include "motor/taxonomie.h"
#include "score/score.h"
#include "store/sql.h"

/* Whose maxima an offer may count for: person, company, circle. */
#define MOTOR_HOUDERS 3

/* A question to the engine: one request, its weights, and offers. Memory of the task. */
struct motor {
	int32_t vandaag; /* the window begins the day after */
	struct kandidaat_aanvraag_row aanvraag;
	struct score_aanvraag vraag;
	struct score_config config;
	const struct taxonomie *taxonomie;
	int32_t gewicht_versie;
	struct uuid voorrang_id; /* the offer that staff wants first, or alone; nil = none */
	const struct kandidaat_aanbod_row *rijen; /* the offers as the database has them … */
	struct score_aanbod *aanbod;		  /* … and as the engine sees them, same index */
	size_t count;
};

/* What an answer shows of an offer. */
struct motor_kaart {
	struct uuid id;
	struct str titel;
	struct uuid bedrijf_id;	     /* nil = none */
	struct str bedrijf_naam;     /* STR_NULL = none */
	struct uuid vrijwilliger_id; /* nil = none */
};

struct motor_kaart motor_kaart_van(const struct kandidaat_aanbod_row *row);

/* The row of a request alone; `in` says which (one), who may see it, and today (vanaf). 404 when it
 * is not the caller's. What is missing is for voorraad_stel and motor_load_relaties. */
MUST_CHECK enum err motor_read_aanvraag(struct task *t, struct db_tx *tx,
	const struct kandidaat_aanvraag_in *in, struct motor *ret_motor);

/* Requests by id, of whichever school: for the supply, and for what is open to every supplier. */
MUST_CHECK enum err motor_read_aanvragen(struct task *t, struct db_tx *tx, struct db_uuids ids,
	int32_t vanaf, struct kandidaat_aanvraag_row **ret_rows, size_t *ret_count);

/* The whole question: the request, its weights, its window and the taxonomy. */
MUST_CHECK enum err motor_load_aanvraag(struct task *t, struct db_tx *tx,
	struct taxonomie_cache *cache, const struct kandidaat_aanvraag_in *in,
	struct motor *ret_motor);

/* A municipality by code, or by name as it is searched for (str_fold). */
struct motor_gemeente {
	struct str code; /* absent: any */
	struct str zoeknaam;
};

/* The requests that an offer may be a chance for. Memory of the task. */
struct motor_kansen {
	struct motor aanbod;	   /* of this one offer, with the weights of its type */
	struct motor *vragen;	   /* each of one request; they share all else with `aanbod` */
	struct score_kans *kansen; /* the same, as the engine ranks them */
	size_t count;
	int64_t passend; /* that there are in all, loaded or not */
};

/*
 * An offer and the open requests in `gemeente` that it may fit, no more than `most`: first those on
 * a topic of it, of these the nearest. 404 when there is no such offer.
 */
MUST_CHECK enum err motor_load_kansen(struct task *t, struct db_tx *tx,
	struct taxonomie_cache *cache, struct uuid aanbod_id, struct motor_gemeente gemeente,
	int32_t vandaag, size_t most, struct motor_kansen *ret_kansen);

/* The parts of the loading above that both ways share: m->aanvraag has been read. */
MUST_CHECK enum err motor_set_vraag(struct arena *a, struct motor *m);
MUST_CHECK enum err motor_load_gewichten(struct task *t, struct db_tx *tx, struct motor *m);
/* Vetoes of both sides, what staff pinned and ruled out, and who was at this school before; with
 * the last place of the outbox at that moment, in m->aanvraag.nieuws. */
MUST_CHECK enum err motor_load_relaties(struct task *t, struct db_tx *tx, struct motor *m);

/* The weights in force for a type. */
struct motor_gewichten {
	int32_t versie;
	struct score_gewichten gewichten;
};

MUST_CHECK enum err motor_read_gewichten(
	struct task *t, struct db_tx *tx, struct str soort, struct motor_gewichten *ret_gewichten);
void motor_use_gewichten(struct motor *m, const struct motor_gewichten *gewichten);

/* Weights as the database keeps them, factors by code. ERR_INVALID when a newer program made them:
 * it weighs what this one cannot judge. */
MUST_CHECK enum err motor_lees_gewichten(
	struct db_texts factoren, struct db_ints gewichten, struct score_gewichten *ret_gewichten);

/* The window from tomorrow on, what is today can no longer be arranged, less these holidays and
 * what the class has already. */
MUST_CHECK enum err motor_set_window(
	struct motor *m, const struct kandidaat_vakantie_row *vakanties, size_t count);
enum score_kring motor_kring(const struct motor *m, const struct kandidaat_aanbod_row *row);

/* The same question with a window of `dagen` more, its half-days less these holidays: no longer
 * than a window can be. */
MUST_CHECK enum err motor_set_ruim(const struct motor *m,
	const struct kandidaat_vakantie_row *vakanties, size_t count, int32_t dagen,
	struct score_aanvraag *ret_ruim);

/* Just these, in the order of their ids and whatever their type and state; one that is not there is
 * left out. */
MUST_CHECK enum err motor_load_deze(
	struct task *t, struct db_tx *tx, struct db_uuids ids, struct motor *m);

/*
 * Many offers at once as kandidaat/aanbod has them from a day on, ascending by id. Several
 * statements: what changes between them is in the rows or not.
 */
MUST_CHECK enum err motor_load_velen(struct task *t, struct db_tx *tx, struct db_uuids ids,
	int32_t vanaf, struct kandidaat_aanbod_row **ret_rows, size_t *ret_count);

/* Which of these can be had for the request of m now, with their scores: `index` into m->aanbod,
 * which has those that there are. In the order of their ids. */
struct motor_mogelijk {
	uint32_t index;
	int32_t score;
};
MUST_CHECK enum err motor_load_mogelijk(struct task *t, struct db_tx *tx, struct db_uuids ids,
	struct motor *m, struct motor_mogelijk **ret_mogelijk, size_t *ret_count);

/* Just this one; 404 when there is none. */
MUST_CHECK enum err motor_load_een(
	struct task *t, struct db_tx *tx, struct uuid aanbod_id, struct motor *m);

/* One offer as the engine sees it, in memory of the arena; its kring is for the caller to set. */
MUST_CHECK enum err motor_aanbod_van(struct arena *a, const struct taxonomie *t,
	const struct kandidaat_aanbod_row *row, struct score_aanbod *ret_aanbod);

/* The first offer as if it were not booked in this half-day for this request, nor in the one that
 * it runs on into (NULL: in none): what that takes of its places and its maxima is given back, and
 * the person and the class are free then. */
void motor_zonder(
	struct arena *a, struct motor *m, struct tijdvak tijdvak, const struct tijdvak *uitloop);

/* The indexes of topic codes; a code that the taxonomy no longer has is left out. */
const uint16_t *motor_thema_indexes(
	struct arena *a, const struct taxonomie *t, struct db_texts codes, uint16_t *ret_count);

/* Values of columns as the engine takes them; an unknown language is left out. */
struct plaats motor_plaats(bool known, int32_t x, int32_t y);
uint8_t motor_talen(struct db_texts codes);

/* The answer for what is absent or not the caller's; `what` is Dutch: "Deze aanvraag". */
enum err motor_not_found(struct task *t, const char *what);

#endif
