/*
 * What a letter is about, in one line, in the language of who reads it.
 *
 * Of a match: gastles "Lassen zonder vonken" voor Groep 7b van De Regenboog, dinsdag 8-12-2026
 * (ochtend). Where the class goes to the supplier it says where: bedrijfsbezoek "Kijken" bij
 * Robotwerk voor Groep 7b van De Regenboog, dinsdag 8-12-2026, 10:45 - 11:30. What goes on for
 * weeks: van maandag 18-1-2027 tot en met zondag 14-2-2027. Of a series it goes on with the other
 * half-days. Who does not look in Schakel reads what is asked on a line of its own: Gevraagd:
 * Veilig op internet (groep 7, 24 personen). Whoever is asked reads by when: Antwoord kan tot
 * en met dinsdag 1-12-2026.
 */
#ifndef POST_OVER_H
#define POST_OVER_H

#include "base/arena.h"
#include "domain/dagdeel.h"
#include "post/tekst.h"

struct post_wat {
	struct str soort; /* as the contract names it */
	struct str titel;
	struct str bedrijf_naam; /* where a class goes; absent: not to a company */
	struct str klas;	 /* absent: not said */
	struct str school_naam;
	struct str onderwerp; /* what the school asks; absent: not said */
	int64_t niveau;
	int32_t groepsgrootte;
	int32_t datum;
	int32_t tot_datum; /* its last day; at most `datum`: one half-day */
	struct str dagdeel;
	int64_t van_us, tot_us; /* when it really is; 0: as the half-day says */
	const int32_t *ook;	/* half-days of the same series: a line each, behind it */
	size_t ook_count;
	int64_t antwoord_us; /* the first moment when one cannot answer any more; 0: nothing is
				asked */
};

/* What is booked. A place at an event: bezoek "Kijken bij de lasrobot" (Almere on Stage), dinsdag
 * 9-3-2027, 09:30 - 10:15, Groep 8b van De Regenboog. A facility: reservering "Robotlab" (Almere),
 * dinsdag 9-3-2027, 08:30 - 12:30, De Regenboog. Who receives reads how many come as well, of which
 * level, and while it waits until when one can say yes: , 8 personen (groep 8) and on a line of its
 * own Antwoord kan tot en met vrijdag 4-12-2026. */
struct post_plek {
	struct str soort;	    /* as the contract names it; absent: a facility */
	struct str titel, campagne; /* of a facility where it is */
	struct str klas, naam;	    /* who comes, as far as is known */
	int32_t datum;
	struct str uren;
	struct str eenheid; /* of a facility what it counts, as the contract names it */
	int32_t aantal;	    /* 0: not said */
	int64_t niveau;	    /* a bit of lib/domain/niveau.h; 0: not said */
	int64_t tot_us;	    /* the first moment when it is too late; 0: nothing to answer */
};

struct str post_over_plek(struct arena *a, const struct post_plek *plek, enum post_taal taal);

/* ERR_INVALID when there is no such dagdeel or type of activity. */
MUST_CHECK enum err post_over(
	struct arena *a, const struct post_wat *wat, enum post_taal taal, struct str *ret_over);

/* From when to when, by the clock in the Netherlands: 10:45 - 11:30. */
struct str post_uren(struct arena *a, int64_t van_us, int64_t tot_us);

/* One half-day in it: 8-12-2026 (ochtend). */
struct str post_halve_dag(
	struct arena *a, int32_t datum, enum dagdeel dagdeel, enum post_taal taal);

/* A round in which both sides rank, and the last day on which one can: mentoring, tot en met
 * 8-12-2026. `tot_us` is the first moment when one cannot. ERR_INVALID when there is no such type
 * of activity. */
MUST_CHECK enum err post_over_ronde(struct arena *a, struct str soort, int64_t tot_us,
	enum post_taal taal, struct str *ret_over);

#endif
