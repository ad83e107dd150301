/*
 * The fast way to plan a season: sessions are placed one by one, each by the cheapest way there is
 * from its aanvraag to an end, others moving over where that pays (successive shortest augmenting
 * paths, with prices so that Dijkstra's search sees no negative cost: Edmonds and Karp, JACM 19,
 * 1972; Tomizawa, Networks 1, 1971). What was placed is a best answer for what was placed, and for
 * what aanbod that are dearer than their next unit would still take (zoek_raam).
 *
 * The graph is never written out. Nodes are aanvragen, the nodes of the two trees (model.h), and of
 * what was placed its half-day (place) and, where an aanvraag has several sessions, its "once"
 * (split). A half-day that nobody has is no node: it costs what its aanbod costs. Kandidaten stand
 * cheapest first and prices only rise, so that a scan stops where nothing can be gained, at the
 * latest at the cost of not being served.
 */
#ifndef PLAN_ZOEK_H
#define PLAN_ZOEK_H

#include "plan/model.h"

#define ZOEK_NONE UINT32_MAX

/* Something that was placed. Lists are linked by number, ZOEK_NONE at the end. */
struct zoek_place {
	uint32_t aanvraag, kandidaat, aanbod, tijdvak;
	uint32_t next_of_aanbod, prev_of_aanbod;
	uint32_t next_of_aanvraag, prev_of_aanvraag;
};

/* What a search knows of a node: its price is at most what it costs from there to an end. */
struct zoek_node {
	int64_t price;
	int64_t dist;
	uint32_t stamp; /* of the search that set dist and pred */
	uint32_t pred;
	uint32_t kandidaat; /* by which the way came here, if by one */
};

struct zoek_spot {
	int64_t dist;
	uint32_t node;
};

struct zoek_wie {
	uint32_t aanvraag, kandidaat;
};

struct zoek {
	const struct model *m;
	struct zoek_node *nodes; /* aanvragen, tree nodes, places, splits */
	uint32_t first_tree, first_place, first_split;
	struct zoek_place *places;
	uint32_t place_count; /* numbers given out */
	uint32_t free_place;  /* numbers given back, linked by next_of_aanbod */
	/* Half-days of each aanbod that nobody has: those given, or a copy when somebody has one.
	 */
	const uint64_t **leeg;
	uint64_t *eigen; /* memory of such copies, in the order in which they were made */
	size_t eigen_count;
	uint32_t *of_aanbod; /* first place */
	uint32_t *of_aanvraag;
	int32_t *open; /* sessions of each aanvraag that are placed as not served */
	int32_t *load; /* units through each tree node */
	/* Of tree nodes with an opinion that are no aanbod, tree nodes and aanvragen right below.
	 */
	uint32_t *child_at, *children;
	uint32_t *leaf_at, *leaves;
	/* Of each aanbod who has it as kandidaat; NULL until it is asked. */
	uint32_t *wie_at;
	struct zoek_wie *wie;
	int64_t least; /* no aanbod has a price below this */
	uint64_t work;
	/* of one search */
	uint32_t stamp;
	struct zoek_spot *heap;
	size_t heap_count, heap_room;
	uint32_t *seen;
	size_t seen_count;
	bool overal;			/* it goes on beyond an end */
	uint32_t gat;			/* a node that lacks a unit, an end too */
	int64_t bound;			/* the best way to an end until now … */
	uint32_t last;			/* … and the node before that end */
	uint64_t day[PLAN_WOORDEN_MAX]; /* scratch: the half-days that still suit */
};

void zoek_init(struct zoek *z, const struct model *m);
void zoek_fini(struct zoek *z);
size_t zoek_bytes(const struct plan_opgave *in);

/* Before anything is placed: begins with prices that are about what they will be. Of an aanbod that
 * is dearer than its next unit each unit that it has room for is then lacking, until one comes;
 * when all are placed, zoek_daal makes good for those that lack still. */
void zoek_raam(struct zoek *z);
void zoek_daal(struct zoek *z);

/* Lowers `least` to what any aanbod may come to cost when maxima change. */
void zoek_laagste(struct zoek *z);

/* What all units together that are lacking would cost less than the prices say. */
int64_t zoek_gemis(const struct zoek *z);

/* Sessions that are served now, and what no planning costs less than, by the prices; without pins.
 */
void zoek_tussenstand(const struct zoek *z, size_t *ret_bediend, int64_t *ret_ondergrens);

/* Lifts the price of an aanvraag of which nothing is placed as far as the other prices allow. */
void zoek_hef(struct zoek *z, uint32_t aanvraag);

/* Finds a unit for a node that passes on one more than comes to it: a tree node, or an aanvraag
 * that wants one session less. */
void zoek_vul(struct zoek *z, uint32_t node);

/* Lists who is a kandidaat of each aanbod, for zoek_vul; for who later has none, before. */
void zoek_list_wie(struct zoek *z);

/* Finds a way to an end for a unit that stands at a node: another session of an aanvraag, or what a
 * tree node passes on no more. */
void zoek_plaats(struct zoek *z, uint32_t node);

/* The same, or to a node that passes on one more than comes to it: whether it went there. */
bool zoek_plaats_of_vul(struct zoek *z, uint32_t node, uint32_t gat);

/* The same, tried by bids: ZOEK_NONE when all went well, else of whom a session is still to be
 * placed. */
uint32_t zoek_bied(struct zoek *z, uint32_t aanvraag);

/* The same without anybody moving over: the cheapest that is still there. Prices say nothing about
 * the outcome after this. Returns what it costs. */
int64_t zoek_direct(struct zoek *z, uint32_t aanvraag);

/* Takes this pair when it is still there and better than nothing. */
bool zoek_direct_pair(struct zoek *z, uint32_t aanvraag, uint32_t kandidaat);

/* What an aanvraag costs at least that was not placed yet: its price. */
int64_t zoek_least_cost(const struct zoek *z, uint32_t aanvraag);

/* What each aanvraag gains when a session of it goes elsewhere (winst_aanvraag), once all are
 * placed by zoek_plaats and zoek_bied. */
void zoek_winst(struct zoek *z, int64_t *ret_winst);

/* What is served; room for all sessions. */
size_t zoek_inzet(const struct zoek *z, struct plan_inzet *ret_inzet);

#endif
