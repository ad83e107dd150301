/*
 * A page that is made to be printed, in the language that is asked: a title, rows of a label and a
 * value, short paragraphs, lines to sign on. It loads nothing and runs nothing, and what people
 * wrote is text in it. The calls write in order, between afdruk_open and afdruk_close.
 */
#ifndef API_AFDRUK_H
#define API_AFDRUK_H

#include "api/req.h"

enum afdruk_vorm {
	AFDRUK_BRIEF,	/* upright, to read and fill in */
	AFDRUK_OORKONDE /* across, with a border, to hang up */
};

void afdruk_open(struct req *r, enum afdruk_vorm vorm, const char *nl, const char *en);
void afdruk_kop(struct req *r, const char *nl, const char *en);
/* NULL is a line on which somebody writes. */
void afdruk_rij(struct req *r, const char *nl, const char *en, struct str value);
void afdruk_datum(struct req *r, const char *nl, const char *en, int32_t datum);
/* A number with what is counted behind it; a line to write on when there is none. */
void afdruk_getal(struct req *r, const char *nl, const char *en, bool has, int32_t n);
void afdruk_alinea(struct req *r, const char *nl, const char *en);
/* Name, day and signature of one party. */
void afdruk_handtekening(struct req *r, const char *nl, const char *en);
void afdruk_close(struct req *r);

#endif
