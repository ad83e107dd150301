/* How far the reading of a file is: a bar on a terminal, else a plain line now and then. */
#ifndef ADMIN_IMPORT_VOORTGANG_H
#define ADMIN_IMPORT_VOORTGANG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct import_voortgang {
	FILE *out;
	bool terminal;
	const char *naam; /* of the file, without its folders */
	int64_t totaal_bytes;
	int64_t begin_us;
	int64_t laatst_us; /* when it was last shown */
	bool staat_er;	   /* a bar is on the screen */
};

void voortgang_begin(
	struct import_voortgang *v, FILE *out, bool terminal, const char *naam, int64_t bytes);

/* Shows it when it is time to. `nu_us` is monotonic. */
void voortgang_toon(struct import_voortgang *v, int64_t bytes, int64_t rijen, int64_t nu_us);

/* Takes the bar away. */
void voortgang_eind(struct import_voortgang *v);

/* 6107 as "6.107". */
#define GETAL_TEXT 32
const char *getal_tekst(int64_t getal, char text[static GETAL_TEXT]);

#endif
