/*
 * One pair of aanvraag and aanbod while it is being judged. For this module only.
 *
 * The rules read it and narrow `vrij`; the factors and the explanations read what the rules left.
 */
#ifndef SCORE_PAAR_H
#define SCORE_PAAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "score/score.h"
#include "score/uitleg.h"

#define SCORE_AFSTAND_ONBEKEND (-1)

struct score_paar {
	const struct score_config *config;
	const struct score_aanvraag *aanvraag;
	const struct score_aanbod *aanbod;
	uint32_t regels;	 /* of the config, those that this aanvraag can fail on */
	int32_t afstand_m;	 /* SCORE_AFSTAND_ONBEKEND when a place is not known */
	bool te_ver;		 /* further than one of the two accepts */
	struct tijdvak_set vrij; /* what is left of the window */
};

/* A pair before any rule: the whole window is free. */
void score_paar_init(struct score_paar *p, const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod);

/* Both sides accept that it is given online. */
bool score_paar_online(const struct score_paar *p);

/* The smaller of what both accept; 0 = no limit. */
int32_t score_paar_limiet_m(const struct score_paar *p);

/* The best nearness of a topic of the aanbod to one asked topic. */
uint16_t score_paar_thema(const struct score_paar *p, uint16_t gevraagd);

/* What lies between the school and the person, or the company, behind the aanbod; NULL = nothing.
 */
const struct score_relatie *score_paar_persoon(const struct score_paar *p);
const struct score_relatie *score_paar_bedrijf(const struct score_paar *p);

/* Whether staff ruled out this offer, person or company; the aanbod, or who stands behind it. */
bool score_is_verboden(const struct score_aanvraag *aanvraag, struct uuid id);
/* The same of an offer, also because staff wants another and no other. */
bool score_aanbod_verboden(const struct score_aanvraag *aanvraag, struct uuid aanbod_id);
bool score_paar_verboden(const struct score_paar *p);

/* Earlier activities together; an activity of a person of a company counts for both, and once. */
unsigned score_paar_keren(const struct score_paar *p);

/* The age of the youngest. Where it is not given, a type that asks an age goes by the usual one of
 * the level, so that leaving it out is no way past the law; what is for adults and no work
 * (soort_table.erkenning) has them in the mbo and above. Of other types it is not known: 0. */
unsigned score_jongste(const struct score_aanvraag *aanvraag);

/* The least age that counts for this pair, by law or by the offer. */
unsigned score_paar_leeftijd_wet(const struct score_paar *p);
unsigned score_paar_leeftijd(const struct score_paar *p);
/* Adults that the supplier asks for a group of this size, rounded up; 0 = it asks nothing, or the
 * size is not known. */
unsigned score_paar_begeleiders(const struct score_paar *p);

/* The last day on which it may begin to be over on `laatste`: what runs for weeks lies as a whole
 * before the end of the offer, the VOG and the accreditation. */
int32_t score_laatste_begin(const struct score_aanvraag *aanvraag, int32_t laatste);

/* Last day of the accreditation for the crebo of the aanvraag; SCORE_DATUM_GEEN without one. */
int32_t score_paar_erkend_tot(const struct score_paar *p);

/* The half-days of the aanbod in the window, whatever the school says. */
void score_paar_aanbod_vrij(const struct score_paar *p, struct tijdvak_set *ret_vrij);

/* The way between a booking of the person and a half-day of that same day. */
struct score_reis {
	int32_t nodig_min;  /* to travel, and the buffer; 0 = one place, or it is not known */
	int32_t tussen_min; /* between the one and the other */
};

struct score_reis score_reis_van(const struct score_aanvraag *aanvraag,
	const struct score_aanbod *aanbod, const struct score_verblijf *verblijf,
	enum dagdeel dagdeel);

/* Whether the person can be at both; always in the half-day of the booking itself. */
bool score_reist_op_tijd(const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	const struct score_verblijf *verblijf, enum dagdeel dagdeel);

/* What is used in a period; more lines for one period add up. */
uint32_t score_gebruikt(const struct score_gebruik *gebruik, size_t count, int32_t periode);

/* The first day of an ISO week as date_iso_week gives it. */
int32_t score_week_maandag(int32_t week);

/* Takes out of a set the days of weeks (or school years) in which one holder is full. */
void score_houder_remove_weken(const struct score_houder *houder, struct tijdvak_set *set);
void score_houder_remove_schooljaren(const struct score_houder *houder, struct tijdvak_set *set);

typedef void score_houder_remove(const struct score_houder *houder, struct tijdvak_set *set);

/* The holder whose maximum leaves the fewest of the half-days in `p->vrij`; between equals the
 * soort decides. There must be a holder. */
const struct score_houder *score_paar_strengste(
	const struct score_paar *p, score_houder_remove *remove);
/* The values of kring and datum. */
uint16_t score_kring_waarde(enum score_kring kring);
uint16_t score_datum_waarde(unsigned dagdelen);

/* The value of belasting that one holder gives. */
uint16_t score_houder_waarde(const struct score_houder *houder, int32_t schooljaar);

/* The holder that gives the lowest value in a school year; NULL when nobody is counted. */
const struct score_houder *score_paar_drukste(const struct score_paar *p, int32_t schooljaar);

/* The school year with half-days left in which the load is best; the earliest of equals. More
 * half-days can so never lower the score. */
int32_t score_paar_schooljaar(const struct score_paar *p);

/* Whether a rule takes half-days away. */
bool score_regel_over_tijd(unsigned regel);

/* The first of the rules [van, tot) that fails; `tot` when all pass. Rules that are masked out, or
 * are not for this soort, are passed over. Leaves `p->vrij` as the failing rule found it. */
unsigned score_regels_run(struct score_paar *p, unsigned van, unsigned tot);

/* Judges a pair before any rule, and leaves it as the failing rule, or the last one, left it. */
void score_paar_beoordeel(struct score_paar *p, struct score_uitkomst *ret_uitkomst);

/* The rules before this one look at no list of dates. */
#define SCORE_REGEL_KALENDER SCORE_REGEL_TIJDVAK

/* All of one factor of one pair. */
struct score_deel score_deel_bereken(const struct score_paar *p, enum score_factor factor);

/* What one factor adds at most before the calendar is known, and exactly where it is not needed. */
int32_t score_bijdrage_hoogstens(const struct score_paar *p, enum score_factor factor);

/* The wishes of the school of which it is known whether this pair meets them. */
struct score_vervuld {
	unsigned genoemd;
	unsigned vervuld;
};

struct score_vervuld score_paar_wensen(const struct score_paar *p);

/* How near an ambassador stands to the class, 0 … 1000. */
struct score_nabij {
	bool leeftijd_bekend;
	bool opleiding_bekend;
	uint16_t leeftijd;
	uint16_t opleiding;
};

struct score_nabij score_paar_ambassadeur(const struct score_paar *p);

/* The functions in the table of rules. */
score_regel_check score_check_soort, score_check_begeleiding, score_check_traploos,
	score_check_veto, score_check_leeftijd, score_check_erkenning, score_check_wachttijd,
	score_check_gepauzeerd, score_check_niveau, score_check_thema, score_check_taal,
	score_check_afstand, score_check_groepsgrootte, score_check_tijdvak, score_check_vog,
	score_check_klas_bezet, score_check_dubbele_boeking, score_check_reistijd,
	score_check_plaatsen, score_check_maximum_schooljaar, score_check_maximum_week;
score_regel_zin score_waarom_begeleiding, score_waarom_traploos, score_waarom_veto,
	score_waarom_leeftijd, score_waarom_erkenning, score_waarom_wachttijd, score_waarom_soort,
	score_waarom_gepauzeerd, score_waarom_niveau, score_waarom_thema, score_waarom_taal,
	score_waarom_afstand, score_waarom_groepsgrootte, score_waarom_tijdvak, score_waarom_vog,
	score_waarom_klas_bezet, score_waarom_dubbele_boeking, score_waarom_reistijd,
	score_waarom_plaatsen, score_waarom_maximum_schooljaar, score_waarom_maximum_week;

score_regel_stap score_stap_soort, score_stap_gepauzeerd, score_stap_niveau, score_stap_thema,
	score_stap_taal, score_stap_afstand, score_stap_groepsgrootte, score_stap_begeleiding,
	score_stap_tijdvak, score_stap_plaatsen, score_stap_maximum_schooljaar,
	score_stap_maximum_week, score_stap_wachttijd;
score_regel_raad score_raad_soort, score_raad_gepauzeerd, score_raad_niveau, score_raad_thema,
	score_raad_taal, score_raad_afstand, score_raad_groepsgrootte, score_raad_begeleiding,
	score_raad_tijdvak, score_raad_plaatsen, score_raad_maximum_schooljaar,
	score_raad_maximum_week, score_raad_wachttijd;

/* The aanvraag as it would be if it asked for what the aanbod is, of another soort in `room`; as it
 * stands where no rule asks for the same soort. */
const struct score_aanvraag *score_gevraagd_als(const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanbod *aanbod,
	struct score_aanvraag *room);

/* How far an aanbod is from one of the rules that are let go; `ruim` as in score_raad_geven. */
struct score_stap score_stap_van(const struct score_config *config,
	const struct score_aanvraag *aanvraag, const struct score_aanvraag *ruim,
	const struct score_aanbod *aanbod, uint32_t losgelaten, unsigned regel);

/* The functions in the table of factors. */
score_factor_waarde score_waarde_thema, score_waarde_niveau, score_waarde_datum, score_waarde_reis,
	score_waarde_kring, score_waarde_belasting, score_waarde_behoefte, score_waarde_norm,
	score_waarde_vertrouwd, score_waarde_kwaliteit, score_waarde_reactie,
	score_waarde_ambassadeur, score_waarde_wensen, score_hoogstens_datum,
	score_hoogstens_belasting, score_hoogstens_wensen;
score_factor_zin score_reden_thema, score_reden_niveau, score_reden_datum, score_reden_reis,
	score_reden_kring, score_reden_belasting, score_reden_behoefte, score_reden_norm,
	score_reden_vertrouwd, score_reden_kwaliteit, score_reden_reactie, score_reden_ambassadeur,
	score_reden_wensen;

/* The lot that a seed draws for an id; 0 without a seed. */
uint64_t score_loting(uint64_t seed, struct uuid id);

/* A list of the best k while it is filled: the last of the ranking stands first. */
void score_beste_add(
	struct score_rang *rangen, size_t *count, size_t k, const struct score_rang *rang);
/* Into the order of the ranking. */
void score_beste_sort(struct score_rang *rangen, size_t count);

/* What stands in a sentence where it says %1, %2 …. */
enum score_stuk_soort {
	SCORE_STUK_WOORD,
	SCORE_STUK_GETAL,
	SCORE_STUK_TIENDEN, /* 24: "2,4" */
	SCORE_STUK_AFSTAND, /* as score_zin_afstand and the like */
	SCORE_STUK_AFSTAND_OP,
	SCORE_STUK_GRENS,
	SCORE_STUK_DATUM,
	SCORE_STUK_TALEN, /* mask of TAAL_BIT: "Nederlands, Engels of Duits" */
};

struct score_stuk {
	enum score_stuk_soort soort;
	int64_t n;
	const char *nl; /* of a word */
	const char *en;
};

static inline struct score_stuk zin_woord(const char *nl, const char *en)
{
	return (struct score_stuk){ .soort = SCORE_STUK_WOORD, .nl = nl, .en = en };
}

static inline struct score_stuk zin_getal(int64_t n)
{
	return (struct score_stuk){ .soort = SCORE_STUK_GETAL, .n = n };
}

/* One of the others, which only have a number. */
static inline struct score_stuk zin_als(enum score_stuk_soort soort, int64_t n)
{
	return (struct score_stuk){ .soort = soort, .n = n };
}

/* Adds a sentence, or a part of one, with its pieces; %% is a percent sign. */
void score_zin_vul(
	struct score_zin *z, struct str nl, struct str en, const struct score_stuk *stukken);
#define ZIN(z, nl, en, ...) \
	score_zin_vul(z, STR(nl), STR(en), (const struct score_stuk[]){ __VA_ARGS__ })
#define ZIN_VAST(z, nl, en) score_zin_vul(z, STR(nl), STR(en), NULL)

/* "activiteit" or "activiteiten", and the like. */
static inline struct score_stuk zin_activiteiten(int64_t n)
{
	return n == 1 ? zin_woord("activiteit", "activity")
		      : zin_woord("activiteiten", "activities");
}

static inline struct score_stuk zin_begeleiders(int64_t n)
{
	return n == 1 ? zin_woord("begeleider", "adult") : zin_woord("begeleiders", "adults");
}

static inline struct score_stuk zin_plaatsen(int64_t n)
{
	return n == 1 ? zin_woord("plaats", "place") : zin_woord("plaatsen", "places");
}

static inline struct score_stuk zin_dagen(int64_t n)
{
	return n == 1 ? zin_woord("dag", "day") : zin_woord("dagen", "days");
}

#endif
