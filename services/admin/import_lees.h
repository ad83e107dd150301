/*
 * A file of a publisher as a stream of rows: opened, its encoding and source recognised, then read
 * in pieces of IMPORT_CHUNK_BYTES. Reads with blocking calls: the command runs nothing else.
 */
#ifndef ADMIN_IMPORT_LEES_H
#define ADMIN_IMPORT_LEES_H

#include <stdint.h>

#include "admin/import_bron.h"
#include "base/text_encoding.h"

struct import_melder;
struct jsn_doc;

struct import_bestand {
	const char *pad; /* as it was given */
	int fd;
	int64_t bytes;
	enum text_encoding encoding;
	enum import_vorm vorm;
	char separator;	  /* of a CSV */
	size_t kop_count; /* columns in the header of a CSV */
	struct import_kop kop;
	const char *eigenschappen[IMPORT_MAX_KOLOMMEN]; /* of a GeoJSON: the name by column */
};

/*
 * Opens a file and recognises it; names live in the arena. When it is refused (absent, empty, too
 * large, no text, header not understood, of another kind than `soort`) the melder has a fault that
 * says why, and the result is ERR_INVALID.
 */
MUST_CHECK enum err import_open(struct arena *a, struct import_melder *m, const char *soort,
	const char *pad, struct import_bestand *ret_bestand);

void import_sluit(struct import_bestand *b); /* harmless when it is not open */

/* Who gets the rows. Anything but ERR_OK from `rij` stops the reading. */
struct import_ontvanger {
	/* Fields by column of the source: STR_NULL where the file has no such column, empty where
	 * it has nothing; all borrowed. */
	enum err (*rij)(
		void *arg, size_t regel, const struct str *velden, const struct jsn_doc *geometrie);
	void (*voortgang)(void *arg, int64_t bytes); /* read so far; may be NULL */
	void *arg;
};

/*
 * Reads all rows. A row that is no row (columns missing, characters that do not belong in text) is
 * a fault with the melder and reading goes on; where the form of the file itself is wrong there is
 * a fault and ERR_INVALID.
 */
MUST_CHECK enum err import_lees(struct import_bestand *b, struct import_melder *m,
	const struct import_ontvanger *ontvanger);

#endif
