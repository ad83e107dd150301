/*
 * The life of a koppeling: states, roles and the one table of steps.
 *
 * The API serves this table, the database enforces the same one, and a test compares the two. No
 * other code decides whether a step is allowed.
 */
#ifndef DOMAIN_TOESTAND_H
#define DOMAIN_TOESTAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum toestand {
	TOESTAND_GEEN, /* before the proposal: no koppeling yet */
	TOESTAND_VOORGESTELD,
	TOESTAND_GOEDGEKEURD,
	TOESTAND_BEVESTIGD,
	TOESTAND_INGEPLAND,
	TOESTAND_AFGEROND,
	TOESTAND_GEEVALUEERD,
	TOESTAND_AFGEWEZEN,
	TOESTAND_AFGESLAGEN,
	TOESTAND_VERLOPEN,
	TOESTAND_GEANNULEERD,
	TOESTAND_NIET_VERSCHENEN,
	TOESTAND_COUNT
};

/* The sides in the life of a koppeling. What an account may do stands in the contract. */
enum rol {
	ROL_SCHOOL,
	ROL_BEDRIJF,
	ROL_VRIJWILLIGER,
	ROL_KRINGCOORDINATOR,
	ROL_MEDEWERKER,
	ROL_SYSTEEM,
	ROL_COUNT
};

#define ROL_BIT(rol) ((uint8_t)(1u << (rol)))

enum stap {
	STAP_VOORSTELLEN,
	STAP_GOEDKEUREN,
	STAP_AFWIJZEN,
	STAP_BEVESTIGEN,
	STAP_AFSLAAN,
	STAP_VERLOPEN,
	STAP_INPLANNEN,
	STAP_ANNULEREN,
	STAP_AFRONDEN,
	STAP_NIET_VERSCHENEN,
	STAP_EVALUEREN,
	STAP_HEROPENEN,	   /* what ended is proposed again */
	STAP_TERUGDRAAIEN, /* the last step was a mistake: back to before it */
	STAP_INVALLEN,	   /* the first yes to a question that staff approved for several at once */
	STAP_VERZETTEN,	   /* to another half-day that both have */
	STAP_COUNT
};

#define STAP_BIT(stap) (1u << (stap))

/* What a step brings about beside the new state, in the same transaction. */
enum gevolg {
	GEVOLG_PLAATS_NEMEN,	   /* its people, its class and its place are taken */
	GEVOLG_PLAATS_VRIJGEVEN,   /* and given back */
	GEVOLG_BEVESTIGING_WISSEN, /* both sides are asked anew */
	GEVOLG_AANVRAAG_KOPPELEN,  /* the request has found its match */
	GEVOLG_AANVRAAG_OPENEN,	   /* and looks for another one */
	GEVOLG_TERMIJN_STARTEN,	   /* it ends by itself unless somebody answers in time */
	GEVOLG_BIJVULLEN, /* the next best offer is proposed by itself, unless the reason stops that
			   */
	GEVOLG_TIJDVAK_VERZETTEN, /* one half-day is given back, another one is taken */
	GEVOLG_COUNT
};

#define GEVOLG_BIT(gevolg) (1u << (gevolg))

/* A state, a role, a kind of step or an effect: its code and what people read. */
struct toestand_naam {
	const char *code;
	const char *nl;
	const char *en;
};

struct toestand_stap {
	enum toestand van;
	enum toestand naar;
	enum stap stap;
	uint8_t rollen;	    /* mask of ROL_BIT: who may take it */
	bool reden_vereist; /* a reason code must come with it */
	uint8_t gevolgen;   /* mask of GEVOLG_BIT */
	const char *nl;	    /* one sentence: what happens */
	const char *en;
};

extern const struct toestand_naam toestand_table[TOESTAND_COUNT]; /* GEEN has code "" */
extern const struct toestand_naam rol_table[ROL_COUNT];
extern const struct toestand_naam stap_table[STAP_COUNT];
extern const struct toestand_naam gevolg_table[GEVOLG_COUNT];

#define TOESTAND_STAP_COUNT 26
extern const struct toestand_stap toestand_stappen[TOESTAND_STAP_COUNT];

/* ERR_INVALID when there is no such code. */
MUST_CHECK enum err toestand_from_code(struct str code, enum toestand *ret_toestand);
MUST_CHECK enum err rol_from_code(struct str code, enum rol *ret_rol);
MUST_CHECK enum err stap_from_code(struct str code, enum stap *ret_stap);

/* The row of a step from a state, or NULL when that step does not exist there. */
const struct toestand_stap *toestand_stap_find(enum toestand van, enum stap stap);

/*
 * Whether a role may take a step from a state. ERR_CONFLICT: the step does not exist from that
 * state. ERR_FORBIDDEN: it does, but not for this role. On success the row.
 */
MUST_CHECK enum err toestand_stap_check(
	enum toestand van, enum stap stap, enum rol rol, const struct toestand_stap **ret_stap);

/* No step leads on from this state: what can still be done is to reopen it or to turn it back.
 * TOESTAND_GEEN is not final. */
bool toestand_is_final(enum toestand toestand);

/* The koppeling takes up its people, its class and its place: voorgesteld, goedgekeurd, bevestigd,
 * ingepland, afgerond, geevalueerd. */
bool toestand_loopt(enum toestand toestand);

#endif
