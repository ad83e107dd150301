/*
 * The sources that the import knows: how a file of each is recognised, and what becomes of a row.
 *
 * Recognition looks at the names in the header only (or at the properties of the first feature),
 * never at the name of the file. Names are compared without case, spaces and punctuation; extra
 * columns and another order are fine. The row functions are pure apart from the look-up of
 * municipalities; they write the normalised row as JSON members that are named like the columns of
 * our tables. A member whose column the file does not have is left out: the statements keep what
 * stands there.
 */
#ifndef ADMIN_IMPORT_BRON_H
#define ADMIN_IMPORT_BRON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "admin/import_grens.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct jsn_doc;
struct jsn_out;
struct import_gemeenten;
struct import_melder;
struct import_soorten;

enum import_vorm { IMPORT_CSV, IMPORT_GEOJSON };

/* Into which tables the rows of a source go: which statements import_verschil runs. */
enum import_doel {
	IMPORT_GEMEENTE,
	IMPORT_POSTCODE,
	IMPORT_SCHOOL_PO,
	IMPORT_SCHOOL_GEO,
	IMPORT_OPLEIDING,
	IMPORT_BEDRIJF,
	IMPORT_VAKANTIE,
	IMPORT_REGIO,
	IMPORT_NIETS, /* recognised, and nothing to take from it */
};

struct import_kolom {
	const char *namen; /* "NAAM|ANDERE NAAM", the first is the publisher's own */
	bool nodig;
};

/* A row on its way from the file to the database. */
struct import_rij {
	const struct import_bron *bron;
	size_t regel;		  /* line on which it begins */
	const struct str *velden; /* by column of the source: STR_NULL when it is absent, empty when
				     it has nothing */
	const struct jsn_doc *geometrie; /* of a feature; NULL when there is none */
	struct arena *arena;		 /* lives until the batch is written */
	struct import_melder *melder;
	struct import_gemeenten *gemeenten; /* may be NULL: none known */
	struct import_soorten *soorten;	    /* may be NULL */
	/* what the row function makes of it */
	struct str sleutel;
	struct jsn_out *waarde; /* an open object */
	uint32_t mist; /* a bit for each column that is absent, so that what we have of it stays */
	uint32_t bsn;  /* the same of those in which a burgerservicenummer may stand */
	bool gemeente_onbekend;
	bool fout;
	bool overslaan; /* fine, but nothing for us */
};

struct import_bron {
	const char *soort; /* the kind on the command line: "scholen" */
	const char *naam;  /* in herkomst.bron: "duo-po" */
	const char *titel; /* for people */
	enum import_vorm vorm;
	enum import_doel doel;
	const struct import_kolom *kolommen;
	size_t kolom_count;
	void (*rij)(struct import_rij *r);
	bool eerste_telt; /* the publisher is known to list a key more than once: the first counts
			   */
};

extern const struct import_bron import_bronnen[];
extern const size_t import_bron_count;

/* Whether a kind exists; NULL is none. */
bool import_soort_bestaat(const char *soort);

/* The kinds with commas between them. */
const char *import_soorten_tekst(void);

#define IMPORT_GEEN_KOLOM SIZE_MAX

struct import_kop {
	const struct import_bron *bron;
	size_t plek[IMPORT_MAX_KOLOMMEN]; /* of the source's column in the file, or
					     IMPORT_GEEN_KOLOM */
};

/*
 * Which source has this header. ERR_INVALID when none: *ret_reden (in the arena) says in Dutch what
 * was expected for `soort` and what was found. The source may be of another kind than `soort`: the
 * caller refuses that.
 */
MUST_CHECK enum err import_herken(struct arena *a, const char *soort, enum import_vorm vorm,
	const struct str *namen, size_t count, struct import_kop *ret_kop, const char **ret_reden);

/* The name of a column without case, spaces and punctuation, at most `size - 1` bytes. */
void import_kolomnaam(struct str naam, char *text, size_t size);

/* ---- the row functions ---- */

void import_rij_gemeente(struct import_rij *r);
void import_rij_postcode(struct import_rij *r);
void import_rij_school_po(struct import_rij *r);
void import_rij_school_geo(struct import_rij *r);
void import_rij_opleiding(struct import_rij *r);
void import_rij_rdw(struct import_rij *r);
void import_rij_ets(struct import_rij *r);
void import_rij_vakantie(struct import_rij *r);
void import_rij_regio(struct import_rij *r);

#endif
