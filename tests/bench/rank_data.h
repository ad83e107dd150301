/*
 * Made-up supply and requests for the ranking: towns of the Netherlands by size, Flevoland among
 * them, offers around towns, schools in them. The same seed gives the same everywhere.
 */
#ifndef TESTS_BENCH_RANK_DATA_H
#define TESTS_BENCH_RANK_DATA_H

#include "score/score.h"

#define DATA_THEMAS	56
#define DATA_SOORTEN	4 /* of the types: a list is as long as that of a usual lesson */
#define DATA_BOEKINGEN	6
#define DATA_DAG	20700 /* 4 September 2026 */
#define DATA_KRINGEN	40
#define DATA_SCHOOLJAAR 2026

struct data_lists {
	uint16_t themas[2];
	struct tijdvak_dag uitzonderingen[2];
	struct tijdvak_dag boekingen[DATA_BOEKINGEN];
	struct score_houder houder;
	struct score_gebruik jaar;
};

struct data {
	struct thema_boom boom;
	uint16_t *nabij;
	size_t count;
	struct score_aanbod *aanbod;
	uint16_t *kring;
	struct data_lists *lists;
};

struct data_vraag {
	struct score_aanvraag aanvraag;
	uint16_t themas[2];
	uint16_t kringen[2];
	struct score_config config;
};

/* Ends the program when there is no memory. */
void data_init(struct data *d, size_t count);
void data_fini(struct data *d);

/* The `number`th request. */
void data_vraag(const struct data *d, unsigned number, struct data_vraag *ret_vraag);

/* The circle of an offer as this request sees it. */
enum score_kring data_kring(const struct data_vraag *v, uint16_t kring);

#endif
