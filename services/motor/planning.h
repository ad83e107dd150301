/*
 * A planning in memory: the question that lib/plan solves (plan/plan.h), with the ids behind its
 * numbers, and its bytes. What is solved is always read from the bytes that are kept with the
 * planning, so that it can be made again: `planning_lees` and `planning_los` give the same answer
 * on every machine. Pure but for the heap: no database, no clock.
 *
 * A houder is who has a calendar: the person behind an offer, or the offer itself when nobody in
 * particular makes it. What one person can do under several offers is one houder; the best of them
 * counts for a request. An offer with several places for a half-day stands in it so many times, at
 * most PLANNING_PLAATSEN_MAX.
 *
 * As many requests as possible are served: one that is not costs more than any match and any
 * inequality together. Then `spreiding` decides how much the score may give for schools that get
 * the same: the u-th activity of a school costs (2u − 1) · spreiding · PLANNING_STAP, counted from
 * what it had this school year (plan_maat). `trouw` is what it is worth that a request gets whom it
 * had in another planning, in hundredths of the best score.
 */
#ifndef MOTOR_PLANNING_H
#define MOTOR_PLANNING_H

#include "base/buf.h"
#include "base/uuid.h"
#include "domain/tijdvak.h"
#include "plan/plan.h"

#define PLANNING_AANVRAGEN_MAX 50000
#define PLANNING_KANSEN_MAX    64 /* offers that are weighed for one request */
#define PLANNING_PLAATSEN_MAX  4
#define PLANNING_STAP	       200 /* of the score, for each hundredth of spreiding */
#define PLANNING_BYTES_MAX     ((size_t)256 << 20)
#define PLANNING_GEHEUGEN      ((size_t)2 << 30) /* that solving one may take */

/* The records stand in the bytes as they stand in memory: no holes, little endian. */
struct planning_aanvraag {
	struct uuid id;
	uint32_t school;
	uint32_t nul;
	uint64_t venster[PLAN_WOORDEN_MAX]; /* half-days on which some offer can */
};

struct planning_houder {
	struct uuid id; /* of the person, or of the offer */
	uint32_t bedrijf;
	uint32_t plaatsen;
	int32_t max; /* activities in the window; PLAN_ZONDER_MAX */
	uint32_t nul;
	uint64_t vrij[PLAN_WOORDEN_MAX];
};

struct planning_school {
	struct uuid id;
	uint32_t al; /* activities this school year */
};

struct planning_bedrijf {
	struct uuid id;
	uint32_t kring; /* or PLAN_GEEN */
	int32_t max;
};

struct planning_kring {
	struct uuid id;
	int32_t max;
};

/* A request and an offer that is possible for it: by request, the best first. */
struct planning_kans {
	uint32_t aanvraag;
	uint32_t houder;
	uint32_t aanbod;
	int32_t score;
};

/* A pair that may not be, that has to be, or that another planning had. */
enum planning_eis_soort { PLANNING_VERBODEN, PLANNING_VAST, PLANNING_EERDER, PLANNING_EISEN };

struct planning_eis {
	uint32_t aanvraag;
	uint32_t houder;
	uint32_t soort; /* enum planning_eis_soort */
};

/* A half-day of a houder with several places on which some are taken. */
struct planning_minder {
	uint32_t houder;
	uint32_t halfdag; /* number of its bit */
	uint32_t over;	  /* places that are left */
};

/* A list that grows; `items` is of the heap. */
struct planning_lijst {
	void *items;
	size_t count;
	size_t cap;
};

/* Ids and the numbers that they got, in the order in which they came. */
struct planning_nummers {
	struct uuid *ids;
	size_t count;
	size_t cap;
	uint32_t *plekken;
	size_t plek_count;
};

struct planning {
	int32_t van; /* the day of the first half-day */
	uint32_t spreiding;
	uint8_t trouw;
	uint64_t loting;
	struct planning_lijst aanvragen; /* struct planning_aanvraag, and so on */
	struct planning_lijst houders;
	struct planning_lijst scholen;
	struct planning_lijst bedrijven;
	struct planning_lijst kringen;
	struct planning_lijst aanbod; /* struct uuid */
	struct planning_lijst kansen;
	struct planning_lijst eisen;
	struct planning_lijst minder; /* by houder */
};

void planning_fini(struct planning *p);

/* Memory of the heap for so many, with what stood in `old`; there always is. */
void *planning_take(void *old, size_t count, size_t size_bytes);

/* Room for one more of `size_bytes` in a list, zeroed. */
void *planning_add(struct planning_lijst *l, size_t size_bytes);

/* The number of an id; a new one is the next. */
uint32_t planning_nummer(struct planning_nummers *n, struct uuid id, bool *ret_new);
void planning_nummers_fini(struct planning_nummers *n);

/* Whether a half-day, counted from the first of the planning, is among these. */
static inline bool planning_heeft(const uint64_t *woorden, int32_t bit)
{
	return bit >= 0 && bit < PLAN_WOORDEN_MAX * 64 &&
	       (woorden[bit / 64] >> (bit % 64) & 1) != 0;
}

/* A wish of a request and an offer, by id; the requests stand by id. False: it is no chance, and
 * left out. */
bool planning_eis(struct planning *p, struct uuid aanvraag_id, struct uuid aanbod_id,
	enum planning_eis_soort soort);

/* The same by number. */
void planning_add_eis(
	struct planning *p, uint32_t aanvraag, uint32_t houder, enum planning_eis_soort soort);

/* The number of a request; false: it is not in it. */
bool planning_aanvraag_van(const struct planning *p, struct uuid id, uint32_t *ret_aanvraag);

/* Its bytes; b->overflow when they are too many. */
void planning_schrijf(const struct planning *p, struct buf *b);

/* ERR_INVALID when these are not the bytes of a planning; ret_planning is empty then. */
MUST_CHECK enum err planning_lees(struct str bytes, struct planning *ret_planning);

/* The best planning there is, and what people do by hand (plan_gulzig, plan_eerste). */
enum planning_manier {
	PLANNING_BEST,
	PLANNING_GULZIG,      /* the best pair first, over all */
	PLANNING_OP_VOLGORDE, /* who asked first, first */
	PLANNING_MANIEREN
};

/* What a planning does with a request. */
struct planning_inzet {
	uint32_t kans; /* number in p->kansen; PLAN_GEEN: nobody */
	struct tijdvak tijdvak;
};

struct planning_antwoord {
	struct planning_inzet *inzet; /* for each request; of the heap */
	size_t bediend;
	size_t behouden; /* that get whom they had */
	int64_t waarde;	 /* what it is worth: more is better */
	int64_t grens;	 /* no planning is worth more */
	int64_t *winst;	 /* of the best one, where that is asked for, of each request: what the
			    planning would be worth more if somebody else came for it, with the best
			    score; of the heap */
	bool bewezen;
	/* Why there is none; then of p->eisen the pins that cannot be together, as few as can be
	 * said (a single one cannot at all: PLAN_FOUT_VAST_KAN_NIET), and for PLAN_FOUT_GEHEUGEN
	 * what it would need. */
	enum plan_fout fout;
	uint32_t botst[PLAN_SCHULDIG_MAX];
	size_t botst_count;
	size_t nodig_bytes;
};

void planning_antwoord_fini(struct planning_antwoord *a);

/* `grenzen->winst` is of the best one. ERR_INVALID or ERR_TOO_LARGE with ret_antwoord->fout. */
MUST_CHECK enum err planning_los(const struct planning *p, enum planning_manier manier,
	const struct plan_grenzen *grenzen, struct planning_antwoord *ret_antwoord);

/* The bytes of an answer, to hold another one against: what it does with each request. */
void planning_antwoord_schrijf(
	const struct planning *p, const struct planning_antwoord *a, struct buf *b);

/* The first request from number `from` on for which two such answers differ; SIZE_MAX: none, or one
 * of them is no answer to this planning. */
size_t planning_antwoord_verschil(
	const struct planning *p, struct str a, struct str b, size_t from);

/* The chances of a request: p->kansen from `first` up to `end`. */
struct planning_kansen {
	size_t first;
	size_t end;
};
struct planning_kansen planning_kansen_van(const struct planning *p, uint32_t aanvraag);

/* What a planning leaves of each houder, by number; of the heap. Of one with several places a
 * half-day is gone with the first of them. */
struct planning_rest {
	uint64_t vrij[PLAN_WOORDEN_MAX];
	int32_t over; /* activities more within its own maximum */
};
struct planning_rest *planning_rest_van(
	const struct planning *p, const struct planning_antwoord *a);

/* How a planning divides over schools. */
struct planning_telling {
	size_t bediend;
	size_t onvervuld;
	int64_t score;
	size_t scholen;
	size_t zonder_iets;
	size_t minste;
	size_t meeste;
	size_t gini; /* in thousandths */
};

void planning_tel(const struct planning *p, const struct planning_antwoord *a,
	struct planning_telling *ret_telling);

#endif
