/*
 * A question of the snapshot made ready: what all rows share is worked out once. For the files of
 * the snapshot only, and for them by score/snapshot_intern.h. It borrows all that it points to.
 */
#ifndef SCORE_SNAPSHOT_VRAAG_H
#define SCORE_SNAPSHOT_VRAAG_H

#include "score/paar.h"
#include "score/snapshot.h"

#define ERKENNINGEN   32 /* most that fit */
#define STAPPEN	      5	 /* grades of nearness that are told apart when weighing */
#define VRAAG_THEMAS  8	 /* asked topics that are weighed; more are taken for perfect */
#define THEMA_EENHEID 50 /* sums of nearness, rounded up to this, … */
#define SOM_BITS      8	 /* … have at most so many bits */
#define VRAAG_KRINGEN 4	 /* the same for circles that serve the school */
#define VRAAG_JAREN   3	 /* school years that a window can touch */

/* One grade of nearness to a topic. */
struct stap {
	uint32_t masker[2]; /* bits of the topics that are at least so near … */
	uint64_t erbij;	    /* … and that the grade above it has not */
	uint16_t waarde;    /* 0 after the last grade */
	uint16_t meer;	    /* than the grade below it */
	uint32_t eenheden;  /* value in THEMA_EENHEID */
};

/* What is near to one topic, nearest first. */
struct buurt {
	struct stap stappen[STAPPEN];
	uint64_t genoeg; /* bits of the topics that count as the one that was asked */
};

struct vraag {
	const struct score_snapshot *s;
	const struct score_config *config;
	const struct score_aanvraag *aanvraag;
	const uint16_t *kringen;
	size_t kring_count;
	const struct score_rang *na;
	uint32_t regels;		      /* that hold, for this soort */
	uint32_t gewicht[SCORE_FACTOR_COUNT]; /* 0 where all rows have the same value */
	int32_t vast;			      /* what these add to the score */

	/* the factors that look at who stands behind an offer, by the judge of pairs */
	bool meer;
	bool wensen;
	bool verbiedt;		  /* some offers are ruled out */
	uint8_t meer_telt;	  /* enum meer: what of a row is asked about … */
	uint8_t meer_ambassadeur; /* … and of an ambassador as well */
	unsigned eigen_count;
	enum score_factor eigen[4];
	struct score_paar paar;
	struct score_aanbod aanbod;
	uint32_t eigen_sleutel; /* of what follows; 0 = only for the row in hand */
	bool eigen_past;
	int32_t eigen_som;
	struct score_erkenning erkenningen[ERKENNINGEN];

	/* for weighing; sums in tenths of a point, so that nothing is rounded away */
	bool plaats;		    /* the school has a place … */
	int64_t naar_x_m, naar_y_m; /* from it to the origin */
	bool weegbaar;		    /* … from which distances can be weighed … */
	bool afstand;		    /* … and limited, where the offers have one */
	uint8_t online;		    /* VLAG_ONLINE when the school accepts it, else 0 */
	float x_m, y_m;		    /* from the origin */
	float limiet_m;		    /* of the school */
	float reis_gewicht;	    /* 0 in a part without places, as afstand is false there */
	uint64_t niveaus;	    /* of which one must be there; 0 when levels do not matter */
	uint64_t niveaus_hier;	    /* the same by their words in the part in hand */
	unsigned niveau_half;	    /* the same for zones, where all of these are in one half */
	uint32_t niveau_bits;
	uint32_t niveau_vrij; /* every bit when levels do not matter */
	unsigned sector;      /* of the level; NIVEAU_SECTOR_COUNT = not known */
	uint64_t sector_niveaus;
	const uint16_t *niveau_waarde; /* by how many of these an offer has */
	uint32_t sector_count;
	uint8_t sectoren; /* parts that can pass; 0 = all */
	uint8_t talen;
	bool nooit_gepauzeerd, nooit_zonder_vog; /* such rows have no half-day for it */
	uint32_t groep_vrij; /* every bit when the size of the group does not matter */
	int32_t groep;
	uint32_t vereist[2]; /* topics of which one must be there; every bit when none must */
	uint32_t vereist_vrij;
	uint32_t thema_minst; /* nearness that one of its topics must have */
	unsigned som_bits;    /* that sums of nearness to all asked topics take … */
	uint32_t som_meest;   /* … and what they are at most, in units */
	unsigned buurt_count;
	const struct buurt *buurten[VRAAG_THEMAS]; /* of the asked topics that are known */
	uint32_t thema_zonder;			   /* sum that stands for the neutral value */
	float thema_gewicht;			   /* of that sum */
	float thema_eenheden;			   /* that add a tenth */
	uint32_t belasting_masker[2];
	uint32_t belasting_minst;
	uint32_t kring_bits;
	int32_t kring[VRAAG_KRINGEN];
	uint32_t kring_anders;
	int32_t kring_punten[SCORE_KRING_ANDERE + 1];
	int32_t hoogst_tienden; /* most of what columns say, but for travel … */
	int32_t vast_tienden;	/* what all rows of the part in hand have at most of the rest … */
	int32_t overal_tienden; /* … and of every part */
	int32_t niveau_per_meer; /* less for each level of the sector beyond the first */

	/* for the calendar */
	bool venster_leeg;
	bool opties; /* which half-days are left matters to the date: the school ranked times */
	bool snel;   /* which half-days are left makes no difference beyond three, … */
	uint16_t snel_van, snel_tot, snel_vog; /* … and dates of a row up to or from these */
	uint32_t snel_pauze;		       /* take nothing away */
	int32_t datum_punten[4]; /* what datum adds for so many half-days, three and more */
	int32_t tot;		 /* last day of the window */
	int32_t jaar;		 /* first school year of the window */
	unsigned jaar_count;
	int32_t jaar_begin[VRAAG_JAREN + 1]; /* first days, from the first of the window */
	uint64_t vrij[TIJDVAK_WORDS];	     /* what the school leaves of its window */
	uint8_t fase[TIJDVAK_WORDS];	     /* where in the week each word begins, in half-days */
	uint64_t over[TIJDVAK_WORDS + 1];    /* what the row in hand leaves of it; the last is 0 */
	const uint16_t *nabij[VRAAG_THEMAS]; /* rows of the taxonomy, of the asked topics … */
	const uint16_t *nabij_niets;	     /* … and one in which nothing is near */
};

#endif
