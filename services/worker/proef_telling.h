/*
 * What other weights would change, counted request by request: pure arithmetic over two rankings of
 * the same offers. What each count means stands in the contract (ProefUitkomst). Knows no database;
 * who feeds it decides which requests, and in which order: the first proposals are named.
 */
#ifndef WORKER_PROEF_TELLING_H
#define WORKER_PROEF_TELLING_H

#include "base/arena.h"
#include "score/score.h"
#include "json/jsn.h"

#define PROEF_LIJST	    20	/* as much of a ranking as is compared: a page of candidates */
#define PROEF_GEMEENTEN_MAX 500 /* more than there are; others count as not known */
#define PROEF_VOORBEELDEN   100 /* proposals that are named */

/* A request, and where its school stands. */
struct proef_aanvraag {
	struct uuid id;
	struct str gemeente_code, gemeente_naam; /* NULL: not known */
	bool has_leerlingen;
	int32_t leerlingen;
	bool has_koppeling; /* a proposal that waits for a yes */
	struct uuid koppeling_id, aanbod_id;
};

/* One ranking, best first. */
struct proef_lijst {
	struct score_rang rangen[PROEF_LIJST];
	size_t count;
	int32_t afstand_m; /* to the first; -1 = not known */
	int32_t waarde;	   /* of the first: its factors together, whatever they weigh */
};

struct proef_telling;

/* For some `aanvragen` requests; of more, some counts leave out the last. Memory of the arena, that
 * must outlive it; names are copied. */
struct proef_telling *proef_telling_create(struct arena *a, size_t aanvragen);

/* The rankings with the weights in force, and with the ones that are tried. */
void proef_tel(struct proef_telling *p, const struct proef_aanvraag *aanvraag,
	const struct proef_lijst *nu, const struct proef_lijst *dan);

/* The contract's ProefUitkomst. */
void proef_telling_write(struct proef_telling *p, struct jsn_out *o);

#endif
