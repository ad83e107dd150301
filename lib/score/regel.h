/*
 * The hard rules: what makes a pair of aanvraag and aanbod possible. One table in a fixed order;
 * the first rule that fails is the one that is named.
 *
 * Rules on time narrow a set of half-days step by step, beginning with the window of the aanvraag;
 * the rule that takes the last half-day away is the one that fails. Missing data never makes a pair
 * impossible (no place known: the distance passes; no age known: it passes, but for work, which
 * goes by the usual age of the level), with three exceptions for safety: where a VOG, an
 * accreditation or a way without stairs is asked, an unknown one does not count.
 *
 * The order: first what nobody can change (another soort, a veto, the law on age and on
 * accreditation), so that no effort goes into what stays impossible; then what the offer is (its
 * pause, level, topic, language, place, size); then the calendar, from what is fixed for a season
 *to what fills up by the day. Last what the school itself chose: whoever reads that knows that
 *letting it go is enough.
 *
 * leeftijd	The Arbeidstijdenwet (art. 3:2) and the Nadere regeling kinderarbeid forbid work by
 *		children, but for what they list: under 13 none of it, from 14 on an internship for
 *		a trade under an agreement of school and company. What may be done from 13 on
 *		(maatschappelijke stage) is help, no internship in technology. An apprentice works
 *		under a contract in a technical company, which is open from 16 on (the same law:
 *		light industrial work by children is for internships only). soort_table has the
 *		ages. A visit or a lesson is no work; there only what the offer itself asks counts.
 *Staff may always ask more than this table.
 *
 * reistijd	Between two half-days of one day and one person lies what lies between their hours:
 *the real time of a match, else the periods of the school, else dagdeel_table (half an hour from
 *morning to afternoon, three hours from afternoon to evening). Elsewhere that has to hold the
 *travel (plaats_reis_min) and the buffer of the person; who stays where they are needs neither.
 *What both accept online asks for no travel. The trigger koppeling_voor_reistijd holds the same.
 */
#ifndef SCORE_REGEL_H
#define SCORE_REGEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum score_regel {
	SCORE_REGEL_SOORT,	   /* same activiteitsoort */
	SCORE_REGEL_VETO,	   /* neither side, nor staff, has ruled it out */
	SCORE_REGEL_LEEFTIJD,	   /* the youngest is as old as the law and the offer ask */
	SCORE_REGEL_ERKENNING,	   /* a crebo is learnt: half-days behind the end of the company's
				    * accreditation for it go */
	SCORE_REGEL_GEPAUZEERD,	   /* half-days up to and with gepauzeerd_tot go */
	SCORE_REGEL_NIVEAU,	   /* the level is in the set of the aanbod */
	SCORE_REGEL_THEMA,	   /* thema_vereist: one asked topic within SCORE_THEMA_MIN */
	SCORE_REGEL_TAAL,	   /* a common language */
	SCORE_REGEL_AFSTAND,	   /* within what both accept, or online by both */
	SCORE_REGEL_GROEPSGROOTTE, /* groep_min … groep_max */
	SCORE_REGEL_BEGELEIDING,   /* enough adults come along */
	SCORE_REGEL_TRAPLOOS,	   /* asked: the place is known to be reached without stairs */
	SCORE_REGEL_TIJDVAK,	   /* week pattern, validity, exceptions, school closed */
	SCORE_REGEL_VOG,	   /* half-days behind the end of the VOG go; not for a visit, where
				    * the class stays with its own teacher */
	SCORE_REGEL_KLAS_BEZET,	   /* half-days on which the class is booked go */
	SCORE_REGEL_DUBBELE_BOEKING,	/* half-days on which the person is booked go */
	SCORE_REGEL_REISTIJD,		/* half-days that the person cannot reach from, or before,
					 * another booking of that day go */
	SCORE_REGEL_PLAATSEN,		/* half-days that are full go; of what runs over a period
					 * those from which it would run into a full week */
	SCORE_REGEL_MAXIMUM_SCHOOLJAAR, /* half-days in school years that are used up go */
	SCORE_REGEL_MAXIMUM_WEEK,	/* half-days in ISO weeks that are used up go */
	SCORE_REGEL_WACHTTIJD, /* half-days within wachttijd_dagen before or after an activity of
				* the same person or company at this school go */
	SCORE_REGEL_COUNT
};

#define SCORE_REGEL_BIT(regel) (1u << (regel))
#define SCORE_REGELS_ALLE      ((1u << SCORE_REGEL_COUNT) - 1)

/* The nearness (domain/thema.h) from which a topic counts as the one that was asked: the same, its
 * parent or its child. */
#define SCORE_THEMA_MIN 700

struct score_paar; /* a pair while it is judged: score/paar.h, of this module only */
struct score_zin;  /* score/uitleg.h */
struct score_stap; /* score/knelpunt.h */

/* True when the pair passes. A rule on time takes half-days away. */
typedef bool score_regel_check(struct score_paar *paar);
/* Why the pair fails here, with the figures. */
typedef void score_regel_zin(struct score_zin *z, const struct score_paar *paar);

/* How far the pair is from passing, and the advice that follows from it. */
typedef struct score_stap score_regel_stap(const struct score_paar *paar);
typedef void score_regel_raad(
	struct score_zin *z, const struct score_paar *paar, struct score_stap stap);

/* One rule: all there is to it. The API publishes code and soorten, and says of many offers by the
 * sentence what is wrong with them. */
struct score_regel_rij {
	const char *code; /* "dubbele_boeking" */
	const char *nl;	  /* what is wrong where it fails, in one sentence without figures */
	const char *en;
	uint32_t soorten; /* mask of SOORT_BIT: where it applies */
	bool vernauwt;	  /* fails only when it takes the last half-day of some */
	score_regel_check *check;
	score_regel_zin *zin;
	/* Left out where letting go is never offered: safety, the law, a refusal, a booking. */
	uint8_t kosten; /* what letting go takes of people, 1 (a wish of the school itself) … 9 */
	score_regel_stap *stap;
	score_regel_raad *raad;
};

/* Indexed by enum score_regel. */
extern const struct score_regel_rij score_regel_table[SCORE_REGEL_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err score_regel_from_code(struct str code, enum score_regel *ret_regel);

#endif
