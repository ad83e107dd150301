/*
 * The days of a series: the same activity several times in a rhythm, less the times of which every
 * half-day falls on days that the school is closed. Days are counted, so no change of the clock
 * moves one.
 */
#ifndef DOMAIN_REEKS_H
#define DOMAIN_REEKS_H

#include <stddef.h>
#include <stdint.h>

#define REEKS_KEREN_MAX 20 /* times of one series; the contract and the schema have the same */
#define REEKS_OVER_MAX	53 /* times passed over: the weeks of a school year */

/* Days on which the school is closed, both included. */
struct reeks_dicht {
	int32_t van, tot;
};

struct reeks_ritme {
	int32_t van, tot;  /* the days of the first time */
	uint16_t dagdelen; /* half-days of the week that would do */
	int32_t weken;	   /* from one time to the next */
	size_t aantal;	   /* how many times, the first included; 0: all until laatste */
	int32_t laatste;   /* no time begins after this day */
};

/* A time that is passed over: so many days behind the first, and what closed it. */
struct reeks_over {
	int32_t dagen;
	size_t dicht; /* index; of several the one that closed the earliest day */
};

struct reeks_dagen {
	int32_t dagen[REEKS_KEREN_MAX]; /* behind the first, whose own 0 is the first of them */
	size_t count;
	struct reeks_over over[REEKS_OVER_MAX];
	size_t over_count;
};

enum reeks_uitslag {
	REEKS_GOED,
	REEKS_EERSTE_DICHT, /* no half-day of the first time is open */
	REEKS_TE_KORT,	    /* fewer times than wanted, or than two, begin by laatste */
	REEKS_TE_LANG,	    /* more than REEKS_KEREN_MAX do */
};

enum reeks_uitslag reeks_plan(const struct reeks_ritme *ritme, const struct reeks_dicht *dicht,
	size_t count, struct reeks_dagen *ret_dagen);

#endif
