/*
 * The open supply in memory, laid out so that ranking a million offers reads only what can still
 * win. Answers are those of score_rangschik over the same offers: the same ids, scores and order.
 *
 * The snapshot copies what it is given and owns that memory; nothing is borrowed but the taxonomy,
 * which must outlive it. It knows no database and no clock: who feeds it decides what is open and
 * how fresh it is. It only proposes, the database decides at commit. One thread uses it at a time
 * (questions use scratch memory of the snapshot), and no call suspends.
 *
 * What it keeps is what judging needs. Explanations in words (score/uitleg.h) want the figures
 * behind it, such as who has used how much of which maximum: the caller keeps those.
 *
 * Within: offers stand by soort and sectors of their levels, in blocks of 64 in the order of
 * place. A question first weighs whole blocks by what they hold at best, then takes them best
 * first, weighs their 64 rows at once, first by bits and then by columns, and judges exactly, the
 * calendar last, only what can still come among the best. What was put lately stands in blocks at
 * the end, until score_snapshot_orden gives it its place.
 */
#ifndef SCORE_SNAPSHOT_H
#define SCORE_SNAPSHOT_H

#include "score/score.h"

#define SCORE_SNAPSHOT_MAX ((size_t)8000000) /* offers that one snapshot can number */

/* Which code weighs a block. All give the same. */
enum score_kern {
	SCORE_KERN_BESTE,  /* the widest that this processor has */
	SCORE_KERN_GEWOON, /* row by row */
	SCORE_KERN_VECTOR, /* 64 rows at once, in what every processor of its kind has */
	SCORE_KERN_AVX2,
	SCORE_KERN_AVX512,
	SCORE_KERN_COUNT
};

struct score_snapshot_opties {
	const struct thema_boom *boom;
	/* The school year that most questions are about: its load and that of the next stand ready,
	 * and dates from ten years before to twelve years after take little room. Others are right
	 * as well, only slower. */
	int32_t schooljaar;
	size_t max_aanbod; /* 1 … SCORE_SNAPSHOT_MAX */
	size_t max_bytes; /* while it is put in order a second copy stands beside it, not counted */
	enum score_kern kern; /* one that is not there: SCORE_KERN_BESTE */
};

struct score_snapshot;

/* An empty snapshot. */
struct score_snapshot *score_snapshot_create(const struct score_snapshot_opties *opties);
void score_snapshot_destroy(struct score_snapshot *s);

/* Whether this processor has it. */
bool score_kern_is_there(enum score_kern kern);

/*
 * Takes in an offer, in place of an older version with the same id. `kring` numbers its circle as
 * the caller likes, 0 = none; `aanbod->kring` is not looked at. ERR_TOO_LARGE when there would be
 * more offers or bytes than the limits: then nothing has changed.
 */
MUST_CHECK enum err score_snapshot_put(
	struct score_snapshot *s, const struct score_aanbod *aanbod, uint16_t kring);

/* False when it was not there. */
bool score_snapshot_remove(struct score_snapshot *s, struct uuid id);

struct score_snapshot_stand {
	size_t aanbod;	  /* offers that can be found */
	size_t vers;	  /* rows at the end, not yet in order */
	size_t vervallen; /* rows that hold their place but are no offer any more */
	size_t ruim;	  /* offers that did not fit the columns and are kept whole */
	size_t blokken;
	size_t bytes; /* all memory, without a copy that is being put in order */
	bool bezig;   /* it is being put in order */
};

struct score_snapshot_stand score_snapshot_stand(const struct score_snapshot *s);

/*
 * Puts it in order in small steps: a copy grows beside it, and takes its place in the last step.
 * Questions and changes may come in between and see no difference. Each call handles some `rijen`
 * rows (about 0.1 ms a thousand); true when all is in order. In steps on the one loop rather than
 * in a thread, because then there is never a second owner, nothing to lock, and a change simply
 * goes into both.
 */
bool score_snapshot_orden(struct score_snapshot *s, size_t rijen);

struct score_snapshot_vraag {
	const struct score_config *config; /* its boom must be the one of the snapshot (assert) */
	const struct score_aanvraag *aanvraag;
	const uint16_t *kringen; /* the circles that serve the school */
	size_t kring_count;
	const struct score_rang *na; /* NULL, or: only what stands behind this in the ranking */
	const struct uuid *alleen;   /* NULL, or: only these offers (of a company, a place …) */
	size_t alleen_count;
};

/* As score_rangschik; `index` in the lines says nothing. */
void score_snapshot_rangschik(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	size_t k, struct score_rang *ret_rangen, size_t *ret_count);

/*
 * The same for very many questions at once, `k` lines of room each: they are taken in the order of
 * the snapshot, so that what one reads serves the next.
 */
void score_snapshot_rangschik_alle(struct score_snapshot *s,
	const struct score_snapshot_vraag *vragen, size_t count, size_t k,
	struct score_rang *ret_rangen, size_t *ret_counts);

/* Judges one pair. ERR_NOT_FOUND when there is no such offer. */
MUST_CHECK enum err score_snapshot_beoordeel(struct score_snapshot *s,
	const struct score_snapshot_vraag *vraag, struct uuid id,
	struct score_uitkomst *ret_uitkomst);

/*
 * Reads an offer back, as one that is judged as the one that was put, until the next call. Not
 * exact: what is used of which maximum (its holders only give the same judgement), and how many
 * places are taken. But an offer that did not fit the columns is exact, which *ret_exact says.
 * `kring` as it was put; `aanbod->kring` is for the caller to set.
 */
MUST_CHECK enum err score_snapshot_lees(struct score_snapshot *s, struct uuid id,
	struct score_aanbod *ret_aanbod, uint16_t *ret_kring, bool *ret_exact);

/*
 * Gives every offer of these soorten (mask of SOORT_BIT) to `neem`, in steps of some `rijen` rows:
 * begin with *cursor 0; true at the end. They come as score_snapshot_lees gives them, for the
 * length of the call, with `aanbod->kring` set. With changes in between one may come twice or not
 * at all. `na` and `alleen` are not looked at.
 */
bool score_snapshot_loop(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	uint32_t soorten, size_t rijen, uint64_t *cursor,
	void (*neem)(void *arg, const struct score_aanbod *aanbod, bool exact), void *arg);

/*
 * As score_waarom_niemand, in steps of some `rijen` rows (about 0.3 ms a thousand): begin with
 * zeroed counts and *cursor 0; true at the end. With changes in between the counts are of no one
 * moment. `na` is not looked at.
 */
bool score_snapshot_niemand(struct score_snapshot *s, const struct score_snapshot_vraag *vraag,
	size_t rijen, uint64_t *cursor, struct score_niemand *niemand);

#endif
