/*
 * Why nobody, and what would help: the smallest sets of rules that stand between a request and a
 * candidate, how many candidates each would give, and the advice for people with the real figures.
 *
 * A blokkade is a set of rules of which this holds: when all of them are let go there is a
 * candidate, and when one of them stays there is not (by letting go the others). So the smallest
 * set that blocks is the smallest blokkade; there may be several of that size.
 *
 * Nothing is let go here: the answer is advice. Some rules are never offered (safety, the law, what
 * one side has refused, what is booked); a blokkade with such a rule says why nobody, and has no
 * price. The price of the others is in the table of rules, the sum over a blokkade: 1 is the school
 * that relaxes a wish of its own, 9 is another activity altogether.
 *
 * Letting go of the rule on the soort is asking for what an aanbod is instead: from there on the
 * rules of that soort count, with its ages and who travels. Of several soorten that would do, the
 * one that differs least is offered, and counted.
 */
#ifndef SCORE_KNELPUNT_H
#define SCORE_KNELPUNT_H

#include "base/arena.h"
#include "score/score.h"
#include "score/uitleg.h"

struct score_blokkade {
	uint32_t regels; /* mask of SCORE_REGEL_BIT */
	uint16_t kosten; /* what letting go takes of people; 0 = never offered */
	uint32_t aantal; /* aanbod that become possible; of another soort those of one soort */
	struct uuid voorbeeld; /* one of these, to which the least must be given in: by the first of
				* the rules, between equals by the next, then by id */
	int32_t ver[SCORE_REGEL_COUNT]; /* how far that is from each of its rules */
};

struct score_knelpunten {
	uint32_t bekeken;  /* aanbod of the soort that is asked */
	uint32_t mogelijk; /* of which possible */
	unsigned kleinste; /* rules in the smallest blokkade; 0 = there are candidates, or there is
			    * no aanbod at all */
	/* What can be offered first, the cheapest before the dearer, more candidates before fewer;
	 * then the others, the smallest first. */
	const struct score_blokkade *blokkaden;
	size_t count;
};

/*
 * In memory of the arena. Time grows with the number of aanbod and of blokkaden. `ruim` is the same
 * aanvraag with a window as wide as one would go, with its half-days and closed days: there a first
 * half-day is looked for; NULL = the window itself.
 */
void score_knelpunten(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim,
	const struct score_aanbod *aanbod, size_t count, struct score_knelpunten *ret_knelpunten);

/*
 * The same over aanbod that come one by one, twice: all of them to be weighed, then all of them to
 * be counted. Between the two, and before the end, some may come or go: what nobody is counted for
 * is left out. In memory of the arena; what is given must outlive it, each aanbod only its call.
 */
struct score_zoektocht;
struct score_zoektocht *score_zoek_begin(struct arena *a, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim);
void score_zoek_weeg(struct score_zoektocht *z, const struct score_aanbod *aanbod);
/* Whether a candidate has been found: what is of another soort need not be weighed any more. */
bool score_zoek_vond(const struct score_zoektocht *z);
/* False when there is nothing to count: there are candidates, or no aanbod at all. */
bool score_zoek_gewogen(struct score_zoektocht *z);
void score_zoek_tel(struct score_zoektocht *z, const struct score_aanbod *aanbod);
void score_zoek_eind(struct score_zoektocht *z, struct score_knelpunten *ret_knelpunten);

/* What came out, in one sentence: how many aanbod were looked at and how many of them fit. */
void score_zin_knelpunten(struct score_zin *z, uint32_t bekeken, uint32_t mogelijk);
/* And of a rondgang for which some fit: how many stops it asks, and along how many companies one
 * can go on a day (0: fewer than it needs). */
void score_zin_rondgang(struct score_zin *z, uint32_t haltes, uint32_t past);

/* How far the example is from what was asked. */
struct score_stap {
	int32_t ver;	/* smaller is nearer; comparable within one rule only */
	int32_t waarde; /* the figure of the advice, by rule:
			 *	soort		enum soort
			 *	gepauzeerd	last day of the pause, SCORE_DATUM_ALTIJD
			 *	niveau		bit of the nearest level
			 *	thema		index of the nearest topic, -1 = none known
			 *	taal		mask of TAAL_BIT
			 *	afstand		metres that both must accept
			 *	groepsgrootte	size that the group must have
			 *	begeleiding	adults that must come along
			 *	tijdvak		number (domain/tijdvak.h) of the first half-day that
			 *			would do; SCORE_DATUM_GEEN = none found
			 *	plaatsen, maximum_schooljaar, maximum_week
			 *			the limit that is reached
			 *	wachttijd	most days that leave a half-day */
};

/* Whether this aanbod becomes possible by letting go just these rules, and no fewer. */
bool score_blokkade_geldt(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, const struct score_blokkade *blokkade);

/* What one rule of a blokkade asks, by its example. */
struct score_raad {
	enum score_regel regel;
	struct score_stap stap;
	struct str zin;
};

/*
 * The advice of a blokkade that is offered (kosten > 0), a rule each, into `ret_raad` (room for
 * SCORE_REGEL_COUNT); how many. `ruim` as for the blokkade.
 */
unsigned score_raad_geven(struct arena *a, enum score_taal taal, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim,
	const struct score_aanbod *voorbeeld, const struct score_blokkade *blokkade,
	struct score_raad ret_raad[static SCORE_REGEL_COUNT]);

#endif
