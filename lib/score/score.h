/*
 * Scoring and ranking: which aanbod is possible for an aanvraag, how good it is, and which are the
 * best. Why is in score/uitleg.h.
 *
 * Pure: everything comes in through the structs below, there is no clock, no randomness and no
 * memory of its own; the same input gives the same bytes. The structs borrow their lists from the
 * caller. Everything is integer: SQL, C and browser give the same order. This is advice: the
 * database decides at commit.
 */
#ifndef SCORE_SCORE_H
#define SCORE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/uuid.h"
#include "domain/plaats.h"
#include "domain/soort.h"
#include "domain/thema.h"
#include "domain/tijdvak.h"
#include "score/factor.h"
#include "score/regel.h"

#define SCORE_DATUM_GEEN   INT32_MIN /* no such date */
#define SCORE_DATUM_ALTIJD INT32_MAX /* without end */
#define SCORE_TOP_MAX	   1000	     /* most candidates that one ranking gives */
#define SCORE_OPTIES_MAX   5	     /* most time options that a school ranks */

/* What the school thinks of suppliers that it had before. */
enum score_voorkeur {
	SCORE_VOORKEUR_GEEN,
	SCORE_VOORKEUR_VERTROUWD, /* rather whom it knows */
	SCORE_VOORKEUR_NIEUW	  /* rather somebody else */
};

/* What the school would like besides; what it needs stands in the aanvraag itself. */
struct score_wensen {
	uint16_t dagdelen; /* week pattern; 0 = not wished */
	uint8_t talen;	   /* mask of TAAL_BIT, one of them; 0 = not wished */
	bool ambassadeur;  /* an ambassador of technology */
};

/* A time that the school has in mind: days, both included, and half-days of the week. */
struct score_optie {
	int32_t van;
	int32_t tot;
	uint16_t dagdelen; /* week pattern */
};

/* When a half-day begins and ends, in minutes after midnight. */
struct score_uren {
	uint16_t van_min;
	uint16_t tot_min;
};

/* Where and when somebody is who is booked for a half-day. */
struct score_verblijf {
	struct tijdvak tijdvak;
	struct score_uren uren;
	struct plaats plaats;
};

/* What lies between the school and one person or company. */
struct score_relatie {
	struct uuid houder;    /* the person or the company */
	bool veto;	       /* one of the two does not want the other */
	uint16_t keren;	       /* earlier activities together */
	const int32_t *datums; /* days of earlier and agreed activities, in any order */
	size_t datum_count;
};

/* What a school asks. */
struct score_aanvraag {
	enum soort soort;
	uint64_t niveau;	/* one bit (domain/niveau.h); 0 = not known, every level passes */
	const uint16_t *themas; /* indexes into the taxonomy, no doubles */
	uint16_t thema_count;
	bool thema_vereist;
	uint8_t talen;		/* mask of TAAL_BIT; one of them must be possible; 0 = any */
	uint16_t groepsgrootte; /* 0 = not known */
	int32_t max_afstand_m;	/* what the school accepts; 0 = no limit */
	bool online_toegestaan;
	bool vog_vereist;
	struct plaats plaats;
	/* Both in the school year in which the window begins. */
	int16_t behoefte;     /* activities that the school already has; -1 = not counted */
	int16_t norm_tekort;  /* what the class still misses of its norm; -1 = no norm */
	uint8_t leeftijd_min; /* age of the youngest in years; 0 = not known: score_jongste */
	uint16_t begeleiders; /* adults that come along with the class; 0 = not known */
	bool traploos;	      /* somebody of the group cannot take stairs */
	uint16_t weken;	      /* how long it runs, of what runs over a period; 0 counts as one */
	uint32_t crebo;	      /* qualification (MBO) that is learnt; 0 = none */
	uint16_t wachttijd_dagen; /* days between two activities of one supplier; 0 = none */
	struct score_uren uren[DAGDEEL_COUNT]; /* by its periods; tot_min 0 = as dagdeel_table */
	enum score_voorkeur voorkeur;
	struct score_wensen wensen;
	const struct score_optie *opties;     /* the one it likes best first */
	size_t optie_count;		      /* at most SCORE_OPTIES_MAX; 0 = not ranked */
	const struct score_relatie *relaties; /* ascending by houder, each houder once */
	size_t relatie_count;
	/* Offers, persons and companies that staff ruled out for this request, ascending. */
	const struct uuid *verboden;
	size_t verboden_count;
	struct uuid alleen;	       /* the one offer that staff allows for it; nil = any */
	struct tijdvak_set venster;    /* the window and the half-days of the week that suit */
	struct tijdvak_set gesloten;   /* school and public holidays, study days; same window */
	struct tijdvak_set klas_bezet; /* what this class is already booked for; same window */
};

/*
 * Makes the three sets of an aanvraag: the window van … tot (both included) with the half-days of
 * the week pattern (domain/dagdeel.h), nothing closed, nothing booked. Add to gesloten and
 * klas_bezet with tijdvak_set_add and tijdvak_set_add_days. ERR_INVALID: tot before van, or more
 * than TIJDVAK_DAGEN_MAX days.
 */
MUST_CHECK enum err score_aanvraag_venster(
	struct score_aanvraag *aanvraag, int32_t van, int32_t tot, uint16_t week);

/* The first of the ranked options that has one of these half-days, and which ones; optie_count when
 * none has. */
size_t score_eerste_optie(const struct score_aanvraag *aanvraag, const struct tijdvak_set *vrij,
	struct tijdvak_set *ret_over);

struct score_dagen {
	int32_t van;
	int32_t tot; /* included */
};
/* From which days on something of `aanvraag->weken` would run into the week of `datum`. */
struct score_dagen score_vol_dagen(const struct score_aanvraag *aanvraag, int32_t datum);

enum score_kring {
	SCORE_KRING_GEEN,    /* the supplier is in no circle, or we do not know */
	SCORE_KRING_BEDIENT, /* its circle serves this school */
	SCORE_KRING_ANDERE   /* its circle serves other schools */
};

/* How many activities take place in one half-day of one aanbod. */
struct score_bezetting {
	int32_t datum;
	enum dagdeel dagdeel;
	uint16_t bezet;
};

/* How much of a cap is used in one period. */
struct score_gebruik {
	int32_t periode; /* ISO week as date_iso_week, or school year as date_school_year */
	uint16_t aantal;
};

enum score_houder_soort { SCORE_HOUDER_PERSOON, SCORE_HOUDER_BEDRIJF, SCORE_HOUDER_KRING };

/* The maxima of one person, company or circle, and what is used of them. */
struct score_houder {
	enum score_houder_soort soort;
	uint16_t max_per_week; /* 0 = no maximum */
	const struct score_gebruik *weken;
	size_t week_count;
	uint16_t max_per_schooljaar; /* 0 = no maximum */
	const struct score_gebruik *schooljaren;
	size_t schooljaar_count;
};

/* A company may train for a qualification. */
struct score_erkenning {
	uint32_t crebo;
	int32_t geldig_tot; /* included; SCORE_DATUM_ALTIJD = no end */
};

/* A sum over so many, of which a mean is made. */
struct score_telling {
	uint32_t som;
	uint16_t aantal; /* 0 = nothing known */
};

/* What a supplier offers. Lists may be in any order; NULL with count 0 is an empty list. */
struct score_aanbod {
	struct uuid id;
	struct uuid vrijwilliger_id; /* nil = no person in particular */
	struct uuid bedrijf_id;	     /* nil = no company */
	enum soort soort;
	uint64_t niveaus;	/* set; 0 = not known, every level passes */
	const uint16_t *themas; /* indexes into the taxonomy, no doubles; none = not known */
	uint16_t thema_count;
	uint8_t talen;	       /* mask of TAAL_BIT; 0 = not known, passes */
	bool online;	       /* can be given online */
	int32_t reisafstand_m; /* how far the supplier goes (or wants the class from); 0 = any */
	struct plaats plaats;
	uint16_t groep_min;	/* 0 = none */
	uint16_t groep_max;	/* 0 = none */
	uint16_t dagdelen;	/* week pattern */
	int32_t geldig_van;	/* SCORE_DATUM_GEEN = always was */
	int32_t geldig_tot;	/* included; SCORE_DATUM_ALTIJD = no end */
	int32_t gepauzeerd_tot; /* included; SCORE_DATUM_GEEN = not paused */
	int32_t vog_geldig_tot; /* included; SCORE_DATUM_GEEN = no VOG seen */
	enum score_kring kring;
	uint8_t leeftijd_min;		   /* what the supplier asks, in years; 0 = nothing */
	uint8_t leerlingen_per_begeleider; /* what the supplier asks of a class; 0 = nothing */
	bool traploos;			   /* known to be reached without stairs */

	const struct score_erkenning *erkenningen; /* of the company */
	size_t erkenning_count;

	struct score_telling kwaliteit; /* marks of evaluations in hundredths */
	struct score_telling reactie;	/* proposals: answered in time, of all that were asked */
	bool ambassadeur;		/* of technology */
	uint64_t opleiding;		/* levels that the person did or does; 0 = not known */
	uint8_t leeftijd;		/* of the person, in years; 0 = not known */

	const struct tijdvak_dag *uitzonderingen; /* half-days that the supplier took out */
	size_t uitzondering_count;
	const struct tijdvak_dag *boekingen; /* half-days on which the person is booked */
	size_t boeking_count;
	const struct score_verblijf *verblijven; /* the same, of which the place is known */
	size_t verblijf_count;
	uint16_t reisbuffer_min; /* what the person wants between two places, beside the travel */

	/* Activities that fit in one half-day, and of what runs over a period in one week; a full
	 * week stands in the list as one of its days. 0 = no limit. */
	uint16_t plaatsen;
	const struct score_bezetting *bezetting;
	size_t bezetting_count;

	const struct score_houder *houders; /* whose maxima count: person, company, circle */
	size_t houder_count;
};

/* How is scored: the same for all pairs of one question. */
struct score_config {
	const struct thema_boom *boom;
	struct score_gewichten gewichten;
	uint32_t regels; /* mask of rules that hold; SCORE_REGELS_ALLE unless asking "what if" */
	uint64_t seed;	 /* breaks ties; 0 = by id bytes */
};

/* Every rule, the newest weights that come with the program for this soort, no seed. */
struct score_config score_config_init(const struct thema_boom *boom, enum soort soort);

/* What came out for one pair. */
struct score_uitkomst {
	struct uuid id; /* of the aanbod */
	bool mogelijk;
	enum score_regel
		regel;	   /* not possible: the first rule that fails; else SCORE_REGEL_COUNT */
	bool online;	   /* possible, but only online: the distance is too large */
	int32_t afstand_m; /* straight line; -1 = not known */
	int32_t score;	   /* 0 … SCORE_MAX; 0 when not possible */
	struct score_deel delen[SCORE_FACTOR_COUNT]; /* zeroed when not possible */
	/* Common half-days. Empty when not possible, and when the window has none to begin with and
	 * "what if" left out the rule tijdvak. */
	struct tijdvak_set vrij;
};

/* Judges one pair. The weights of the config must have passed score_gewichten_check (assert). */
void score_beoordeel(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, struct score_uitkomst *ret_uitkomst);

/* One line of a ranking. */
struct score_rang {
	struct uuid id;
	int32_t score;
	uint32_t index;	 /* into the list of aanbod that was given */
	uint64_t loting; /* what decides between equal scores before the id does; 0 without seed */
};

/*
 * The best `k` (at most SCORE_TOP_MAX) of `count` aanbod, best first, into `ret_rangen` (room for
 * k). Higher score first, then `loting` (from seed and id), then id bytes. What is not possible is
 * left out. Memory is only the caller's; time is one pass over the list, and the calendar is asked
 * only where the score can still reach the list.
 */
void score_rangschik(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, size_t count, size_t k, struct score_rang *ret_rangen,
	size_t *ret_count);

/* An open aanvraag that an aanbod may fit. */
struct score_kans {
	struct uuid id; /* of the aanvraag */
	const struct score_aanvraag *aanvraag;
	const struct score_config *config; /* of its soort */
	enum score_kring kring;		   /* what the circle of the aanbod is to this school */
};

/* The other way round: the best `k` aanvragen for one aanbod, by the same judge and in the same
 * order; `id` and `index` in the lines are of the aanvraag. */
void score_rangschik_kansen(const struct score_aanbod *aanbod, const struct score_kans *kansen,
	size_t count, size_t k, struct score_rang *ret_rangen, size_t *ret_count);

/* The order of a ranking: below 0 when a stands before b. */
int score_rang_cmp(const struct score_rang *a, const struct score_rang *b);

/* Why nobody: for each rule how many aanbod it stops. */
struct score_niemand {
	uint32_t bekeken;		    /* aanbod that were judged */
	uint32_t mogelijk;		    /* of which possible with all rules */
	uint32_t eerste[SCORE_REGEL_COUNT]; /* fail on this rule first */
	uint32_t enige[SCORE_REGEL_COUNT];  /* become possible when only this rule is let go; one
					     * aanbod can count for several rules on time */
};

/* Counts for a question without (or with too few) candidates. */
void score_waarom_niemand(const struct score_config *config, const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, size_t count, struct score_niemand *ret_niemand);

#endif
