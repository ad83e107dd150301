/*
 * What an import has to say: faults, warnings and differences of its rows, collected with a
 * maximum and counted all, and told to people or as JSON.
 */
#ifndef ADMIN_IMPORT_MELDING_H
#define ADMIN_IMPORT_MELDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

struct jsn_doc;

struct import_melding {
	const char *bestand;
	size_t regel;	    /* 0: the file as a whole */
	const char *kolom;  /* "" when it is about the whole row */
	const char *waarde; /* "" when there is none; long values are cut */
	const char *reden;  /* one Dutch line */
};

struct import_meldingen {
	/* The first IMPORT_MAX_GETOOND about rows, and beside them IMPORT_MAX_ALGEMEEN about files:
	 * rows do not crowd those out. */
	struct import_melding *items;
	size_t kept;
	size_t rijen; /* of the kept ones, those about rows */
	size_t count; /* all of them */
};

struct import_telling {
	int64_t rijen;
	int64_t nieuw;
	int64_t gewijzigd; /* reopened ones too */
	int64_t gesloten;
	int64_t ongewijzigd;
	int64_t overgeslagen;
};

struct import_melder {
	struct arena arena;
	const char *bestand; /* of the file at hand, as it was given */
	struct import_meldingen fouten;
	struct import_meldingen waarschuwingen;
	const char **verschillen; /* lines, the first IMPORT_MAX_VERSCHILLEN of the file at hand */
	size_t verschil_count;
};

void import_melder_init(struct import_melder *m);
void import_melder_fini(struct import_melder *m);

/* A new file: its differences start afresh. `bestand` must outlive the melder. */
void import_melder_bestand(struct import_melder *m, const char *bestand);

/* Adds a fault or a warning about the file at hand. Texts are copied. */
void import_fout(struct import_melder *m, size_t regel, const char *kolom, struct str waarde,
	const char *reden_fmt, ...) PRINTF_LIKE(5, 6);
void import_waarschuwing(struct import_melder *m, size_t regel, const char *kolom,
	struct str waarde, const char *reden_fmt, ...) PRINTF_LIKE(5, 6);

/* How many differences may still be shown. */
int32_t import_verschil_ruimte(const struct import_melder *m);

/* Adds the differences that a statement gave: [{"sleutel","stand","naam","velden":[[veld,oud,
 * nieuw]…]}…]. */
void import_verschillen(struct import_melder *m, const struct jsn_doc *lijst);

/* Adds the keys that were closed: ["03WU00",…]. */
void import_verschillen_gesloten(struct import_melder *m, const struct jsn_doc *sleutels);

/* Where the faults and warnings of the file at hand begin, taken before it is read. */
struct import_stand {
	size_t fouten, fouten_kept;
	size_t waarschuwingen, waarschuwingen_kept;
};
struct import_stand import_stand(const struct import_melder *m);

/* Tells the faults, warnings and differences since `sinds`, for people. */
void import_vertel(FILE *out, const struct import_melder *m, struct import_stand sinds);

/* The one line of --json. */
void import_vertel_json(
	FILE *out, const struct import_melder *m, const struct import_telling *totaal);

#endif
