/*
 * The catalogue of letters: every sentence that people get by mail stands in tekst_account.c or
 * tekst_activiteit.c, in Dutch and in English. {naam}, {link}, {over} and {woorden} stand for what
 * the letter is about. A name is somebody's own words, or another's about them: a letter repeats it
 * only when nobody can take it for a link.
 */
#ifndef POST_TEKST_H
#define POST_TEKST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum post_soort {
	POST_AANMELDLINK,
	POST_WACHTWOORDLINK,
	POST_WACHTWOORD_GEWIJZIGD,
	POST_TWEEDE_FACTOR_AAN,
	POST_TWEEDE_FACTOR_UIT,
	POST_WELKOM,
	POST_HEEFT_ACCOUNT,
	POST_UITNODIGING,
	POST_UITNODIGING_ACCOUNT, /* of who has an account: signs nobody in */
	POST_ANTWOORD,
	POST_EMAIL_BEVESTIGEN,	/* to the new address, which may be anybody's */
	POST_EMAIL_GEVRAAGD,	/* to the old one */
	POST_BEZWAAR_BEPERKT,	/* an objection that holds at once */
	POST_BEZWAAR_ONTVANGEN, /* one that does not */
	POST_BEZWAAR_TOEGEWEZEN,
	POST_BEZWAAR_AFGEWEZEN,
	POST_BEZWAAR_INGETROKKEN,
	POST_VRIJWILLIGER_EMAIL, /* another wrote down another address for them */
	POST_DIENST_ERBIJ,	 /* a service elsewhere opens the account from now on */
	POST_DIENST_ERAF,	 /* and no longer does */
	POST_DANKWOORD,
	POST_INVALVRAAG, /* to several: can you stand in? */
	POST_INVALLEN_JA,
	POST_INVALLEN_VOL,
	POST_HERINNERING,
	POST_HERINNERING_ACCOUNT,
	POST_VERZETVRAAG,	/* one side would rather have another half-day */
	POST_VERZETVRAAG_REEKS, /* the same of a time of a series and all behind it */
	POST_VERZET,		/* it stands in another half-day now */
	POST_VERZET_NIET,	/* the other side chose none */
	POST_TIJD,		/* when it really begins and ends */
	POST_WACHTLIJST,	/* there is an offer for what waits */
	POST_ZOEKOPDRACHT,	/* saved searches found something */
	/* What a step in a match tells (table stap_bericht). */
	POST_VOORSTEL,		 /* approved: it waits for an answer */
	POST_VOORSTEL_NIEUW,	 /* made by itself */
	POST_VOORSTEL_VERVALT,	 /* what was approved goes no further */
	POST_AFGESPROKEN,	 /* it stands in the calendar */
	POST_AFGEZEGD,		 /* and no longer does */
	POST_INVALLER,		 /* to the school: somebody stands in */
	POST_RONDGANG_TE_WEINIG, /* to the school: fewer companies are left than it asks at least */
	POST_KEUZEVRAAG,	 /* rank whom you would like to have; the engine ranks the rest */
	POST_KEUZEVRAAG_ALLEEN,	 /* the same, and it does not */
	POST_KEUZE_HERINNERING,
	POST_KEUZE_NIEMAND, /* the round is over, and nobody came out */
	/* What becomes of a booking of a place at an event (inschrijving_bericht). */
	POST_INSCHRIJVING_JA,
	POST_INSCHRIJVING_NEE,
	POST_INSCHRIJVING_AF, /* called off, by whoever is not told */
	POST_PLEK_VERVALT,    /* the whole place is */
	POST_BOEKING_VRAAG,   /* somebody asks for a place or a facility */
	POST_BOEKING_NIEUW,   /* somebody has one, and nobody was asked */
	POST_BOEKING_DICHT,   /* the room is not open then any more */
	POST_BOEKING_VERLOPEN,
	POST_AFGEZEGD_SCHOOL, /* as POST_AFGEZEGD; somebody else may be found */
	POST_NIET_VERSCHENEN, /* somebody said that it did not take place */
	POST_TOCH_AFGEROND,   /* staff settled that it did */
	POST_AFLOOP_SCHOOL,   /* as POST_AFLOOP_ACCOUNT */
	POST_AFLOOP,	      /* it is over: how did it go? */
	POST_AFLOOP_ACCOUNT,
	POST_SOORT_COUNT
};

enum post_taal { POST_NL, POST_EN, POST_TAAL_COUNT };

struct post_tekst {
	const char *onderwerp; /* one line, ASCII */
	const char *tekst;
};

/* The two parts of the catalogue: each letter stands in one of them. */
extern const struct post_tekst post_teksten_account[POST_SOORT_COUNT][POST_TAAL_COUNT];
extern const struct post_tekst post_teksten_activiteit[POST_SOORT_COUNT][POST_TAAL_COUNT];

extern const char *const post_soort_codes[POST_SOORT_COUNT];
extern const char *const post_taal_codes[POST_TAAL_COUNT];

/* ERR_NOT_FOUND when no letter or language is called so. */
MUST_CHECK enum err post_soort_parse(struct str code, enum post_soort *ret_soort);
MUST_CHECK enum err post_taal_parse(struct str code, enum post_taal *ret_taal);

/* A language of the schema. */
enum post_taal post_taal_of(struct str code);

const struct post_tekst *post_tekst(enum post_soort soort, enum post_taal taal);

/* Whether a letter may repeat this as a name: it is short, and holds no address, link or number to
 * call, nor what a mail program makes one of. */
bool post_is_naam(struct str text);

/* As what somebody is invited or acts, in a sentence: "docent bij De Regenboog"; without the name
 * of the organisation (NULL when it has none) when a letter may not repeat it. */
struct str post_rol(struct arena *a, enum post_taal taal, struct str rol, struct str organisatie);

/* Whether a letter may repeat this as somebody's words: it holds no link and no address. */
bool post_zonder_link(struct str text);

/* What a letter fills in; what is absent is nothing. */
struct post_waarden {
	struct str naam, link, over, woorden;
};

/* Adds a text with its names filled in; {naam} is a blank and the name, or nothing when a letter
 * may not repeat it. */
void post_fill(struct buf *out, const char *tekst, const struct post_waarden *waarden);

#endif
