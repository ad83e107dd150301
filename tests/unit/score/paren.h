/* Pairs of aanvraag and aanbod for tests: one that is possible in every way, and random ones. */
#ifndef TEST_SCORE_PAREN_H
#define TEST_SCORE_PAREN_H

#include "score/score.h"

/* Worlds 0 and 6; fields 1, 2 of 0 and 7 of 6; topics 3, 4 of 1, 5 of 2, 8, 9 of 7. */
#define PAREN_THEMAS 10
/* Monday 23 November 2026. */
#define PAREN_MAANDAG 20780

#define PAREN_LIST_MAX 12
#define PAREN_RELATIES 3

/* Both sides, with room for their lists. */
struct paar_data {
	struct score_aanvraag aanvraag;
	struct score_aanbod aanbod;
	uint16_t gevraagd[PAREN_LIST_MAX];
	uint16_t geboden[PAREN_LIST_MAX];
	struct tijdvak_dag uitzonderingen[PAREN_LIST_MAX];
	struct tijdvak_dag boekingen[PAREN_LIST_MAX];
	struct score_verblijf verblijven[PAREN_LIST_MAX];
	struct score_bezetting bezetting[PAREN_LIST_MAX];
	struct score_houder houders[2];
	struct score_gebruik weken[2][PAREN_LIST_MAX];
	struct score_gebruik jaren[2][PAREN_LIST_MAX];
	struct score_relatie relaties[PAREN_RELATIES];
	int32_t datums[PAREN_RELATIES][PAREN_LIST_MAX];
	struct score_erkenning erkenningen[PAREN_LIST_MAX];
	struct uuid verboden[2];
	struct score_optie opties[SCORE_OPTIES_MAX];
};

struct toeval {
	uint64_t state;
};

/* xorshift64* (Vigna, 2016): the same numbers on every machine. */
uint64_t toeval_next(struct toeval *t);
/* 0 … n-1 */
unsigned toeval_below(struct toeval *t, unsigned n);

/* One of a handful of persons (0 … 3) and companies (4 … 7), ascending. */
struct uuid paren_houder(unsigned number);

const struct thema_boom *paren_boom(void);
struct score_config paren_config(void);

/*
 * A guest lesson for groep 7 of 25 pupils, topic 3, Dutch, two school weeks, 10 km apart, within
 * 20 km; nothing booked, nothing used; person 0 of company 4. The lists of both stand ready, empty.
 */
void paren_goed(struct paar_data *d);

/* Anything at all, with edges more often than chance would have them. */
void paren_toeval(struct paar_data *d, struct toeval *t);

/* Makes the two sides point at the lists beside them; needed after copying the struct. */
void paren_koppel(struct paar_data *d);

/* Turns all lists of the aanbod and the topics of the aanvraag into another order. */
void paren_schud(struct paar_data *d, struct toeval *t);

#endif
