/*
 * Collects the question of a planning: first the open requests with the best offers of each, page
 * by page, then these offers with whose calendar and maxima they take. Beside it what lib/plan does
 * not know of: what a week or a school year takes, the class of each request, and where it is.
 */
#ifndef WORKER_PLANNER_VERZAMEL_H
#define WORKER_PLANNER_VERZAMEL_H

#include "motor/planning.h"
#include "motor/voorraad.h"

/* Where a request is; empty when the municipality is not known. */
struct verzameling_plaats {
	char code[8];
	char naam[208];
};

/* Who has maxima, and per what they count. */
enum verzameling_laag {
	VERZAMELING_HOUDER,
	VERZAMELING_BEDRIJF,
	VERZAMELING_KRING,
	VERZAMELING_LAGEN
};
enum verzameling_periode { VERZAMELING_WEEK, VERZAMELING_JAAR, VERZAMELING_PERIODES };

/* So many that one of them has already in one week or school year. */
struct verzameling_bezet {
	uint32_t ding;
	int32_t periode; /* as date_iso_week, or date_school_year */
	int32_t bezet;
};

/* Maxima per week or per school year, of one level. */
struct verzameling_maxima {
	struct planning_lijst max;   /* int32_t, of each by its number; 0 = none */
	struct planning_lijst bezet; /* struct verzameling_bezet */
};

struct verzameling {
	struct planning planning;
	struct planning_lijst plaatsen; /* struct verzameling_plaats, of each request */
	struct planning_lijst klas_van; /* uint32_t, of each request: the number of its class */
	struct verzameling_maxima maxima[VERZAMELING_LAGEN][VERZAMELING_PERIODES];
	/* only while it is collected */
	struct planning_nummers scholen, klassen, aanbod, houders, bedrijven, kringen;
	struct planning_lijst vrij;	  /* half-days of each offer */
	struct planning_lijst houder_van; /* of each offer: its number */
	int32_t tot;			  /* the last day that is planned */
};

void verzameling_init(struct verzameling *v, int32_t vandaag);
void verzameling_fini(struct verzameling *v);

/* Adds a request: m is its question, with the weights of the planning. ERR_TOO_LARGE when there are
 * more than a planning takes. */
MUST_CHECK enum err verzameling_add_aanvraag(
	struct task *t, struct verzameling *v, struct voorraad *voorraad, struct motor *m);

/* Adds whose calendar the next offers take, from number `na` on; false when that was all. */
MUST_CHECK enum err verzameling_add_aanbod(struct task *t, struct db_tx *tx, struct verzameling *v,
	int32_t vandaag, size_t *na, bool *ret_more);

/* Both were added: ties them together. Nobody has a maximum over what is left of the school years
 * that their half-days lie in. */
void verzameling_sluit(struct verzameling *v);

/*
 * Takes away half-days so that another answer keeps within what a week and a school year take, and
 * has no class twice on one: for how many requests that was. Where a maximum is full, who is
 * pinned stays where the answer has it, then who comes first; whoever does not fit is given another
 * half-day where there is one, and whose maximum it is keeps just these in what is full.
 */
size_t verzameling_weer_vol(struct verzameling *v, const struct planning_antwoord *a);

#endif
